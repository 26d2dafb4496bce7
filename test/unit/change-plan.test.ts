import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../src/config/default-config.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Subject, SubjectKind } from "../../src/model/subject.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import plans from "../../src/readers/plans/reader.ts";
import { changePlan } from "../../src/render/change-plan/change-plan.ts";
import { newFile } from "../../src/render/change-plan/new-file.ts";
import { dropped, sample } from "../render/sample.ts";

const read = async (text: string): Promise<Plan> => {
  const [plan] = await plans.link([{ path: "plans/a.md", hash: "h", parsed: await plans.parse(text) }], defaultConfig);
  return plan as Plan;
};

/** Whatever a name may be made of; a NUL and half a surrogate pair are no text in Markdown. */
const name = fc.oneof(
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ..."|\"'`.\\\n\t,;&()<>[]{}*_~$#@:!+-–→ ÄßxY1\u202e\u00a0\ue000\ue001".split(""),
          "``",
          '""',
          "| x |",
          " and ",
          " to ",
          "<br>",
          "&#124;",
          "<!-- x -->",
          "TODO",
          "<your table>",
          "www.x.example",
          "https://x.example/a_b_",
          "a@b.example",
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join(""))
      .filter((text) => text.trim() !== ""),
  },
  { weight: 1, arbitrary: fc.constantFrom("table", "on", "the", "index", "source", "database", "all", "User", "to") },
);
/** A path that holds a tag like `<your table>` is taken for a slot. */
const path = name.map((text) => `db/${text.replaceAll("<", "")}`);
const subject: fc.Arbitrary<Subject> = fc
  .oneof(
    fc.tuple(fc.constant<SubjectKind>("table"), fc.array(name, { minLength: 1, maxLength: 4 })),
    fc.tuple(
      fc.constantFrom<SubjectKind>("model", "source", "exposure"),
      fc.array(name, { minLength: 2, maxLength: 3 }),
    ),
    fc.tuple(
      fc.constantFrom<SubjectKind>("index", "constraint", "type"),
      fc.array(name, { minLength: 1, maxLength: 2 }),
    ),
  )
  .map(([kind, names]): Subject => [kind, ...names]);

const about = (subjectPath: Subject, more: { readonly file: string; readonly reader: string }): Verdict => {
  const [row] = sample.owedPlan?.rows ?? [];
  if (row === undefined) throw new Error("the sample owes a plan");
  return {
    ...sample,
    findings: [
      {
        ...dropped,
        subject: subjectPath.slice(1).join("."),
        subjectPath,
        readers: dropped.readers.slice(-1).map((reader) => ({ ...reader, name: more.reader, owner: more.reader })),
      },
    ],
    owedPlan: { path: "plans/a.md", isNew: true, rows: [{ ...row, up: more.file, down: `${more.file}.down` }] },
  };
};

describe("what the scaffold writes", () => {
  test("our own reader reads as it was meant, whatever the names are made of", async () => {
    await fc.assert(
      fc.asyncProperty(subject, path, name, async (subjectPath, file, reader) => {
        const text = changePlan(about(subjectPath, { file, reader }))?.text ?? "";
        const plan = await read(text);
        const [kind, ...names] = subjectPath;
        expect(plan.entries).toHaveLength(1);
        const [entry] = plan.entries;
        expect(entry).toMatchObject({ action: "drop", names, fingerprint: dropped.fingerprint, phase: "contract" });
        if (kind !== "table") expect(entry?.subjectKind).toBe(kind);
        expect(plan.entries[0]?.rollback?.text).toBe(`${file}.down`.trim());
        expect(plan.consumers.map(({ consumer }) => consumer)).toEqual([`exposure ${reader}`.trim()]);
        expect(plan.defects.filter(({ defect }) => defect !== "slot")).toEqual([]);
        if (!/<(?:your|a)/.test(names.join())) expect(plan.migration?.steps).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });

  test("is a draft, and its front matter survives every title and owner", async () => {
    await fc.assert(
      fc.asyncProperty(name, name, async (title, owner) => {
        const plan = await read(changePlan(about(["table", title], { file: "a", reader: "b" }), { owner })?.text ?? "");
        expect(plan).toMatchObject({ status: "draft", title: `Drop column ${title}`, owner });
      }),
    );
  });
});

const parts = (address: string): readonly [string, string | null, string | null] => {
  const { origin, pathname, searchParams } = new URL(address);
  return [`${origin}${decodeURIComponent(pathname)}`, searchParams.get("filename"), searchParams.get("value")];
};

describe("the address of the editor", () => {
  test("opens the branch of the head, a fork's and an own server's too, with the plan as it is", () => {
    const file = newFile(sample, {
      web: "https://ghe.shop.example/ana/shop",
      branch: "fix/drop #1 (ä)",
      owner: "@ana",
    });
    expect(parts(file?.address ?? "")).toEqual([
      "https://ghe.shop.example/ana/shop/new/fix/drop #1 (ä)",
      "plans/drop-users-legacy-code.md",
      changePlan(sample, { owner: "@ana" })?.text,
    ]);
    expect(file?.shortened).toBe(false);
  });

  test("stays below 8,000 signs, and nothing in it ends a link, whatever the names are", () => {
    fc.assert(
      fc.property(subject, name, fc.integer({ min: 1, max: 80 }), name, (subjectPath, file, count, branch) => {
        const verdict = about(subjectPath, { file, reader: "r" });
        const [row] = verdict.owedPlan?.rows ?? [];
        const many = row === undefined ? [] : Array.from({ length: count }, () => row);
        const owedPlan = { path: "plans/a.md", isNew: true, rows: many };
        const found = newFile({ ...verdict, owedPlan }, { web: "https://github.com/o/r", branch });
        if (found === undefined) return;
        expect(found.address.length).toBeLessThan(8_000);
        expect(found.address).toMatch(/^https:\/\/github\.com\/o\/r\/new\/[\w.%/-]+\?[\w.%&=-]+$/);
      }),
    );
  });

  test("holds a shorter plan where the whole does not fit, and the plan says so", async () => {
    const verdict = about(["table", "public", "users", "x"], { file: "migrations/1.sql", reader: "r" });
    const [row] = verdict.owedPlan?.rows ?? [];
    const rows = row === undefined ? [] : Array.from({ length: 90 }, () => row);
    const file = newFile(
      { ...verdict, owedPlan: { path: "plans/a.md", isNew: true, rows } },
      { web: "https://github.com/o/r", branch: "b" },
    );
    expect(file?.shortened).toBe(true);
    const [, , value] = parts(file?.address ?? "");
    expect(value).toMatch(/TODO: rows for \d+ more changes, which `dataplan plan` writes/);
    const { defects, entries } = await read(value ?? "");
    expect(entries.length).toBeGreaterThan(3);
    expect(defects.map(({ defect }) => defect)).not.toContain("section-missing");
  });
});
