import type { Script, StatementAnswer } from "../ports.ts";
import { type Catalog, readCatalog, removedKeys, spelt } from "./catalog.ts";
import type { Database, Refusal } from "./database.ts";
import { type Gauge, marks, type Named, readGauge } from "./gauge.ts";
import { attemptProvided, guarded, unfit } from "./replay.ts";
import { unseed } from "./seed.ts";
import { bare, isPlanned, mayRemove, usualMode, withoutConcurrently, words, writesRows } from "./statement-text.ts";

/** What is known while a change is walked through, statement by statement. */
export interface Walk {
  readonly database: Database;
  /** Only what comes of it is wanted, not what each statement does. */
  readonly blind: boolean;
  /** Before the whole change, and as last read. */
  readonly base: Catalog;
  catalog: Catalog;
  /** Something ran since the catalog was read. */
  stale: boolean;
  seeded: ReadonlySet<number>;
  /** Tables whose rows must come back. */
  watched: ReadonlySet<number>;
  /** Tables that we hold locks on for the seed's sake. */
  readonly ours: ReadonlySet<number>;
  /** Why a later "does not exist" may not be the statement's own fault. */
  behind: string | undefined;
}

export interface Observed {
  readonly answer: StatementAnswer;
  /** The engine's no, where rows of ours had no part in it. */
  readonly refused?: Refusal;
  /** It should have run and did not. */
  readonly unrun?: string;
}

const NOTHING = { locks: [], rewrote: [], scanned: [], removed: [] };
/** Undefined table, column, object, schema, function, database. */
const UNDEFINED = new Set(["42P01", "42703", "42704", "3F000", "42883", "42P10"]);
export const isUndefined = ({ code }: Refusal): boolean => UNDEFINED.has(code);

/** Integrity and data errors, and what a text raises by itself: what rows can cause. */
const BY_ROWS = /^2[23]|^P0/;
export const byRows = ({ code }: Refusal): boolean => BY_ROWS.test(code);
const NULL_FOUND = "23502";

/**
 * Our one row has made-up values, so what it causes is nobody's fault; but a column that any of these catalogs lacks is empty
 * in every real row as well.
 */
export function byMadeUpValues({ code, message }: Refusal, ...catalogs: readonly Catalog[]): boolean {
  if (code !== NULL_FOUND) return BY_ROWS.test(code);
  const [, column, relation] = /^column "(.+)" of relation "(.+)" contains null values$/.exec(message) ?? [];
  if (column === undefined || relation === undefined) return true;
  const end = `.${spelt([relation, column])}`;
  return catalogs.every(({ objects }) =>
    [...objects.keys()].some((key) => key.startsWith("column ") && key.endsWith(end)),
  );
}

/** Runs one statement inside the open transaction and says what it did. */
export async function observe(walk: Walk, script: Script, transaction: boolean): Promise<Observed> {
  const reason = unfit(script);
  if (reason !== undefined) return notRun(walk, script, reason);
  const { database } = walk;
  const { sql } = script;
  const plain = withoutConcurrently(sql);
  const planned = !walk.blind && isPlanned(sql);
  const run = (): Promise<Refusal | undefined> => attemptProvided(database, () => guarded(database, plain ?? sql));
  if (planned) await database.run("set local enable_seqscan = off");
  let before = await gauge(walk);
  let refused = await run();
  let error = refused?.message;
  if (refused !== undefined && walk.seeded.size > 0 && byRows(refused)) {
    if (byMadeUpValues(refused, walk.base, walk.catalog)) error = undefined;
    await withoutSeed(walk);
    before = await gauge(walk);
    refused = await run();
  }
  if (planned) await database.run("set local enable_seqscan = on");
  if (refused !== undefined) return refusedAnswer(walk, script, refused, transaction);
  walk.stale = true;
  const after = plain === undefined ? await gauge(walk) : undefined;
  const seen = before === undefined || after === undefined ? NOTHING : marks(before, after, namedBy(sql), walk.ours);
  const removed = !walk.blind && mayRemove(sql) ? await takeNote(walk) : [];
  if (plain !== undefined && transaction) error ??= CONCURRENTLY_INSIDE;
  return { answer: { id: script.id, ...seen, removed, ...(error === undefined ? {} : { error }) } };
}

const gauge = async ({ blind, database }: Walk): Promise<Gauge | undefined> =>
  blind ? undefined : readGauge(database);

const namedBy = (sql: string): Named => ({
  words: words(sql),
  usual: usualMode(sql),
  writesRows: writesRows(sql),
  empties: /^truncate\b/i.test(bare(sql)),
});

/** Our rows go, and nobody has to bring them back. */
export async function withoutSeed(walk: Walk): Promise<void> {
  await unseed(walk.database, walk.seeded);
  walk.watched = unseeded(walk);
  walk.seeded = new Set();
}

export const unseeded = ({ watched, seeded }: Walk): ReadonlySet<number> =>
  new Set([...watched].filter((oid) => !seeded.has(oid)));

/** Reads the catalog again and says what is not in it any more. */
export async function takeNote(walk: Walk): Promise<readonly string[]> {
  const catalog = await readCatalog(walk.database);
  const removed = removedKeys(walk.catalog, catalog);
  walk.catalog = catalog;
  walk.stale = false;
  return removed;
}

const CONCURRENTLY_INSIDE =
  "CONCURRENTLY cannot run inside a transaction block, and the tool runs this migration in one";

function refusedAnswer(walk: Walk, { id }: Script, refused: Refusal, transaction: boolean): Observed {
  const { code, message } = refused;
  const unsure = isUndefined(refused) && walk.behind !== undefined ? `${walk.behind}: ${message}` : undefined;
  if (unsure !== undefined) return { answer: { id, ...NOTHING, skipped: unsure }, unrun: unsure };
  // outside a transaction it would run, and such statements (VACUUM, REINDEX DATABASE) leave the catalog as it is
  if (code === "25001" && !transaction) return { answer: { id, ...NOTHING, skipped: message } };
  walk.behind ??= "a statement before it was refused";
  return { answer: { id, ...NOTHING, error: message }, refused };
}

function notRun(walk: Walk, { id }: Script, reason: string): Observed {
  // an empty text, or what the engine keeps itself (BEGIN, SET ROLE): nothing to see, and nothing is missing
  if (reason === "") return { answer: { id, ...NOTHING } };
  walk.behind ??= "a statement before it was not run";
  return { answer: { id, ...NOTHING, skipped: reason }, unrun: reason };
}
