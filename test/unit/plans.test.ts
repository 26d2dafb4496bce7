import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Plan } from "../../src/model/plan.ts";
import { plannedAction } from "../../src/readers/plans/action.ts";
import reader from "../../src/readers/plans/reader.ts";
import { slotIn } from "../../src/readers/plans/slot-words.ts";
import { subjectsIn } from "../../src/readers/plans/subject-names.ts";
import { trigger } from "../../src/readers/plans/trigger.ts";

const config = { plans: ["plans/**/*.md", "plans/**/*.yaml"] } as never;

const facts = async (text: string, path = "plans/a.md"): Promise<readonly unknown[]> => [
  ...(await reader.link([{ path, hash: "h", parsed: await reader.parse(text) }], config)),
];
const plan = async (text: string): Promise<Plan> => (await facts(text))[0] as Plan;

const FRONT = `---
kind: change-plan
title: Drop legacy_code
status: approved
owner: "@data-platform"
---
`;
const GOOD = `${FRONT}
# Drop legacy_code

## 1. Changes

| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
| drop column | \`public.users.legacy_code\` | contract | archive, then drop | copy back |

## 2. Consumers

| Consumer | Owner | Told |
|---|---|---|
| Revenue dashboard | @bi | 2026-11-02, agreed |

## 3. Migration

1. Copy the values to \`archive.users_legacy_code\`.
2. Drop the column.

## 4. Rollback

- Trigger: error rate of the billing API above 1 % for 10 minutes
- Steps:
  1. Add the column again.
  2. Copy the values back.
- Owner: @data-platform
- Data loss: recoverable
- Restore from: \`archive.users_legacy_code\`
`;

test("reads a change plan whole, and finds nothing wrong with it", async () => {
  const read = await plan(GOOD);
  expect(read.defects).toEqual([]);
  expect(read).toMatchObject({
    id: "plans/a.md",
    planKind: "change-plan",
    title: "Drop legacy_code",
    status: "approved",
    owner: "@data-platform",
    hash: "h",
    entries: [
      {
        action: "drop",
        names: ["public", "users", "legacy_code"],
        phase: "contract",
        migration: { text: "archive, then drop" },
        place: { path: "plans/a.md", line: 14 },
      },
    ],
    consumers: [{ consumer: "Revenue dashboard", owner: "@bi" }],
    rollback: {
      trigger: { threshold: { text: "above 1 %" }, window: { text: "10 minutes" } },
      steps: [{ text: "Add the column again." }, { text: "Copy the values back." }],
      owner: { text: "@data-platform" },
      dataLoss: { class: "recoverable" },
      restoreFrom: { text: "archive.users_legacy_code" },
    },
  });
  expect(read.rollback?.trigger?.metric?.text).toBe("error rate of the billing API");
});

const rollbackOf = async (section: string): Promise<Plan["rollback"]> =>
  (await plan(GOOD.slice(0, GOOD.indexOf("## 4.")) + section)).rollback;

describe("a rollback reads the same", () => {
  const wanted = {
    trigger: { metric: { text: "error rate of the API" }, window: { text: "10 minutes" } },
    steps: [{ text: "Run down.sql." }, { text: "Deploy the release before." }],
    owner: { text: "@data" },
    dataLoss: { class: "recoverable" },
    restoreFrom: { text: "archive.users" },
  };
  test.each([
    [
      "as a list",
      `## Rollback
- **Trigger**: error rate of the API above 1 % for 10 minutes
- Steps:
  1. Run \`down.sql\`.
  2. Deploy the release before.
- Owner: @data
- Data loss: recoverable
- Restore from: \`archive.users\``,
    ],
    [
      "as a table",
      `## Back-out plan
| Field | Value |
|---|---|
| Trigger | error rate of the API above 1 % for 10 minutes |
| Steps | 1. Run \`down.sql\`. 2. Deploy the release before. |
| Owner | @data |
| Data loss | recoverable |
| Restore from | \`archive.users\` |`,
    ],
    [
      "under bold labels",
      `## How we go back
**Trigger:** error rate of the API above 1 % for 10 minutes

**Steps**

1. Run \`down.sql\`.
2. Deploy the release before.

**Owner:** @data
**Data loss:** recoverable
**Restore from:** \`archive.users\``,
    ],
    [
      "under sub-headings",
      `## 4. Rolback
### 4.1 Trigger
| Metric | Threshold | Window |
|---|---|---|
| error rate of the API | 1 % | 10 minutes |
### 4.2 Steps
1. Run \`down.sql\`.
2. Deploy the release before.
### 4.3 Owner
@data
### 4.4 Data loss
Recoverable from \`archive.users\``,
    ],
  ])("%s", async (_, section) => {
    expect(await rollbackOf(section)).toMatchObject(wanted);
  });
});

const parts = (text: string): readonly string[] => {
  const { metric, threshold, window } = trigger({ text, place: { path: "", line: 1 }, nodes: [] });
  return [metric?.text ?? "", threshold?.text ?? "", window?.text ?? ""];
};

describe("a trigger", () => {
  test.each([
    [
      "error rate of the billing API above 1 % for 10 minutes",
      "error rate of the billing API",
      "above 1 %",
      "10 minutes",
    ],
    ["p95 latency of checkout > 800 ms over 15 min", "p95 latency of checkout", "> 800 ms", "15 min"],
    ["replication lag exceeds 30 s for 5 minutes", "replication lag", "exceeds 30 s", "5 minutes"],
    ["5xx ≥ 0.5% in any 5-minute window", "5xx", "≥ 0.5%", "5-minute"],
    ["more than 20 failed jobs within an hour", "failed jobs", "more than 20", "an hour"],
    ["queue depth over 10k messages sustained for 1h", "queue depth", "over 10k messages", "1h"],
    ["freshness of fct_orders older than 2 h for 30 min", "freshness of fct_orders", "older than 2 h", "30 min"],
    [
      "revenue differs by more than 0.1 % from the old table over one day",
      "revenue differs from the old table",
      "by more than 0.1 %",
      "one day",
    ],
  ])("is objective: %s", (text, metric, threshold, window) => {
    const [gotMetric, gotThreshold, gotWindow] = parts(text);
    expect(gotMetric).toContain(metric.split(" ")[0]);
    expect(threshold).toContain((gotThreshold ?? "").replace(/^.*?(?=[\d>≥])/, ""));
    expect(gotThreshold).toMatch(/\d/);
    expect(gotWindow).toBe(window);
  });
  test.each([
    "if something goes wrong",
    "as needed",
    "if it breaks",
    "when the on-call decides",
    "error rate too high for 10 minutes",
    "error rate above 1 %",
    "error rate above normal for long",
    "if it breaks for more than 10 minutes",
    "",
  ])("is not: %s", (text) => {
    expect(parts(text)).toContain("");
  });
});

describe("a change cell", () => {
  test.each([
    ["drop column", "drop"],
    ["remove the column", "drop"],
    ["DROP COLUMN", "drop"],
    ["Deleting table", "drop"],
    ["rename to login", "rename"],
    ["change type", "retype"],
    ["alter column type to integer", "retype"],
    ["narrow to varchar(20)", "retype"],
    ["set NOT NULL", "require"],
    ["make it required", "require"],
    ["create index concurrently", "index"],
    ["add foreign key", "constrain"],
    ["add unique constraint", "constrain"],
    ["rewrite table", "rewrite"],
    ["drop index", "drop"],
    ["drop not null", "other"],
    ["add column", "other"],
    ["", "other"],
  ])("%s means %s", (cell, action) => {
    expect(plannedAction(cell)).toBe(action);
  });
});

describe("a subject cell", () => {
  test.each([
    ["public.users.legacy_code", [["public", "users", "legacy_code"]], undefined],
    ["legacy_code on users", [["users", "legacy_code"]], undefined],
    ["column legacy_code of table public.users", [["public", "users", "legacy_code"]], "table"],
    ['"User"."legacyCode"', [["User", "legacyCode"]], undefined],
    ["model shop.orders.total", [["shop", "orders", "total"]], "model"],
    ["total of dbt model shop.orders", [["shop", "orders", "total"]], "model"],
    [
      "users.a, users.b and users.c",
      [
        ["users", "a"],
        ["users", "b"],
        ["users", "c"],
      ],
      undefined,
    ],
    ["users.name → users.full_name", [["users", "name"]], undefined],
    ["the `type` column of `events`".replaceAll("`", ""), [["events", "type"]], undefined],
    ["users.total (numeric → integer)", [["users", "total"]], undefined],
    ["index users_email_idx", [["users_email_idx"]], "index"],
    ["[dbo].[users].[code]", [["dbo", "users", "code"]], undefined],
    ["", [], undefined],
  ] as const)("%s", (cell, names, kind) => {
    const found = subjectsIn(cell);
    expect(found.map((each) => each.names)).toEqual(names);
    if (kind !== undefined) expect(found[0]?.kind).toBe(kind);
  });
});

describe("a slot", () => {
  test.each([
    "TBD",
    "**TODO**",
    "tbd.",
    "???",
    "…",
    "<your team>",
    "[insert date]",
    "{{ owner }}",
    "N/A",
    "n/a – later",
    "Owner: TBD",
    "TODO: write",
    "to be defined",
    "yyyy-mm-dd",
    "drop | rename | retype",
    "@jane.doe",
  ])("%s", (text) => {
    expect(slotIn(text)).toBeDefined();
  });
  test.each([
    "N/A: nobody reads this table",
    "the todo list",
    "decided (see TBD-12)",
    "[the plan](x.md)",
    "<a name=x>",
    "List<String>",
    "What is to be defined is defined here",
    "@jane",
    "none",
    "-1",
  ])("none: %s", (text) => {
    expect(slotIn(text)).toBeUndefined();
  });
});

const told = async (rows: string): Promise<readonly string[]> =>
  (await plan(GOOD.replace("| Revenue dashboard | @bi | 2026-11-02, agreed |", rows))).defects.map(
    ({ defect, part }) => `${defect} ${part}`,
  );

describe("consumers", () => {
  test("none is an answer with its reason", async () => {
    expect(await told("| none: nobody has read it since May | – | – |")).toEqual([]);
    expect(await told("| none | – | – |")).toEqual(["section-empty Consumers"]);
    expect(await told("| Revenue | – | 2026-11-02 |")).toEqual(["slot Consumers: Owner"]);
  });
});

test("slots in the front matter are slots", async () => {
  const { defects } = await plan(GOOD.replace('owner: "@data-platform"', "owner: TBD"));
  expect(defects).toMatchObject([{ defect: "slot", part: "owner", detail: "TBD", place: { line: 5 } }]);
});

describe("what is not a change plan", () => {
  test("a page without a kind is nobody's business", async () => {
    expect(await facts("# Plans\n\nHow we write them. TBD\n")).toEqual([]);
    expect(await facts("---\ntitle: x\n---\n")).toEqual([]);
  });
  test.each([
    ["---\nkind: data-pln\n---\n", "plans/a.md", "data-plan", 2],
    ["title: x\nkind: design-spce\n", "plans/a.yaml", "design-spec", 2],
  ])("a kind that nobody knows is a gap by name", async (text, path, meant, line) => {
    expect(await facts(text, path)).toMatchObject([
      { kind: "gap", key: "plan-kind-unknown", place: { path, line }, reason: expect.stringContaining(meant) },
    ]);
  });
  test("a page with a kind's headings is of that kind, and says how many it knew", async () => {
    const stages = [
      "Context",
      "Assumptions",
      "Sources",
      "Volume",
      "Ingestion",
      "Modelling",
      "Contracts",
      "Quality",
      "Operations",
    ];
    expect(await facts(stages.map((stage) => `## ${stage}\n\nText.\n`).join("\n"))).toMatchObject([
      { planKind: "data-plan", recognised: 9, status: "unknown" },
    ]);
  });
  test("front matter that is no YAML", async () => {
    expect(await facts('---\ntitle: "x\n---\n')).toMatchObject([{ kind: "gap", key: "front-matter-unread" }]);
    expect((await plan('---\nkind: change-plan\ntitle: "x\n---\n')).defects[0]).toMatchObject({
      defect: "front-matter",
      part: "front matter",
      expected: "YAML",
    });
  });
});

test("selects by the globs of the configuration, Markdown and YAML only", () => {
  expect(reader.select(["plans/a.md", "plans/b/c.md", "plans/d.yaml", "plans/e.sql", "docs/a.md"], config)).toEqual([
    "plans/a.md",
    "plans/b/c.md",
    "plans/d.yaml",
  ]);
});

test("Windows line ends change nothing", async () => {
  const unix = await plan(GOOD);
  expect(await plan(GOOD.replaceAll("\n", "\r\n"))).toEqual(unix);
});

describe("a text that is built to be slow", () => {
  const front = "---\nkind: change-plan\ntitle: x\nstatus: draft\nowner: a\n---\n";
  test.each([
    ["nested", front + ">".repeat(3000)],
    ["indented", front + Array.from({ length: 500 }, (_, i) => `${" ".repeat(i * 2)}- a`).join("\n")],
    ["one line", front + "1d 1h ".repeat(50_000)],
    ["many rows", `${front}| a |\n|---|\n${"| b |\n".repeat(40_000)}`],
  ])("is a gap: %s", async (_, text) => {
    expect(await facts(text)).toMatchObject([{ kind: "gap", key: "too-large" }]);
  });
  test("aliases that unfold are refused", async () => {
    const aliases = "a: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n";
    expect(await facts(`---\n${aliases}kind: data-plan\n---\n`)).toMatchObject([
      { kind: "gap", key: "front-matter-unread" },
    ]);
  });
});

const folder = join(import.meta.dirname, "../../fixtures/readers/plans");
describe.each(readdirSync(folder))("fixtures/readers/plans/%s", (name) => {
  test("reads what a person wrote down", async () => {
    const files = join(folder, name, "files");
    const [path = ""] = globSync("**/*.md", { cwd: files });
    const expected = parse(readFileSync(join(folder, name, "expected.yml"), "utf8")) as {
      readonly plan?: object;
      readonly gap?: object;
      readonly defects?: readonly string[];
    };
    const [fact] = await facts(readFileSync(join(files, path), "utf8"), path.replaceAll("\\", "/"));
    expect(fact).toMatchObject(expected.plan ?? expected.gap ?? {});
    if (expected.defects === undefined) return;
    const told = (fact as Plan).defects.map(({ defect, part, place }) => `${place.line} ${defect} ${part}`);
    expect(told.toSorted()).toEqual(expected.defects.toSorted());
  });
});

describe("a plan that loses a part", () => {
  const parts = [
    /^title:.*\n/m,
    /^status:.*\n/m,
    /^owner:.*\n/m,
    /^## 1\. Changes\n/m,
    /^\| drop column.*\n/m,
    /^## 2\. Consumers\n/m,
    /^\| Revenue.*\n/m,
    /^1\. Copy the values[^]*?Drop the column\.\n/m,
    /^- Trigger:.*\n/m,
    / above 1 %/,
    / for 10 minutes/,
    /error rate of the billing API /,
    /^- Steps:\n(?: {2}.*\n)+/m,
    /^- Owner:.*\n/m,
    /^- Data loss:.*\n/m,
    /^- Restore from:.*\n/m,
  ];
  test.each(parts.map((part) => [String(part), part] as const))("is told of it: %s", async (_, part) => {
    const less = GOOD.replace(part, "");
    expect(less).not.toBe(GOOD);
    expect((await plan(less)).defects.length).toBeGreaterThan(0);
  });
});

test("no text makes the reader throw", async () => {
  const lines = GOOD.split("\n");
  const piece = fc.oneof(fc.constantFrom(...lines, "|", "- ", "> ", "```", "<!--", "**", "---", "# "), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await facts(FRONT + pieces.join("\n"));
      await facts(pieces.join("\n"));
    }),
    { numRuns: 150 },
  );
});
