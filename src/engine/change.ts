import type { MigrationAnswer, MigrationScript, Question } from "../ports.ts";
import { readCatalog } from "./catalog.ts";
import type { Database, Refusal } from "./database.ts";
import { readGauge } from "./gauge.ts";
import { observe, type Observed, takeNote, type Walk } from "./observe.ts";
import type { Tell } from "./protocol.ts";
import { prove, unprovable } from "./prove.ts";
import { clean, wantsCommit } from "./replay.ts";
import { BOOKKEEPING } from "./provide.ts";
import { readRows } from "./rows.ts";
import { seed } from "./seed.ts";
import { words } from "./statement-text.ts";
import { assertUntouched } from "./untouched.ts";

export interface Changed {
  readonly catalog: Readonly<Record<string, string>>;
  readonly migrations: readonly MigrationAnswer[];
  /** Something failed only because everything ran in one transaction: ask again with `commits`. */
  readonly entangled: boolean;
}

/** Runs the change inside one transaction and takes all of it back; or, with `commits`, for good, and the database is spent. */
export async function walkChange(
  database: Database,
  question: Question,
  unreplayed: number,
  commits: boolean,
  tell: Tell,
): Promise<Changed> {
  const { change, defaultSchema } = question;
  await database.run(`begin; ${clean(defaultSchema)}`);
  const base = await readCatalog(database);
  const { seeded, watched } = await seed(database, await touched(database, change), mayCascade(change));
  const walk: Walk = {
    database,
    blind: question.proofOnly === true,
    base,
    catalog: base,
    stale: false,
    seeded,
    watched,
    ours: seeded,
    behind: unreplayed === 0 ? undefined : "the history before it could not be replayed as a whole",
  };
  if (commits) await commit(database);
  const migrations: MigrationAnswer[] = [];
  let entangled = false;
  for (const migration of change) {
    const { answer, entangles } = await walkMigration(walk, migration, defaultSchema, commits, tell);
    migrations.push(answer);
    entangled ||= entangles;
    if (entangled && !commits) break;
  }
  await assertUntouched(database);
  await database.run("rollback");
  const catalog = walk.blind ? {} : Object.fromEntries(base.objects);
  return { catalog, migrations, entangled: entangled && !commits };
}

async function walkMigration(
  walk: Walk,
  migration: MigrationScript,
  schema: string,
  commits: boolean,
  tell: Tell,
): Promise<{ answer: MigrationAnswer; entangles: boolean }> {
  const { database } = walk;
  if (walk.stale) await takeNote(walk);
  const before = walk.catalog;
  const held = migration.down === undefined ? [] : await readRows(database, walk.watched);
  const up: Observed[] = [];
  await database.run(clean(schema));
  for (const script of migration.up) {
    tell("change", script.id);
    up.push(await observe(walk, script, migration.transaction));
    if (commits && !migration.transaction) await commit(database);
  }
  const uncommitted = commits ? await commit(database) : undefined;
  const last = up.at(-1);
  if (uncommitted !== undefined && last !== undefined)
    up.splice(-1, 1, { answer: { ...last.answer, error: uncommitted.message }, refused: uncommitted });
  if (!walk.blind && (walk.stale || uncommitted !== undefined)) await takeNote(walk);
  const impossible = unprovable(migration, up);
  const { proof, code = "" } =
    impossible === undefined
      ? await prove(walk, migration, { catalog: before, held }, schema, tell)
      : { proof: impossible };
  const codes = [{ code }, ...up.flatMap(({ refused }) => refused ?? [])];
  return {
    answer: { id: migration.id, statements: up.map(({ answer }) => answer), ...proof },
    entangles: codes.some(wantsCommit),
  };
}

/** For good; a constraint that was deferred may say no now. A new transaction is open afterwards. */
async function commit(database: Database): Promise<Refusal | undefined> {
  const refused = await database.attempt("commit");
  await database.run("begin");
  return refused;
}

/** Rows of tables that the change does not name go along where a key says so. */
const mayCascade = (change: readonly MigrationScript[]): boolean =>
  change.some(({ up, down = [] }) => [...up, ...down].some(({ sql }) => /\b(?:delete|truncate)\b/i.test(sql)));

/** Tables that are there and that the change names. */
async function touched(database: Database, change: readonly MigrationScript[]): Promise<readonly number[]> {
  const named = new Set(change.flatMap(({ up, down = [] }) => [...up, ...down].flatMap(({ sql }) => [...words(sql)])));
  const { relations } = await readGauge(database);
  return [...relations].flatMap(([oid, { bareName, kind }]) =>
    (kind === "r" || kind === "p") && named.has(bareName) && !BOOKKEEPING.some((name) => name === bareName)
      ? [oid]
      : [],
  );
}
