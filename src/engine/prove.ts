import type { MigrationAnswer, MigrationScript, Script } from "../ports.ts";
import { readCatalog, type Catalog } from "./catalog.ts";
import { compareCatalogs } from "./compare-catalogs.ts";
import type { Refusal } from "./database.ts";
import { byMadeUpValues, isUndefined, type Observed, type Walk } from "./observe.ts";
import { attemptProvided, clean, guarded, unfit } from "./replay.ts";
import type { Tell } from "./protocol.ts";
import { unseed } from "./seed.ts";
import { bare, withoutConcurrently } from "./statement-text.ts";

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

export interface Proved {
  readonly proof: Proof;
  /** What the way down was refused with. */
  readonly code?: string;
}

/** Runs the way down on top of the way up, compares with what was there before, and takes the way down back again. */
export async function prove(
  walk: Walk,
  migration: MigrationScript,
  before: Catalog,
  schema: string,
  tell: Tell,
): Promise<Proved> {
  const { database } = walk;
  const down = migration.down ?? [];
  const unrun = down.flatMap((script) => unfit(script) ?? []).find((reason) => reason !== "");
  if (unrun !== undefined) return { proof: notProvable(`the way down holds a statement that is not run: ${unrun}`) };
  await database.run("savepoint down");
  let stopped = await descend(walk, migration, down, schema, tell);
  if (stopped !== undefined && walk.seeded.size > 0 && byMadeUpValues(stopped.refusal, walk.catalog)) {
    await database.run("rollback to down");
    await unseed(database, walk.seeded);
    stopped = await descend(walk, migration, down, schema, tell);
  }
  const after = stopped === undefined ? await readCatalog(database) : undefined;
  await database.run("rollback to down; release down");
  if (stopped === undefined) return { proof: judged(before, after ?? before) };
  const { code, message } = stopped.refusal;
  if (walk.behind !== undefined && isUndefined(stopped.refusal))
    return { proof: notProvable(`the way down cannot be judged, ${walk.behind}: ${message}`), code };
  const detail = `the way down fails: ${message}, at \`${excerpt(stopped.script.sql)}\``;
  return { proof: { result: "fails", detail, differences: [] }, code };
}

const excerpt = (sql: string): string => {
  const line = bare(sql).replaceAll(/\s+/g, " ").replaceAll("`", "'").trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};

async function descend(
  walk: Walk,
  { transaction }: MigrationScript,
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
    // outside a transaction it would run, and such statements leave the catalog as it is
    if (refusal?.code === "25001" && !transaction) continue;
    if (refusal !== undefined) return { script, refusal };
  }
  return undefined;
}

function judged(before: Catalog, after: Catalog): Proof {
  const { differences, reordered } = compareCatalogs(before, after);
  if (differences.length > 0) {
    const lost = differences.filter((line) => line.startsWith("-")).length;
    const left = differences.length - lost;
    const parts = [
      ...(lost > 0 ? [`${count(lost, "line")} lost`] : []),
      ...(left > 0 ? [`${count(left, "line")} left over`] : []),
    ];
    const detail = `the way down does not restore the catalog: ${parts.join(", ")}`;
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
