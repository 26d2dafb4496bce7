import type { MigrationAnswer, MigrationScript, Script } from "../ports.ts";
import { compareCatalogs, readCatalog, type Catalog } from "./catalog.ts";
import type { Refusal } from "./database.ts";
import type { Observed, Walk } from "./observe.ts";
import { attemptProvided, clean, guarded, unfit } from "./replay.ts";
import type { Tell } from "./protocol.ts";
import { unseed } from "./seed.ts";
import { withoutConcurrently } from "./statement-text.ts";

type Proof = Pick<MigrationAnswer, "result" | "detail" | "differences">;

const notProvable = (detail: string): Proof => ({ result: "not-provable", detail, differences: [] });

/** Why the way back of this migration cannot be judged; undefined where it can be run. */
export function unprovable(migration: MigrationScript, up: readonly Observed[]): Proof | undefined {
  if (migration.down === undefined) return notProvable("no way down to run");
  const refused = up.find((one) => one.refused !== undefined)?.refused;
  if (refused !== undefined) return notProvable(`the engine refused the migration: ${refused.message}`);
  const unrun = up.find((one) => one.unrun !== undefined)?.unrun;
  if (unrun !== undefined) return notProvable(`a statement of the migration was not run: ${unrun}`);
  return undefined;
}

/** Runs the way down on top of the way up, compares with what was there before, and takes the way down back again. */
export async function prove(
  walk: Walk,
  migration: MigrationScript,
  before: Catalog,
  schema: string,
  tell: Tell,
): Promise<Proof> {
  const { database } = walk;
  const down = migration.down ?? [];
  const unrun = down.flatMap((script) => unfit(script) ?? []).find((reason) => reason !== "");
  if (unrun !== undefined) return notProvable(`the way down holds a statement that is not run: ${unrun}`);
  await database.run("savepoint down");
  let refused = await descend(walk, down, schema, tell);
  if (refused !== undefined && walk.seeded.size > 0 && byMadeUpValues(refused.refusal)) {
    await database.run("rollback to down");
    await unseed(database, walk.seeded);
    refused = await descend(walk, down, schema, tell);
  }
  const after = refused === undefined ? await readCatalog(database) : undefined;
  await database.run("rollback to down; release down");
  if (refused !== undefined)
    return { result: "fails", detail: `the way down fails: ${refused.refusal.message}`, differences: [] };
  return after === undefined ? notProvable("the way down was not run") : judged(before, after);
}

const byMadeUpValues = ({ code }: Refusal): boolean => /^2[23]/.test(code) && code !== "23502";

async function descend(
  walk: Walk,
  down: readonly Script[],
  schema: string,
  tell: Tell,
): Promise<{ readonly script: Script; readonly refusal: Refusal } | undefined> {
  await walk.database.run(clean(schema));
  for (const script of down) {
    if (unfit(script) !== undefined) continue;
    tell("change", script.id);
    const sql = withoutConcurrently(script.sql) ?? script.sql;
    const refusal = await attemptProvided(walk.database, () => guarded(walk.database, sql));
    if (refusal !== undefined) return { script, refusal };
  }
  return undefined;
}

function judged(before: Catalog, after: Catalog): Proof {
  const { differences, reordered } = compareCatalogs(before, after);
  if (differences.length > 0) {
    const lost = differences.filter((line) => line.startsWith("-")).length;
    const detail = `the way down leaves ${count(lost, "line")} of the catalog lost and ${count(differences.length - lost, "line")} left over`;
    return { result: "differs", detail, differences };
  }
  if (reordered.length === 0) return { result: "exact", detail: "the way down restores the catalog", differences: [] };
  const tables = reordered.map((table) => `\`${table}\``).join(", ");
  return {
    result: "exact",
    detail: `the way down restores the catalog; columns of ${tables} stand in another order`,
    differences: [],
  };
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
