import type { Config } from "../../model/config.ts";
import type { Dialect } from "../../model/dialect.ts";
import type { Fact, Gap } from "../../model/fact.ts";
import type { Statement, TransactionControl } from "../../model/migration.ts";
import { defineReader, type ParsedFile } from "../../model/reader.ts";
import type { Place } from "../../model/place.ts";
import type { Script, Spot, TextGap } from "../../sql/act.ts";
import { dialectNamed, SPECS } from "../../sql/dialects/dialect.ts";
import { findHistories, isFrameworkFile, unknownTool } from "./find-histories.ts";
import { fillParsed, type Placeholders } from "./fill-parsed.ts";
import { type FoldScript, fold } from "./fold.ts";
import type { Entry, History } from "./framework.ts";
import { configuredDialect, foreignDialect } from "./foreign-dialect.ts";
import { parseText } from "./parse-text.ts";
import type { ParsedText } from "./parsed-text.ts";
import { below } from "./paths.ts";
import { assurances, suppressionsOf } from "./suppressions.ts";
import { isSkipped, isUnreadFormat, markersIn, unreadFormat } from "./unread-format.ts";

const READER = "migrations";

/** Migration histories in SQL: their order, their statements, and what each does given all that ran before it. */
export default defineReader<ParsedText>({
  id: READER,
  version: 9,
  select(paths, config) {
    const kept = paths.filter((path) => !isSkipped(path));
    const markers = markersIn(kept);
    return kept.filter((path) => isFrameworkFile(path, config) || isUnreadFormat(path, markers));
  },
  parse: parseText,
  async link(files, config, paths = files.map(({ path }) => path), before) {
    const seen: (Fact | Gap)[] = [];
    const tell = (items: Iterable<Fact | Gap>): void => {
      for (const item of items) seen.push(item);
    };
    const byPath = new Map(
      files.map((file) => [file.path, { ...file, parsed: fillParsed(file.parsed, placeholdersOf(file.path, config)) }]),
    );
    const onBase = before === undefined ? byPath : new Map(before.map((file) => [file.path, file]));
    const histories = await findHistories(byPath, config, new Set(paths), onBase);
    const claimed = new Set<string>();
    const tables = new Set<string>();
    for (const history of histories) {
      const own = [...new Set(history.migrations.flatMap(({ up, down }) => (down === undefined ? [up] : [up, down])))];
      const foreign = history.foreign ?? [];
      for (const path of [...own, ...foreign, ...(history.also ?? [])]) claimed.add(path);
      tell(foreign.map((path) => dialectGap(path, "Other databases than PostgreSQL")));
      const title = configuredDialect(history.root, config) ?? foreignDialect(history, own, byPath);
      const dialect = title === undefined || title === "postgres" ? undefined : dialectNamed(title);
      const program = own.some((path) => byPath.get(path)?.parsed.document !== undefined);
      if (title !== undefined && title !== "postgres" && (dialect === undefined || program))
        tell(own.map((path) => dialectGap(path, title)));
      else {
        tell((history.gaps ?? []).map(({ path, gap }) => gapOf(gap, path, "up")));
        const read =
          dialect === undefined ? history : (await import("./in-dialect.ts")).inDialect(history, dialect, byPath);
        tell(linkHistory(read, byPath, config, tables, dialect));
      }
    }
    const markers = markersIn(paths);
    for (const { path, parsed } of files)
      if (!claimed.has(path)) tell(unreadFormat(path, parsed, { markers, tool: unknownTool(path, config) }, READER));
    return seen;
  },
});

const placeholdersOf = (path: string, { migrations }: Config): Placeholders =>
  migrations.find((root) => below(path, root.path))?.placeholders ?? {};

const dialectGap = (path: string, dialect: string): Gap => ({
  kind: "gap",
  reader: READER,
  key: "dialect-not-read-yet",
  place: { path, line: 1 },
  reason: `${dialect}: not read yet`,
});

type ByPath = ReadonlyMap<string, ParsedFile<ParsedText>>;

function* linkHistory(
  history: History,
  byPath: ByPath,
  config: Config,
  taken: Set<string>,
  dialect?: Dialect,
): Iterable<Fact | Gap> {
  const scripts: { id: string; up: FoldScript; down?: FoldScript }[] = [];
  const ids = new Set<string>();
  const placed: Statement[] = [];
  let ways = 0;
  let chances = 0;
  for (const [order, entry] of history.migrations.entries()) {
    const file = byPath.get(entry.up);
    if (file === undefined) continue;
    const id = distinct(migrationId(history, entry), ids);
    const up = scriptOf(id, "up", entry.up, entry.scripts?.up ?? file.parsed.script);
    const wayDown = entry.scripts === undefined ? byPath.get(entry.down ?? "")?.parsed.script : entry.scripts.down;
    const down = entry.down === undefined ? undefined : scriptOf(id, "down", entry.down, wayDown);
    yield {
      kind: "migration",
      id,
      place: { path: entry.up, line: entry.line ?? 1 },
      tool: history.tool,
      root: history.root,
      version: entry.version,
      name: entry.name,
      order,
      up: entry.up,
      ...(entry.down === undefined ? {} : { down: entry.down }),
      hash: entry.hash ?? file.hash,
      ...(entry.after === undefined ? {} : { after: entry.after }),
      transaction: entry.transaction,
      ...(entry.implicit === undefined ? {} : { implicit: entry.implicit }),
      ...(entry.stale === undefined ? {} : { stale: entry.stale }),
      ...(entry.stamp === undefined ? {} : { stamp: entry.stamp }),
      ...(up.controls.length === 0 ? {} : { controls: up.controls }),
      downsUsual: ways * 2 > chances,
      ...(history.runsLate === undefined ? {} : { runsLate: history.runsLate }),
      ...(entry.repeatable === undefined ? {} : { repeatable: entry.repeatable }),
      ...(dialect === undefined ? {} : { dialect }),
    };
    if (entry.automatic !== true) {
      chances++;
      if ((down?.facts.length ?? 0) > 0) ways++;
    }
    yield* up.facts;
    yield* down?.facts ?? [];
    yield* assurances(id, entry.up, entry.assured ?? []);
    for (const fact of [...up.facts, ...(down?.facts ?? [])]) if (fact.kind === "statement") placed.push(fact);
    scripts.push({ id, up, ...(down === undefined ? {} : { down }) });
  }
  for (const [path, statements] of Map.groupBy(placed, ({ place }) => place.path))
    yield* suppressionsOf(path, byPath.get(path)?.parsed.silence ?? [], statements);
  const folded = fold(scripts, schemaOf(config, dialect), history.baseline);
  yield* folded.operations;
  yield* folded.gaps.map(({ gap, file, direction, migration }) => gapOf(gap, file, direction, migration));
  for (const table of folded.tables) {
    const id = taken.has(table.id) ? table.id.replace(/^table:/, `table:${history.root}:`) : table.id;
    taken.add(id);
    yield { ...table, id };
  }
}

/** What an unqualified name means: as the configuration says, else as the database has it. */
const schemaOf = ({ defaultSchema }: Config, dialect: Dialect | undefined): string =>
  dialect === undefined || defaultSchema !== "public" ? defaultSchema : SPECS[dialect].schema;

const migrationId = ({ root }: History, { version, name }: Entry): string =>
  `migration:${root === "" ? "" : `${root}/`}${version}${name === "" ? "" : `_${name}`}`;

/** Two files of one version and name (in two folders of one history) are two migrations. */
function distinct(id: string, taken: Set<string>): string {
  let free = id;
  for (let i = 2; taken.has(free); i++) free = `${id}~${i}`;
  taken.add(free);
  return free;
}

interface LinkedScript extends FoldScript {
  readonly facts: readonly (Statement | Gap)[];
  readonly controls: readonly TransactionControl[];
}

function scriptOf(migration: string, direction: "up" | "down", path: string, script?: Script): LinkedScript {
  const facts: (Statement | Gap)[] = (script?.gaps ?? []).map((gap) => gapOf(gap, path, direction, migration));
  const statements = (script?.statements ?? []).map(({ sql, spot, acts, gaps, alone, file = path }, index) => {
    const id = `${migration}#${direction}:${index}`;
    const place = placeOf(file, spot);
    const told = alone ? { alone } : {};
    facts.push({ kind: "statement", id, place, migration, direction, index, sql, ...told });
    facts.push(...gaps.map((gap) => gapOf(gap, file, direction, migration)));
    return { id, acts, file };
  });
  const controls = (script?.controls ?? []).map(({ verb, spot, after }) => ({
    verb,
    after,
    place: placeOf(path, spot),
  }));
  return { file: path, unread: facts.some(({ kind }) => kind === "gap"), statements, facts, controls };
}

const placeOf = (path: string, { line, column, endLine }: Spot): Place => ({ path, line, column, endLine });

/** A way back does not run when the pull request is deployed: what hides in it is not held against the merge. */
const gapOf = (
  { key, spot, reason, opaque, sql, file }: TextGap,
  path: string,
  direction: "up" | "down",
  migration?: string,
): Gap => ({
  kind: "gap",
  reader: READER,
  key,
  place: placeOf(file ?? path, spot),
  reason,
  ...(migration === undefined ? {} : { migration }),
  statement: sql,
  ...(opaque && direction === "up" ? { opaque } : {}),
});
