import type { MigrationScript, Script } from "../ports.ts";
import type { Database, Refusal } from "./database.ts";
import type { Tell } from "./protocol.ts";
import { attemptProvided, clean, guarded, unfit } from "./replay.ts";
import { bare, withoutConcurrently } from "./statement-text.ts";

/** The statement at which a way ended, and PostgreSQL's no. */
export interface Stopped {
  readonly script: Script;
  readonly refusal: Refusal;
}

/** Runs one way of a migration inside the open transaction, without looking at what each statement does. */
export async function runWay(
  database: Database,
  { transaction }: MigrationScript,
  scripts: readonly Script[],
  schema: string,
  tell: Tell,
): Promise<Stopped | undefined> {
  await database.run(clean(schema));
  for (const script of scripts) {
    if (unfit(script) !== undefined) continue;
    tell("change", script.id);
    const sql = withoutConcurrently(script.sql) ?? script.sql;
    const refusal = await attemptProvided(database, () => guarded(database, sql));
    // outside a transaction it would run, and such statements leave the catalog as it is
    if (refusal?.code === "25001" && !transaction) continue;
    if (refusal !== undefined) return { script, refusal };
  }
  return undefined;
}

export const whereStopped = ({ script, refusal }: Stopped): string =>
  `${refusal.message}, at \`${excerpt(script.sql)}\``;

function excerpt(sql: string): string {
  const line = bare(sql).replaceAll(/\s+/g, " ").replaceAll("`", "'").trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
