import { createHash } from "node:crypto";
import type { MigrationScript, Question } from "../ports.ts";
import { BUILD } from "./database.ts";

/** Raised whenever a replay of the same history leaves something else behind. */
const REPLAY = 3;

/**
 * What a database holds after each step of a history, in one word a step: everything that decides it goes in, the statements
 * themselves too, since an id may keep its name over an edit. The first word is the empty database's.
 */
export function chainOf({ history, defaultSchema }: Question): readonly string[] {
  const chain = [link(`${BUILD}/${REPLAY}`, defaultSchema, createsSchema(history, defaultSchema))];
  for (const { transaction, up } of history)
    chain.push(
      link(
        chain.at(-1) ?? "",
        transaction,
        up.map(({ id, sql, refused }) => [id, sql, refused]),
      ),
    );
  return chain;
}

const link = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

/** The default schema is there before the migrations, unless they make it themselves. */
export const createsSchema = (history: readonly MigrationScript[], schema: string): boolean =>
  history.some(({ up }) =>
    up.some(({ sql }) => /\bcreate\s+schema\b/i.test(sql) && sql.toLowerCase().includes(schema.toLowerCase())),
  );
