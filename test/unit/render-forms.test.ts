import * as fc from "fast-check";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/model/verdict.ts";
import { blastRadius } from "../../src/render/blast-radius.ts";
import { renderCase } from "../../src/render/case.ts";
import { renderCheckRun } from "../../src/render/check-run.ts";
import { MARKER, renderComment } from "../../src/render/comment.ts";
import { cut } from "../../src/render/cut.ts";
import { renderGithub } from "../../src/render/github.ts";
import { renderJson } from "../../src/render/json.ts";
import { compared, lineDiff } from "../../src/render/line-diff.ts";
import { renderTerminal } from "../../src/render/terminal.ts";
import { dropped, sample, sampleSource } from "../render/sample.ts";

const links = {
  file: (place: { path: string; line: number }) => `https://github.example/o/r/blob/abc/${place.path}#L${place.line}`,
  rule: (id: string) => `https://github.example/o/r/rules/${id}`,
  editor: { web: "https://github.example/o/r", branch: "drop-legacy", owner: "@shop/data" },
};
/** The sample with hostile text wherever a repository's text can stand. */
const hostile: Verdict = {
  ...sample,
  findings: [
    {
      ...dropped,
      subject: "x`|<img src=x>@octocat",
      subjectPath: ["table", "x`|<img src=x>@octocat"],
      words: {
        template: "Unexpected `{column}` and {count}",
        data: { column: "a`b|c", count: "[x](http://evil.example) @octocat" },
      },
      place: { ...dropped.place, path: "migrations/a|b`](http://evil.example)/<!--.sql" },
      excuse: { tool: "dataplan", place: { path: "a|b", line: 1 }, reason: "</details> ```\n# x @octocat" },
      way: [
        {
          title: "Adds `a``b` @octocat <img src=x>",
          sql: 'ALTER TABLE "```\n</details>\n# x @octocat" ADD y int;\u202e',
          runs: "migration",
          release: "now",
        },
      ],
      edit: {
        at: { path: dropped.place.path, line: 3, column: 1 },
        text: " NOT VALID",
        next: "then `x` @octocat",
        line: "``` </details> @octocat",
        becomes: "```` <img src=x>",
      },
      readers: [
        {
          ...dropped.readers[0],
          id: "m",
          kind: "model",
          name: 'end"]; click n0 "javascript:alert(1)"',
          via: [],
          place: dropped.place,
        },
      ],
    },
  ],
  notes: ["<details> ```\n# head @octocat #12 ![x](http://evil.example/x.png)"],
  gaps: [
    {
      reader: "migrations",
      key: "k",
      level: "review",
      place: { path: "a", line: 1 },
      reason: "</details>\n\n# x @all",
    },
  ],
};

describe("the comment", () => {
  test("is what a person would be glad to get", async () => {
    await expect(renderComment(sample, links)).toMatchFileSnapshot("../render/sample.comment.md");
  });

  test("begins with the marker and holds nothing that hostile text planted", () => {
    const comment = renderComment(hostile, links);
    expect(comment.startsWith(`${MARKER}\n`)).toBe(true);
    const found: { type: string; value?: string; url?: string }[] = [];
    const walk = (node: { type: string; children?: readonly object[] }): void => {
      found.push(node);
      for (const child of node.children ?? []) walk(child as typeof node);
    };
    walk(remark().use(remarkGfm).parse(comment));
    expect(found.filter(({ type }) => type === "image" || type === "definition" || type === "linkReference")).toEqual(
      [],
    );
    for (const { url } of found.filter(({ type }) => type === "link"))
      expect(url).toMatch(/^https:\/\/github\.example\/o\/r\//);
    for (const { value } of found.filter(({ type }) => type === "html"))
      expect(value).toMatch(
        /^(?:<!-- dataplan:verdict -->|<\/?(?:details|summary|sub|code|br)>|<details><summary>[^<]*<\/summary>)+$/,
      );
    for (const { value } of found.filter(({ type }) => type === "text")) expect(value).not.toMatch(/@\w/);
  });

  test("fits into a comment, however much there is to say", () => {
    const findings = Array.from({ length: 2000 }, (_, i) => ({ ...dropped, fingerprint: String(i), subject: `t${i}` }));
    const comment = renderComment({ ...sample, findings, obligations: [] });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(65_000);
    expect(comment).toContain("cut here");
  });
});

describe("cut", () => {
  test("closes what it cuts open", () => {
    const text = `<details><summary>x</summary>\n\n\`\`\`sql\n${"select 1;\n".repeat(100)}\`\`\`\n\n</details>\n`;
    const short = cut(text, 300);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(300);
    expect(short.match(/```/g)).toHaveLength(2);
    expect(short).toContain("</details>");
    expect(cut("short", 300)).toBe("short");
  });
});

describe("the blast radius", () => {
  test("names at most 25 boxes and says what is left", () => {
    const readers = Array.from({ length: 40 }, (_, i) => ({
      id: `model.shop.m${i}`,
      kind: "model" as const,
      name: `m${i}`,
      place: dropped.place,
      via: [],
    }));
    const chart = blastRadius([{ ...dropped, readers }]);
    expect(chart.split("\n").filter((line) => /^ {2}(?:n\d+|more)[[(]/.test(line))).toHaveLength(25);
    expect(chart).toContain('more["and 17 more"]');
    const [first] = readers;
    const unsure = blastRadius([{ ...dropped, readers: first === undefined ? [] : [{ ...first, doubt: "not read" }] }]);
    expect(unsure).toContain("-.->");
    expect(unsure).toContain(":::unknown");
    expect(chart).not.toContain("-.->");
    expect(blastRadius([{ ...dropped, readers: [] }])).toBe("");
  });

  test("cannot be broken out of", () => {
    const chart = blastRadius(hostile.findings);
    expect(chart).not.toMatch(/click n0 "/);
    for (const line of chart.split("\n").filter((text) => /^ {2}n\d+[[(]/.test(text)))
      expect(line.match(/"/g)).toHaveLength(2);
  });
});

describe("the check run", () => {
  const check = renderCheckRun(sample, links);
  test("annotates places on head only, the worst first", () => {
    expect(
      check.annotations.map(({ path, start_line, annotation_level }) => `${annotation_level} ${path}:${start_line}`),
    ).toEqual([
      "failure migrations/20260301_drop_legacy/up.sql:3",
      "failure migrations/20260302_do/up.sql:2",
      "warning migrations/20260301_drop_legacy/up.sql:5",
    ]);
  });

  test("keeps GitHub's limits", () => {
    const many = Array.from({ length: 900 }, (_, i) => ({
      ...dropped,
      fingerprint: String(i),
      message: "m".repeat(70_000),
    }));
    const full = renderCheckRun({ ...sample, findings: many, summary: "s".repeat(400) });
    expect(full.title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(full.summary)).toBeLessThanOrEqual(65_535);
    expect(full.annotations).toHaveLength(200);
    for (const { message, start_line, end_line, start_column } of full.annotations) {
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024);
      expect(start_column === undefined || start_line === end_line).toBe(true);
    }
  });

  test("does not fail a line whose finding has everything owed", () => {
    const met = sample.obligations.map((obligation) => ({
      ...obligation,
      met: true,
      by: { what: "a plan", verified: false },
    }));
    expect(
      renderCheckRun({ ...sample, obligations: met }).annotations.filter(({ title }) =>
        title.startsWith("column-dropped"),
      )[0]?.annotation_level,
    ).toBe("notice");
  });
});

describe("workflow commands", () => {
  test("are one line each, escaped", () => {
    const lines = renderGithub({ ...hostile, summary: "x\n::error::planted" })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^::error file=migrations\/a\|b`\]\(http%3A\/\/evil\.example\)\/<!--\.sql,line=3,endLine=3,col=1,title=[^:,]*::Unexpected/,
    );
    expect(lines.at(-1)).not.toContain("::");
  });
});

describe("JSON", () => {
  test("has the same keys in the same order, and loses nothing", () => {
    const text = renderJson(sample);
    expect(JSON.parse(text)).toEqual(sample);
    const shuffled = Object.fromEntries(Object.entries(sample).reverse());
    expect(renderJson(shuffled)).toBe(text);
    expect(Object.keys(JSON.parse(text) as object).slice(0, 4)).toEqual(["version", "conclusion", "summary", "mode"]);
  });
});

describe("a terminal", () => {
  test("shows lines with carets, what is owed, and the verdict last", async () => {
    const text = renderTerminal(sample, { colour: false, width: 100, sourceOf: sampleSource });
    await expect(text).toMatchFileSnapshot("../render/sample.terminal.txt");
    expect(text).not.toContain("\u001b");
  });

  test("lets no repository text drive it", () => {
    const evil = { ...dropped, subject: "x\u001b[2J\u202e", message: "\u001b]0;owned\u0007" };
    const text = renderTerminal({ ...sample, findings: [evil] }, { colour: true, sourceOf: () => "\u001b[31mred" });
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(text.replaceAll(/\u001b\[(?:1|2|22|31|32|33|34|39)m/g, "")).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe("a diff of lines", () => {
  test("shows what goes and what comes, with what stands around it", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].join("\n");
    expect(lineDiff(before, before.replace("h\n", "H\n"))).toEqual([
      "…",
      "  e",
      "  f",
      "  g",
      "- h",
      "+ H",
      "  i",
      "  j",
    ]);
    expect(lineDiff("", "x\ny\n")).toEqual(["+ x", "+ y"]);
    expect(lineDiff("x\n", "")).toEqual(["- x"]);
    expect(lineDiff("x\n".repeat(700), "")).toEqual(["… 700 lines before, 0 lines after"]);
  });

  test("gives both texts back", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const diff = compared(a, b);
        expect(diff.filter(({ sign }) => sign !== "+").map(({ text }) => text)).toEqual(a);
        expect(diff.filter(({ sign }) => sign !== "-").map(({ text }) => text)).toEqual(b);
      }),
    );
  });
});

describe("a case", () => {
  test("shows what its author reads", async () => {
    const facts = { name: "breaks-a-dashboard", why: "A dashboard reads the column", rule: "column-dropped" };
    await expect(renderCase(facts, sample, sampleSource)).toMatchFileSnapshot("../render/sample.case.md");
  });
});
