import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { reportPage, type Visit } from "../../src/page/report-page.ts";
import { columnsOf } from "../../src/page/layers.ts";
import { sample } from "../render/sample.ts";
import { report } from "./site.ts";

const visit: Visit = {
  login: "ada",
  judged: "now",
  overtaken: false,
  here: "/reports/1/2/h",
  again: "/again",
  leave: "/sign-out",
};

describe("the page of a report", () => {
  test("tells what is owed, who reads it, the way back, the estimate and what was not understood", () => {
    const page = reportPage(report, visit);
    for (const title of [
      "What is owed",
      "Who reads it",
      "Also seen",
      "The way back",
      "Estimate",
      "Not understood",
      "Waived",
    ])
      expect(page).toContain(title);
    expect(page).toMatch(/class="minus"\s*>-index public.users_email</);
    expect(page).toContain("<mark>legacy_code</mark>");
    expect(page).toContain(
      `https://github.com/acme/shop/blob/${"b".repeat(40)}/migrations/20260301_drop_legacy/up.sql#L3`,
    );
  });

  test("has neither script nor handler nor foreign address, whatever a repository is called", () => {
    const tricky = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const [finding] = sample.findings;
    if (finding === undefined) expect.fail("the sample has findings");
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(tricky)), (text) => {
        const nasty = {
          ...finding,
          subject: `${text}${tricky}`,
          words: { template: "Unexpected `{a}` {a}, expected none", data: { a: `${text}${tricky}` } },
          place: { ...finding.place, path: `${text}${tricky}` },
          readers: finding.readers.map((reader) => ({ ...reader, name: tricky, owner: text })),
        };
        const page = reportPage(
          { ...report, verdict: { ...sample, findings: [nasty], notes: [text + tricky] } },
          visit,
        );
        expect(page).not.toMatch(/<script|<img|<[^>]+\son\w+=/i);
      }),
      { numRuns: 60 },
    );
  });

  test("links to nothing but the web", () => {
    const web = "javascript:alert(1)//";
    const page = reportPage({ ...report, repository: { ...report.repository, web } }, visit);
    expect(page).not.toContain('href="javascript:');
  });
});

describe("columns of a drawing", () => {
  test("put each box right of what leads to it", () => {
    const steps = [
      { from: "a", to: "b" },
      { from: "b", to: "d" },
      { from: "a", to: "d" },
      { from: "a", to: "c" },
    ];
    expect(columnsOf(["a", "b", "c", "d"], steps)).toEqual([["a"], ["b", "c"], ["d"]]);
  });
  test("survive a circle", () => {
    const steps = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
    ];
    expect(columnsOf(["a", "b"], steps).flat().sort()).toEqual(["a", "b"]);
  });
});
