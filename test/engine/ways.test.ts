import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { startEngine } from "../../src/engine/engine.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Step } from "../../src/model/way.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { CACHE, migration } from "./ask.ts";
import { offeredWays, type OfferedWay, statementsOf } from "./ways.ts";

const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

const EACH = 1;

/** All of `fixtures/ways`, which are written for this, and a few of every rule's own cases. */
const ways = [
  ...(await offeredWays("fixtures/ways/*/")),
  ...Map.groupBy(
    (await offeredWays("fixtures/rules/*/*/")).filter(
      // the embedded engine has no collations of ICU
      ({ folder, finding, way }) =>
        folder.split("/")[2] === finding.rule && !way.some(({ sql }) => sql.includes("-x-icu")),
    ),
    ({ finding }) => finding.rule,
  )
    .values()
    .flatMap((own) => own.slice(0, EACH)),
];

/** What the author of the case would put in where only he knows. */
const valueOf = ({ finding }: OfferedWay): string =>
  finding.rule === "enum-value-removed"
    ? "'open'"
    : /int|numeric|double|serial/.test(finding.after ?? "")
      ? "1"
      : "'a'";

/** Ways that end in what the statement itself would have made. */
const SAME = new Set([
  "index-built-under-lock",
  "foreign-key-validated-under-lock",
  "check-validated-under-lock",
  "not-null-scanned",
]);
const endsTheSame = ({ finding, way, postgresVersion }: OfferedWay): boolean =>
  postgresVersion >= 12 &&
  (SAME.has(finding.rule) || (finding.rule === "table-rewritten" && !way.some(({ sql }) => sql.includes("TRIGGER"))));

const tree = (sha: string, files: readonly (readonly [string, string])[]): Tree => ({
  sha,
  paths: files.map(([path]) => path),
  files: Object.fromEntries(
    files.map(([path, text]) => [path, { path, hash: createHash("sha1").update(text).digest("hex"), text }]),
  ),
  unread: [],
});
const script = (statements: readonly string[]): string => statements.map((sql) => `${sql};\n`).join("");
const path = (at: number, name: string): string => `migrations/${String(at).padStart(6, "0")}_${name}.up.sql`;

/** What our own rules say of the steps, when they come as a pull request on top of all the rest. */
async function judged(one: OfferedWay, before: readonly Step[], steps: readonly Step[]): Promise<readonly Finding[]> {
  const texts = async (list: readonly Step[], from: number) =>
    Promise.all(
      list.map(async (step, at) => [path(from + at, "step"), script(await statementsOf(step, valueOf(one)))] as const),
    );
  const stood = [
    [path(1, "base"), script(one.base)],
    [path(2, "pull"), script(one.without)],
    ...(await texts(before, 3)),
  ] as const;
  const base = tree("base", stood);
  const head = tree("head", [...stood, ...(await texts(steps, stood.length + 1))]);
  const text = `postgres_version: ${one.postgresVersion}\n`;
  const config = loadConfig({ path: ".github/dataplan.yml", text }, ruleNames);
  const verdict = await review({ base, head, config, today: "2026-11-21" }, engine);
  expect(verdict.gaps.filter(({ level }) => level === "block")).toEqual([]);
  return verdict.findings.filter(({ level }) => level === "block");
}

const told = (found: readonly Finding[]) => found.map(({ rule, message }) => `${rule}: ${message}`);

test("the fixtures offer ways", () => {
  expect(new Set(ways.map(({ finding }) => finding.rule)).size).toBeGreaterThanOrEqual(12);
});

describe.each(ways.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const { way, base, without, asWritten } = one;
  test("runs, and ends where it says", async () => {
    const steps = await Promise.all(way.map((step) => statementsOf(step, valueOf(one))));
    const history = [migration("base", base), migration("pull", without, undefined, false)];
    const change = steps.map((sql, at) =>
      migration(`step${at}`, sql, undefined, way[at]?.runs === "migration" && sql.length > 1),
    );
    const answer = await engine.ask({ defaultSchema: "public", history, change });
    expect(
      answer.migrations.flatMap(({ statements }) => statements.flatMap(({ error, skipped }) => error ?? skipped ?? [])),
    ).toEqual([]);
    if (!endsTheSame(one)) return;
    const last = [migration("last", "select 1")];
    const safe = await engine.ask({ defaultSchema: "public", history: [...history, ...change], change: last });
    const written = [migration("base", base), migration("pull", asWritten)];
    const direct = await engine.ask({ defaultSchema: "public", history: written, change: last });
    expect(safe.unreplayed).toEqual([]);
    expect(safe.catalog).toEqual(direct.catalog);
  });

  test("passes our own gate", async () => {
    const now = way.filter(({ release }) => release === "now");
    const later = way.filter(({ release }) => release === "later");
    if (now.length > 0) expect(told(await judged(one, [], now))).toEqual([]);
    // What comes later is the break itself: it owes its plan, but holds no lock for long.
    if (later.length > 0) {
      const found = await judged(one, now, later);
      expect(told(found.filter(({ owes }) => owes.includes("window")))).toEqual([]);
    }
  });
});
