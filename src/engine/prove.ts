import type { ProofRows } from "../model/observation.ts";
import type { MigrationScript } from "../ports.ts";
import { type Catalog, readCatalog } from "./catalog.ts";
import { failed, judged, notProvable, type Proof } from "./judge-proof.ts";
import { byMadeUpValues, byRows, isUndefined, type Observed, takeNote, unseeded, type Walk } from "./observe.ts";
import type { Tell } from "./protocol.ts";
import { unfit, wantsCommit } from "./replay.ts";
import { compareRows, type Held, readRows } from "./rows.ts";
import { runWay, type Stopped } from "./run-way.ts";
import { unseed } from "./seed.ts";

/** What has to come back. */
export interface Before {
  readonly catalog: Catalog;
  readonly held: Held;
}

/** Why the way back of this migration cannot be judged; undefined where it can be run. */
export function unprovable(migration: MigrationScript, up: readonly Observed[]): Proof | undefined {
  if (migration.down === undefined) return notProvable("no way down to run");
  const refused = up.find((one) => one.refused !== undefined)?.refused;
  if (refused !== undefined) return notProvable(`the engine refused the migration: ${refused.message}`);
  const unrun = up.find((one) => one.unrun !== undefined)?.unrun;
  if (unrun !== undefined) return notProvable(`a statement of the migration was not run: ${unrun}`);
  return undefined;
}

export interface Proved {
  readonly proof: Proof;
  /** What the way down was refused with. */
  readonly code?: string;
}

/** Runs the way down on top of the way up, compares with what was there before, goes up again, and takes all of it back. */
export async function prove(
  walk: Walk,
  migration: MigrationScript,
  before: Before,
  schema: string,
  tell: Tell,
): Promise<Proved> {
  const { database } = walk;
  const down = migration.down ?? [];
  const unrun = down.flatMap((script) => unfit(script) ?? []).find((reason) => reason !== "");
  if (unrun !== undefined) return { proof: notProvable(`the way down holds a statement that is not run: ${unrun}`) };
  let { watched } = walk;
  const risen = await readRows(database, watched, before.held);
  await database.run("savepoint down");
  let stopped = await runWay(database, migration, down, schema, tell);
  if (stopped !== undefined && walk.seeded.size > 0 && byRows(stopped.refusal)) {
    await database.run("rollback to down");
    if (walk.stale) await takeNote(walk);
    if (byMadeUpValues(stopped.refusal, walk.catalog)) {
      await unseed(database, walk.seeded);
      watched = unseeded(walk);
      stopped = await runWay(database, migration, down, schema, tell);
    }
  }
  if (stopped === undefined) {
    const after = await readCatalog(database);
    const held = before.held.filter(({ oid }) => watched.has(oid));
    const rows = compareRows(held, risen, await readRows(database, watched, held), { up: migration.up, down });
    const again = await upAgain(walk, migration, rows, schema, tell);
    await database.run("rollback to down; release down");
    return { proof: judged(before.catalog, after, rows, again) };
  }
  await database.run("rollback to down; release down");
  const { code, message } = stopped.refusal;
  if (walk.behind !== undefined && isUndefined(stopped.refusal))
    return { proof: notProvable(`the way down cannot be judged, ${walk.behind}: ${message}`), code };
  return { proof: failed(stopped), code };
}

/**
 * The way up once more, on what the way down left. It ran before: a no has its cause in what is left over, unless it is about
 * rows and ours are not as they were.
 */
async function upAgain(
  { database, seeded }: Walk,
  migration: MigrationScript,
  { result }: ProofRows,
  schema: string,
  tell: Tell,
): Promise<Stopped | undefined> {
  await database.run("savepoint again");
  let stopped = await runWay(database, migration, migration.up, schema, tell);
  if (stopped !== undefined && byRows(stopped.refusal) && seeded.size > 0 && result === "lost") {
    await database.run("rollback to again");
    await unseed(database, seeded);
    stopped = await runWay(database, migration, migration.up, schema, tell);
  }
  // PostgreSQL would have committed in between
  return stopped !== undefined && wantsCommit(stopped.refusal) ? undefined : stopped;
}
