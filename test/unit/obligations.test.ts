import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { diff } from "../../src/diff/diff.ts";
import type { Consumer } from "../../src/model/consumer.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Migration, Operation } from "../../src/model/migration.ts";
import type { Proof } from "../../src/model/observation.ts";
import type { Table } from "../../src/model/table.ts";
import type { Obligation, ObligationKind } from "../../src/model/obligation.ts";
import { defineRule, type AnyRule } from "../../src/model/rule.ts";
import { snapshot } from "../../src/model/snapshot.ts";
import { spell, type Subject } from "../../src/model/subject.ts";
import * as registry from "../../src/obligations/index.ts";
import { dayIn } from "../../src/obligations/meet/day-in.ts";
import plans from "../../src/readers/plans/reader.ts";
import { context } from "../../src/verdict/context.ts";
import { oblige } from "../../src/verdict/oblige.ts";

const { config } = loadConfig(undefined, new Map());
const UP = "migrations/0002_drop/up.sql";
const DOWN = "migrations/0002_drop/down.sql";
const COLUMN: Subject = ["table", "public", "users", "legacy_code"];

const rule = (id: string, action: AnyRule["action"]): AnyRule =>
  defineRule({
    id,
    action,
    level: "block",
    on: ["operation.added"],
    verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
    owes: [],
    aliases: [],
    docs: { title: id, sees: id, why: id, instead: "Repair it" },
    messages: {},
    *check() {},
  });
const RULES = [
  rule("column-dropped", "drop"),
  rule("table-dropped", "drop"),
  rule("column-renamed", "rename"),
  rule("column-removed", "remove"),
  rule("index-built-under-lock", "index"),
  rule("way-back-missing", "other"),
];

const finding = (id: string, subject: Subject, owes: readonly ObligationKind[], line = 2): Finding => ({
  rule: id,
  level: "block",
  subject: spell(subject),
  subjectPath: subject,
  fingerprint: "a1b2c3d4e5f6",
  message: id,
  words: { template: id, data: {} },
  place: { path: UP, line, side: "head" },
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  basis: "grammar",
  readers: [],
  owes,
});
const DROPPED = finding("column-dropped", COLUMN, ["plan-entry", "migration", "rollback", "archive", "sign-off"]);

const migration = (id: string, order: number, down?: string): Migration => ({
  kind: "migration",
  id,
  place: { path: `migrations/${id}/up.sql`, line: 1 },
  tool: "up-down-folders",
  root: "migrations",
  version: id.slice(0, 4),
  name: id.slice(5),
  order,
  up: `migrations/${id}/up.sql`,
  ...(down === undefined ? {} : { down }),
  hash: id,
  transaction: true,
  downsUsual: true,
});
const DROP = migration("0002_drop", 1, DOWN);

const table = (subject: Subject, columns: readonly string[]): Table => ({
  kind: "table",
  id: spell(subject),
  place: { path: "migrations/0001_init/up.sql", line: 1 },
  subject,
  relation: "table",
  columns: Object.fromEntries(columns.map((name) => [name, {}])),
  indexes: {},
  whole: true,
  constraints: {},
});
const USERS = table(["table", "public", "users"], ["id", "legacy_code"]);
const USERS_AFTER = table(["table", "public", "users"], ["id"]);

let serial = 0;
const operation = (
  fields: Partial<Operation> & { readonly action: Operation["action"]; readonly subject: Subject },
): Operation => {
  serial += 1;
  return {
    kind: "operation",
    id: `operation-${serial}`,
    place: { path: UP, line: 2 },
    migration: DROP.id,
    direction: "up",
    statement: `statement-${serial}`,
    relation: ["table", "public", "users"],
    ...fields,
  } as Operation;
};
const proof = (
  result: Proof["result"],
  differences: readonly string[] = [],
  lost: Proof["rows"]["lost"] = [],
): Proof => ({
  kind: "proof",
  id: `proof:${DROP.id}`,
  place: { path: UP, line: 1 },
  migration: DROP.id,
  result,
  detail: result === "fails" ? "relation does not exist" : "",
  differences,
  rows: { result: lost.length > 0 ? "lost" : "kept", lost },
});

const front = (status: string): string =>
  `---\nkind: change-plan\ntitle: Drop legacy_code\nstatus: ${status}\nowner: "@data"\n---\n`;
const ROW = "| drop column | `users.legacy_code` | contract | archive, then drop | copy back |";
const BACK = `## Rollback
- Trigger: error rate of the billing API above 1 % for 10 minutes
- Steps: add the column; copy the values back
- Owner: @data
- Data loss: recoverable
- Restore from: \`archive.users_legacy_code\`
`;
const plan = (row = ROW, back = BACK, status = "approved"): string => `${front(status)}
## Changes
| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
${row}
## Consumers
| Consumer | Owner | Told |
|---|---|---|
| Revenue | @bi | yes |
## Migration
1. Copy.
2. Drop.
${back}`;

const permanent = (who: string): string => plan(ROW, BACK.replace("recoverable", `permanent${who}`));
const locked = (window: string): string =>
  plan(ROW)
    .replace("| Rollback |\n|---|", "| Rollback | Window | Duration | Watched by |\n|---|---|---|---|")
    .replace(ROW, `| create index | \`users_email_key\` on \`users\` | expand | x | y | ${window} | 5 min | @dba |`);

const planFacts = async (text: string | undefined, hash: string): Promise<readonly Fact[]> =>
  text === undefined
    ? []
    : ([
        ...(await plans.link([{ path: "plans/drop.md", hash, parsed: await plans.parse(text) }], config)),
      ] as readonly Fact[]);

interface World {
  readonly head?: string;
  readonly base?: string;
  readonly facts?: readonly Fact[];
  readonly baseFacts?: readonly Fact[];
  readonly findings?: readonly Finding[];
}

async function owes({
  head,
  base,
  facts = [USERS_AFTER],
  baseFacts = [USERS],
  findings = [DROPPED],
}: World): Promise<Obligation[]> {
  const before = snapshot("base", [...baseFacts, ...(await planFacts(base, `hash ${base}`))]);
  const after = snapshot("head", [DROP, ...facts, ...(await planFacts(head, `hash ${head}`))]);
  const world = context(
    before,
    after,
    diff(before, after),
    config,
    "2026-11-21",
    { readersOf: () => [], outputOf: () => undefined, editsOf: () => undefined },
    () => undefined,
  );
  return oblige(findings, world, Object.values(registry), RULES);
}
const one = async (kind: ObligationKind, world: World): Promise<Obligation> => {
  const found = (await owes(world)).find((obligation) => obligation.kind === kind);
  if (found === undefined) throw new Error(`nothing owes ${kind}`);
  return found;
};

describe("plan-entry", () => {
  test("a row of an approved plan that this pull request brings meets it, as stated", async () => {
    expect(await one("plan-entry", { head: plan() })).toMatchObject({
      met: true,
      by: { verified: false, place: { path: "plans/drop.md", line: 11 } },
    });
  });
  test.each([
    "| remove the column | `public.users.legacy_code` | contract | x | y |",
    '| DROP COLUMN | "users"."legacy_code" | contract | x | y |',
    "| drop | `legacy_code` on `users` | contract | x | y |",
    "| drop column | column `legacy_code` of table `public.users` | contract | x | y |",
    "| drop columns | `users.other`, `users.legacy_code` | contract | x | y |",
  ])("in any usual spelling: %s", async (row) => {
    expect(await one("plan-entry", { head: plan(row) })).toMatchObject({ met: true });
  });
  test("by fingerprint, whatever the row says", async () => {
    const head = plan(ROW)
      .replace("| Rollback |", "| Rollback | Fingerprint |")
      .replace("|---|\n| drop", "|---|---|\n| drop");
    expect(
      await one("plan-entry", {
        head: head.replace("`users.legacy_code`", "`users`").replace("| copy back |", "| copy back | a1b2c3d4e5f6 |"),
      }),
    ).toMatchObject({ met: true });
  });
  test("no plan: the row to write, and a name for the plan", async () => {
    const { met, remedy } = await one("plan-entry", {});
    expect(met).toBe(false);
    expect(remedy).toContain("`plans/drop-users-legacy-code.md`");
    expect(remedy).toContain("`drop column | public.users.legacy_code | …`");
  });
  test("a plan of this pull request without the row: that plan is named", async () => {
    const { remedy } = await one("plan-entry", { head: plan("| drop column | `users.other` | contract | x | y |") });
    expect(remedy).toBe(
      "Add a row `drop column | public.users.legacy_code | …` to the Changes table of `plans/drop.md`",
    );
  });
  test("another action does not meet it, and the cell is named", async () => {
    const { met, remedy } = await one("plan-entry", {
      head: plan("| rename column | `users.legacy_code` | contract | x | y |"),
    });
    expect(met).toBe(false);
    expect(remedy).toContain("`plans/drop.md:11`");
    expect(remedy).toContain("write `drop column`");
  });
  test("a table's row covers its column only when the table goes", async () => {
    const head = plan("| drop table | `public.users` | contract | x | y |");
    expect(await one("plan-entry", { head })).toMatchObject({
      met: false,
      remedy: expect.stringContaining("which stays"),
    });
    expect(await one("plan-entry", { head, facts: [] })).toMatchObject({ met: true });
  });
  test("an ambiguous name meets nothing and says so", async () => {
    const other = table(["table", "users", "legacy_code"], ["id"]);
    const { met, remedy } = await one("plan-entry", {
      head: plan(),
      facts: [USERS_AFTER, other],
      baseFacts: [USERS, other],
    });
    expect(met).toBe(false);
    expect(remedy).toContain("ambiguous");
    expect(remedy).toContain("write `public.users.legacy_code`");
  });
  test("a draft never opens the gate; when all else is there, only approval is left", async () => {
    expect(await one("plan-entry", { head: plan(ROW, BACK, "draft") })).toMatchObject({
      met: false,
      person: true,
      remedy: expect.stringContaining("status: approved"),
    });
    expect(await one("plan-entry", { head: plan(ROW, "", "draft") })).toMatchObject({ met: false, person: false });
  });
  test("a plan on base that is not touched counts no more, unless it is a phase still to come", async () => {
    const { met, remedy } = await one("plan-entry", { base: plan(), head: plan() });
    expect(met).toBe(false);
    expect(remedy).toContain("does not touch that plan");
    const phased = plan(`| add column | \`users.code\` | expand | x | y |\n${ROW}`);
    expect(await one("plan-entry", { base: phased, head: phased })).toMatchObject({ met: true });
    const spent = operation({ action: "column-dropped", subject: COLUMN, migration: "0001_init" });
    expect(await one("plan-entry", { base: phased, head: phased, baseFacts: [USERS, spent] })).toMatchObject({
      met: false,
    });
  });
});

describe("rollback", () => {
  const dropped = operation({ action: "column-dropped", subject: COLUMN });
  const restored = operation({
    action: "column-added",
    subject: COLUMN,
    direction: "down",
    place: { path: DOWN, line: 1 },
  });

  test("a way back that was run is the strongest evidence", async () => {
    expect(await one("rollback", { facts: [USERS_AFTER, dropped, restored, proof("exact")] })).toMatchObject({
      met: true,
      by: { what: "executed: up, down, catalogs equal", verified: true },
    });
  });
  test("but not where it loses rows that outlived the way up", async () => {
    const lost = { table: "public.users", column: "legacy_code", by: "down", how: "dropped" } as const;
    const facts = [USERS_AFTER, dropped, restored];
    expect(await one("rollback", { facts: [...facts, proof("exact", [], [lost])] })).toMatchObject({
      met: false,
      remedy: expect.stringContaining("loses the values of `public.users.legacy_code`, which outlived the way up"),
    });
    for (const excused of [
      { ...lost, by: "up" as const },
      { ...lost, column: "email" },
      { ...lost, table: "public.orders" },
      { ...lost, how: "rewritten" as const },
    ])
      expect(await one("rollback", { facts: [...facts, proof("exact", [], [excused])] })).toMatchObject({ met: true });
  });
  test("else a down migration that inverts the change", async () => {
    expect(await one("rollback", { facts: [USERS_AFTER, dropped, restored] })).toMatchObject({
      met: true,
      by: { verified: true },
    });
    const other = operation({ action: "column-added", subject: ["table", "public", "users", "x"], direction: "down" });
    expect(await one("rollback", { facts: [USERS_AFTER, dropped, other] })).toMatchObject({ met: false });
  });
  test("a way back that was run and differs here is told, and the grammar no longer counts", async () => {
    const facts = [
      USERS_AFTER,
      dropped,
      restored,
      proof("differs", ["- column public.users.legacy_code text not null"]),
    ];
    const { met, remedy } = await one("rollback", { facts });
    expect(met).toBe(false);
    expect(remedy).toContain("does not restore `- column public.users.legacy_code text not null`");
    const elsewhere = [USERS_AFTER, dropped, restored, proof("differs", ["+ index public.orders_x"])];
    expect(await one("rollback", { facts: elsewhere })).toMatchObject({ met: true });
    expect(await one("rollback", { facts: [...facts.slice(0, 3), proof("fails")] })).toMatchObject({
      met: false,
      remedy: expect.stringContaining("fails"),
    });
  });
  test("else the plan's rollback with an objective trigger and steps, as stated", async () => {
    expect(await one("rollback", { head: plan() })).toMatchObject({
      met: true,
      by: { verified: false, place: { line: 20 } },
    });
  });
  test("a trigger that is none is named", async () => {
    const { met, remedy } = await one("rollback", {
      head: plan(ROW, BACK.replace(/Trigger: .*/, "Trigger: if something goes wrong")),
    });
    expect(met).toBe(false);
    expect(remedy).toContain("metric, threshold and window");
  });
  test("a finding about the migration itself is met by the plan that names what it does", async () => {
    const missing = finding("way-back-missing", ["migration", "migrations", "0002"], ["rollback"], 1);
    const [found] = (await owes({ head: plan(), findings: [missing, DROPPED] })).filter(
      ({ kind }) => kind === "rollback",
    );
    expect(found).toMatchObject({ met: true });
    expect(
      (await owes({ head: plan("| drop column | `users.x` | contract | a | b |"), findings: [missing] }))[0],
    ).toMatchObject({ met: false });
  });
});

describe("archive", () => {
  const kept = table(["table", "archive", "users_legacy_code"], ["id", "legacy_code"]);
  const copy = operation({
    action: "relation-created",
    subject: kept.subject,
    relation: kept.subject,
    copies: [["table", "public", "users"]],
    temporary: false,
    place: { path: UP, line: 1 },
    statement: "copy",
  } as never);
  const statement = (sql: string): Fact => ({
    kind: "statement",
    id: "copy",
    place: { path: UP, line: 1 },
    migration: DROP.id,
    direction: "up",
    index: 0,
    sql,
  });
  const whole = statement("CREATE TABLE archive.users_legacy_code AS SELECT id, u.legacy_code FROM users u");

  test("a relation that a migration fills before the rows go is verified", async () => {
    expect(await one("archive", { head: plan(), facts: [USERS_AFTER, kept, copy, whole] })).toMatchObject({
      met: true,
      by: { verified: true },
    });
  });
  test("a copy that leaves the column out, or comes too late, is none", async () => {
    const partial = [
      "CREATE TABLE archive.users_legacy_code AS SELECT id, count(*) FROM users WHERE legacy_code IS NOT NULL GROUP BY 1",
      "INSERT INTO archive.users_legacy_code SELECT id FROM users",
    ];
    for (const sql of partial)
      expect(await one("archive", { head: plan(), facts: [USERS_AFTER, kept, copy, statement(sql)] })).toMatchObject({
        met: false,
        remedy: expect.stringContaining("does not keep `legacy_code`"),
      });
    const empty = statement("CREATE TABLE archive.users_legacy_code AS SELECT * FROM users WITH NO DATA");
    expect(await one("archive", { head: plan(), facts: [USERS_AFTER, kept, copy, empty] })).toMatchObject({
      by: { verified: false },
    });
    const late = { ...copy, place: { path: UP, line: 9 } };
    expect(await one("archive", { head: plan(), facts: [USERS_AFTER, kept, late, whole] })).toMatchObject({
      by: { verified: false },
    });
  });
  test("another stated place with a recoverable loss is stated", async () => {
    expect(
      await one("archive", {
        head: plan(ROW, BACK.replace(/Restore from: .*/, "Restore from: nightly backup of 2026-11-20")),
      }),
    ).toMatchObject({ met: true, by: { verified: false } });
  });
  test("a permanent loss needs a named person", async () => {
    expect(await one("sign-off", { head: permanent(", accepted by Dana Petrov") })).toMatchObject({ met: true });
    expect(await one("sign-off", { head: permanent(", accepted by the business") })).toMatchObject({ met: false });
    expect(await one("sign-off", { head: permanent("") })).toMatchObject({ met: false });
  });
  test("no loss is not believed where rows go", async () => {
    expect(
      await one("archive", { head: plan(ROW, BACK.replace("recoverable", "none").replace(/- Restore.*\n/, "")) }),
    ).toMatchObject({ met: false, remedy: expect.stringContaining("Rows do go") });
  });
  test("an exact proof excuses nothing", async () => {
    expect(await one("archive", { facts: [USERS_AFTER, proof("exact")] })).toMatchObject({ met: false });
  });
});

describe("window and repair", () => {
  const LOCK = finding("index-built-under-lock", ["table", "public", "users"], ["window"]);
  const world = { findings: [LOCK], facts: [table(["table", "public", "users"], ["id", "users_email_key"])] };

  test("a planned lock names when, how long and who watches", async () => {
    expect(await one("window", { ...world, head: locked("Sunday 02:00–03:00 UTC") })).toMatchObject({ met: true });
    expect(await one("window", { ...world, head: locked("") })).toMatchObject({
      met: false,
      remedy: "Fill Window (`Sunday 02:00–03:00 UTC`) in the row at `plans/drop.md:11`",
    });
    expect((await one("window", world)).remedy).toContain("dataplan explain index-built-under-lock");
  });
  test("a repair is never met, and the rule says how", async () => {
    expect(await one("repair", { findings: [finding("column-dropped", COLUMN, ["repair"])] })).toMatchObject({
      met: false,
      remedy: expect.stringMatching(/^Put it right at `migrations.*Repair it$/),
    });
  });
});

const reader = (id: string, name: string, more: Partial<Consumer> = {}): Consumer => ({
  id,
  kind: "exposure",
  name,
  place: { path: "models/exposures.yml", line: 3 },
  via: [],
  ...more,
});
const BOARD = reader("exposure.shop.revenue_board", "Revenue board", { owner: "@bi" });
const MODEL = reader("model.shop.stg_users", "stg_users", { kind: "model", via: ["source.shop.raw.users"] });
const FURTHER = reader("model.shop.users", "users", { kind: "model", via: ["source.shop.raw.users", MODEL.id] });
const read = (...readers: readonly Consumer[]): Finding => ({
  ...finding("column-dropped", COLUMN, ["consumers"]),
  readers,
});
const told = (row: string): string => plan().replace("| Revenue | @bi | yes |", row);

describe("consumers", () => {
  test("nobody is known: nothing is owed", async () => {
    expect(await owes({ findings: [read(reader("source.shop.raw.users", "users", { kind: "source" }))] })).toEqual([]);
  });
  test("people come before models, and a model further down hears of it from the next one", async () => {
    expect((await one("consumers", { findings: [read(MODEL, FURTHER, BOARD)] })).remedy).toBe(
      "Add `| Revenue board | @bi | <the date> |` in the Consumers section of `plans/drop-users-legacy-code.md`",
    );
    expect((await one("consumers", { findings: [read(MODEL, FURTHER)] })).remedy).toContain(
      "`| model stg_users | <owner> | <the date> |` in",
    );
  });
  test.each([
    ["| the revenue board | @bi | 2026-11-03 |", true],
    ["| `exposure.shop.revenue_board` | @bi | on 3 November 2026, agreed |", true],
    ["| Revenue board | @bi | not told: it goes with the column |", true],
    ["| Revenue board | @bi | soon |", false],
    ["| Revenue board | @bi | none |", false],
    ["| Revenue board | @bi | 2026-12-01 |", false],
    ["| Revenue board | | 2026-11-03 |", false],
    ["| Revenue | @bi | 2026-11-03 |", false],
  ])("%s", async (row, met) => {
    expect(await one("consumers", { head: told(row), findings: [read(BOARD)] })).toMatchObject({ met });
  });
  test("all models of a project may be told at once, its dashboards may not", async () => {
    const head = told("| all models of shop | @data | 2026-11-03 |");
    expect(await one("consumers", { head, findings: [read(MODEL)] })).toMatchObject({ met: true });
    expect(await one("consumers", { head, findings: [read(BOARD)] })).toMatchObject({ met: false });
  });
});

const backBy = (step: string): Promise<Obligation> =>
  one("rollback", { head: plan(ROW, BACK.replace(/Steps: .*/, `Steps: add the column; ${step}`)) });

describe("a way back that is none", () => {
  const renamed = { ...finding("column-renamed", COLUMN, ["rollback"]), subject: "public.users.legacy_code" };
  test("a permanent loss that nobody asks about elsewhere", async () => {
    const row = "| rename column | `users.legacy_code` | x | y | z |";
    const lost = BACK.replace("recoverable", "permanent").replace(/- Restore.*\n/, "");
    const ask = (back: string) => one("rollback", { head: plan(row, back), findings: [renamed] });
    expect(await ask(lost)).toMatchObject({ met: false, remedy: expect.stringContaining("loses data for good") });
    expect(await ask(`${lost}- Accepted by: Dana Petrov\n`)).toMatchObject({ met: true });
    expect(await ask(BACK)).toMatchObject({ met: true });
  });
  test("steps that drop or empty what was there before, in any usual spelling", async () => {
    for (const step of ["`DROP TABLE users`", "`ALTER TABLE public.users DROP id`", '`TRUNCATE "users"`'])
      expect(await backBy(step)).toMatchObject({ met: false, remedy: expect.stringContaining("was there before") });
    for (const step of ["`DROP TABLE users_copy`", "`ALTER TABLE users DROP CONSTRAINT id`", "drop a line to @bi"])
      expect(await backBy(step)).toMatchObject({ met: true });
  });
});

describe("days", () => {
  test.each([
    ["2026-11-03, agreed", "2026-11-03"],
    ["3 Nov 2026", "2026-11-03"],
    ["November 3rd, 2026", "2026-11-03"],
    ["03.11.2026", "2026-11-03"],
    ["2026-06-31", undefined],
    ["yes", undefined],
    ["in week 12", undefined],
  ])("%s", (text, day) => expect(dayIn(text)).toBe(day));
});
