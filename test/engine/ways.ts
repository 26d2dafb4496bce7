import { globSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/config/load.ts";
import { diff } from "../../src/diff/diff.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Operation } from "../../src/model/migration.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { Step } from "../../src/model/way.ts";
import { readers } from "../../src/readers.ts";
import { read } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { addedColumn } from "../../src/rules/migrations/ways/added-column.ts";
import { siteOf } from "../../src/rules/migrations/ways/site.ts";
import { parsePostgres } from "../../src/sql/postgres.ts";
import { context } from "../../src/verdict/context.ts";
import { treeOf } from "../case/files.ts";

const root = join(import.meta.dirname, "../..");

/** One offered way with the texts that stand around it. */
export interface OfferedWay {
  readonly folder: string;
  readonly name: string;
  readonly finding: Finding;
  readonly way: readonly Step[];
  /** Statements of base, as they run. */
  readonly base: readonly string[];
  /** The pull request as it is, and without what the way stands in for. */
  readonly asWritten: readonly string[];
  readonly without: readonly string[];
  readonly postgresVersion: number;
}

/** The ways that are offered in the fixtures below these globs, each once. */
export async function offeredWays(...globs: readonly string[]): Promise<readonly OfferedWay[]> {
  const folders = globs.flatMap((glob) => globSync(glob, { cwd: root })).sort();
  return (await Promise.all(folders.map(waysOf))).flat();
}

async function waysOf(folder: string): Promise<readonly OfferedWay[]> {
  const full = join(root, folder);
  const base = treeOf("base", join(full, "both"), join(full, "base"));
  const head = treeOf("head", join(full, "both"), join(full, "head"));
  const loaded = loadConfig(base.files[".github/dataplan.yml"], ruleNames);
  const { findings } = await review({ base, head, config: loaded, today: "2026-11-21" });
  const [before, after] = [
    await read(base, readers, loaded.config, new Map()),
    await read(head, readers, loaded.config, new Map()),
  ];
  const changes = diff(before, after);
  const world = context(
    before,
    after,
    changes,
    loaded.config,
    "2026-11-21",
    { readersOf: () => [], outputOf: () => undefined, editsOf: () => undefined },
    () => undefined,
  );
  const seen = new Set<string>();
  return findings.flatMap((finding) => {
    const { way, place } = finding;
    const key = JSON.stringify(way);
    if (way === undefined || seen.has(key)) return [];
    seen.add(key);
    const here = Object.values(after.facts.operation).filter(
      (one) =>
        one.direction === "up" &&
        one.place.path === place.path &&
        one.place.line === place.line &&
        one.place.column === place.column,
    );
    const about = [finding.subjectPath, finding.subjectPath.slice(0, -1)].map((path) => path.join());
    const operation =
      here.find((one) => about.includes(one.subject.join()) || about.includes(one.relation.join())) ?? here[0];
    // What this history never made cannot be run.
    if (operation === undefined) throw new Error(`no operation of ${finding.rule} at ${place.path}:${place.line}`);
    if (operation.relationBorn === undefined) return [];
    const site = siteOf(operation, world);
    const column = site === undefined || site.words[0]?.text === "add" ? undefined : addedColumn(site)?.site;
    const words = (column ?? site)?.words ?? [];
    return [
      {
        folder,
        name: `${folder}:${place.line} ${finding.rule} ${finding.subject}`,
        finding,
        way,
        // fixtures leave schemas out that stand in another history
        base: [...schemas(finding), ...runs(before)],
        asWritten: runs(after, before),
        without: runs(after, before, operation, [words[0]?.start ?? 0, words.at(-1)?.end ?? 0]),
        postgresVersion: loaded.config.postgresVersion,
      },
    ];
  });
}

const schemas = ({ subjectPath: [, schema = "public"] }: Finding): readonly string[] =>
  schema === "public" ? [] : [`create schema if not exists ${schema}`];

/** Up statements in order, but for those that stood there before; `cut` takes a command out of one of them. */
function runs(
  side: Snapshot,
  but?: Snapshot,
  operation?: Operation,
  cut?: readonly [number, number],
): readonly string[] {
  const { migration, statement } = side.facts;
  return Object.values(statement)
    .filter(({ direction, id }) => direction === "up" && but?.facts.statement[id] === undefined)
    .sort((a, b) => (migration[a.migration]?.order ?? 0) - (migration[b.migration]?.order ?? 0) || a.index - b.index)
    .flatMap(({ id, sql }) => {
      if (id !== operation?.statement || cut === undefined) return [sql];
      const [start, end] = cut;
      const before = sql.slice(0, start).trimEnd();
      const after = sql.slice(end).trimStart();
      // the only command of its statement, or the statement itself
      if (!before.endsWith(",") && !after.startsWith(",")) return [];
      return [before.endsWith(",") ? `${before.slice(0, -1)} ${after}` : `${before} ${after.slice(1)}`];
    });
}

/** A step's statements, with a value in each place that its author has to fill. */
export async function statementsOf({ sql, blanks = [] }: Step, value: string): Promise<readonly string[]> {
  const filled = blanks.reduce((text, blank) => text.replaceAll(blank, value), sql);
  const { statements, gaps } = await parsePostgres(filled);
  if (gaps.length > 0) throw new Error(`not readable: ${JSON.stringify(gaps)}`);
  return statements.map((statement) => statement.sql);
}
