import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILD } from "../../src/engine/database.ts";
import type { Answer, Engine, MigrationScript, StatementAnswer } from "../../src/ports.ts";

/** Shared by all test files of a machine, so that initdb runs once. */
export const CACHE = join(tmpdir(), "dataplan-test-cache");

/** A folder that remembers nothing but initdb. */
export async function freshCache(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dataplan-fresh-cache-"));
  const empty = `${BUILD}-empty.zst`;
  await cp(join(CACHE, empty), join(folder, empty)).catch(() => undefined);
  return folder;
}

export function migration(
  id: string,
  up: string | readonly string[],
  down?: string | readonly string[],
  transaction = true,
): MigrationScript {
  const scripts = (way: string, all: string | readonly string[]) =>
    [all].flat().map((sql, index) => ({ id: `${id}#${way}:${index}`, sql }));
  return { id, transaction, up: scripts("up", up), ...(down === undefined ? {} : { down: scripts("down", down) }) };
}

export const ask = (
  engine: Engine,
  history: readonly string[],
  ...change: readonly MigrationScript[]
): Promise<Answer> =>
  engine.ask({
    defaultSchema: "public",
    history: history.length === 0 ? [] : [migration("history", history)],
    change,
  });

/** What one statement did, alone in its migration, after `history`. */
export async function observed(engine: Engine, history: readonly string[], sql: string): Promise<StatementAnswer> {
  const answer = await ask(engine, history, migration("change", sql));
  expectReplayed(answer);
  const [statement] = answer.migrations[0]?.statements ?? [];
  if (statement === undefined) throw new Error("no answer");
  return statement;
}

export function expectReplayed({ unreplayed }: Answer): void {
  if (unreplayed.length > 0)
    throw new Error(`history not replayed: ${unreplayed.map(({ reason }) => reason).join("; ")}`);
}

/** `public.users: AccessExclusiveLock`, the strongest a relation. */
export function strongest({ locks }: StatementAnswer): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { relation, mode } of locks) found[relation] ??= mode;
  return found;
}
