import type { MigrationScript, Script } from "../ports.ts";
import type { Database, Refusal } from "./database.ts";
import type { Tell } from "./protocol.ts";
import { provide } from "./provide.ts";
import { isEmpty, isSessionControl, wouldBreakEngine } from "./statement-text.ts";

export interface Unreplayed {
  readonly id: string;
  readonly reason: string;
}

/** What one migration may leave set for the next, set back. */
export const clean = (schema: string): string =>
  `discard temp; reset session authorization; reset role; reset all; set timezone = 'UTC'; set search_path = ${quote(schema)}${schema === "public" ? "" : ", public"};`;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A new enum value used before its commit, a COMMIT inside a procedure, events waiting for a commit. */
const WANTS_COMMIT = new Set(["55P04", "2D000", "55006"]);
export const wantsCommit = ({ code }: Pick<Refusal, "code">): boolean => WANTS_COMMIT.has(code);

/** Why a statement is not given to the engine at all; an empty reason where there is nothing to say about it. */
export function unfit({ sql, refused }: Script): string | undefined {
  if (refused !== undefined) return refused;
  if (isEmpty(sql) || isSessionControl(sql)) return "";
  if (wouldBreakEngine(sql))
    return "`COPY` moves rows through files or the connection, which the embedded engine has not";
  return undefined;
}

/** Runs one migration of the history for good. What fails is told, and the rest runs all the same. */
export async function replay(
  database: Database,
  migration: MigrationScript,
  schema: string,
  tell: Tell,
): Promise<readonly Unreplayed[]> {
  const unreplayed: Unreplayed[] = [];
  const scripts = migration.up.filter((script) => {
    const reason = unfit(script);
    if (reason !== undefined && reason !== "") unreplayed.push({ id: script.id, reason });
    return reason === undefined;
  });
  await database.run(clean(schema));
  if (!migration.transaction) {
    for (const script of scripts) {
      tell("replay", script.id);
      const refused = await attemptProvided(database, () => database.attempt(script.sql));
      if (refused !== undefined) unreplayed.push({ id: script.id, reason: refused.message });
    }
    return unreplayed;
  }
  if (await together(database, scripts, tell)) return unreplayed;
  await database.run("begin");
  for (const script of scripts) {
    tell("replay", script.id);
    const refused = await attemptProvided(database, () => guarded(database, script.sql));
    if (refused !== undefined) unreplayed.push({ id: script.id, reason: refused.message });
  }
  const refused = await database.attempt("commit");
  if (refused !== undefined) unreplayed.push({ id: migration.id, reason: refused.message });
  return unreplayed;
}

/** The common case: everything works, and no savepoint is needed. */
async function together(database: Database, scripts: readonly Script[], tell: Tell): Promise<boolean> {
  await database.run("begin");
  for (const script of scripts) {
    tell("replay", script.id);
    if ((await database.attempt(script.sql)) === undefined) continue;
    await database.run("rollback");
    return false;
  }
  if ((await database.attempt("commit")) === undefined) return true;
  await database.attempt("rollback");
  return false;
}

/** Under a savepoint, so that a refusal leaves the transaction alive. */
export async function guarded(database: Database, sql: string): Promise<Refusal | undefined> {
  await database.run("savepoint statement");
  const refused = await database.attempt(sql);
  await database.run(refused === undefined ? "release statement" : "rollback to statement; release statement");
  return refused;
}

/** Once more, when all that was missing is what a real database has anyway. Some statements lack several roles. */
export async function attemptProvided(
  database: Database,
  attempt: () => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  let refused = await attempt();
  for (let tries = 0; refused !== undefined && tries < 8; tries++) {
    const missing = provide(refused);
    if (missing === undefined || (await database.attempt(missing)) !== undefined) break;
    refused = await attempt();
  }
  return refused;
}
