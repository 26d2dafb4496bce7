import type { Operation } from "../../../model/migration.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import { lex } from "../../../sql/lex.ts";

export interface AliveFunction {
  readonly name: string;
  /** The folder of the history that made it. */
  readonly root: string | undefined;
  /** Its code without comments, in lower case. */
  readonly code: string;
}

export const rootOf = ({ migration }: Operation, { facts }: Snapshot): string | undefined =>
  facts.migration[migration]?.root;

const memo = new WeakMap<Snapshot, readonly AliveFunction[]>();
const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Functions of the history that nothing has dropped, as their last definition has them; told apart by name alone. */
export function functionsAlive(head: Snapshot): readonly AliveFunction[] {
  const known = memo.get(head);
  if (known !== undefined) return known;
  const alive = new Map<string, { readonly name: string; readonly made: Operation }>();
  for (const operation of Object.values(head.facts.operation)) {
    if (operation.action !== "other" || operation.direction !== "up") continue;
    const name = operation.subject.at(-1) ?? "";
    const key = JSON.stringify([rootOf(operation, head), name]);
    if (operation.node === "CreateFunctionStmt") alive.set(key, { name, made: operation });
    else if (/^Rename (?:function|procedure|routine)$/.test(operation.node)) {
      const made = alive.get(key);
      alive.delete(key);
      const to = operation.detail ?? "";
      if (made !== undefined) alive.set(JSON.stringify([rootOf(operation, head), to]), { ...made, name: to });
    } else if (/^Drop (?:function|procedure|routine)/.test(operation.node)) alive.delete(key);
  }
  const functions = [...alive.values()].map(({ name, made }) => ({
    name,
    root: rootOf(made, head),
    code: codeOf(head.facts.statement[made.statement]?.sql ?? ""),
  }));
  memo.set(head, functions);
  return functions;
}

/** What stands in the strings of a CREATE FUNCTION: PostgreSQL keeps it as text, and does not know what it names. */
const codeOf = (sql: string): string =>
  lex(sql)
    .filter(({ kind }) => kind === "string")
    .map(({ start, end }) => sql.slice(start, end))
    .join("\n")
    .replace(COMMENTS, " ")
    .toLowerCase();
