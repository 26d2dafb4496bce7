import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { type AliveFunction, functionsAlive, rootOf } from "./ask/functions-alive.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { triggersCall } from "./ask/triggers-alive.ts";

const escaped = (name: string): string => name.toLowerCase().replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** A table where SQL names one: after FROM, JOIN, INTO, UPDATE and their like, bare or with its schema. */
function namesTable(code: string, [, schema = "", name = ""]: Subject): boolean {
  const pattern = String.raw`\b(?:from|join|into|update|table|only)\s+(?:"?${escaped(schema)}"?\.)?"?${escaped(name)}"?(?![\w".])`;
  return new RegExp(pattern).test(code);
}

const namesWord = (code: string, name: string): boolean => new RegExp(String.raw`\b${escaped(name)}\b`).test(code);

/** The column of a trigger's row; or the column of its table, bare only where no other table of the function has such a one. */
function namesColumn({ name, code }: AliveFunction, relation: Subject, column: string, context: Context): boolean {
  const word = String.raw`"?${escaped(column)}\b`;
  const ofRow = new RegExp(String.raw`\b(?:new|old)\.${word}`).test(code);
  if (ofRow && triggersCall(relation, context.head).has(name)) return true;
  if (!namesTable(code, relation)) return false;
  if (new RegExp(String.raw`\b${escaped(relation.at(-1) ?? "")}"?\.${word}`).test(code)) return true;
  if (!new RegExp(String.raw`(?<![\w."])${word}`).test(code)) return false;
  return !Object.values(context.head.facts.table).some(
    ({ subject, columns }) => columns[column] !== undefined && namesWord(code, subject.at(-1) ?? ""),
  );
}

/** What nobody finds any more under its name: a column, or a table that nothing stands in for. */
function gone(
  operation: Operation,
  context: Context,
): { readonly relation: Subject; readonly column?: string } | undefined {
  const { relation } = operation;
  const table = findTable(context.head, operation);
  if (operation.action === "relation-dropped" || operation.action === "relation-renamed")
    return table === undefined ? { relation } : undefined;
  if (operation.action !== "column-dropped" && operation.action !== "column-renamed") return undefined;
  const column = operation.subject.at(-1) ?? "";
  return table === undefined || table.columns[column] !== undefined ? undefined : { relation, column };
}

export default defineRule({
  id: "function-left-broken",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["dependent-view-or-function", "MP052"],
  docs: {
    title: "A function still asks for what is gone",
    sees: "This pull request drops or renames a table or a column that was there before it, and the text of a function of this history still names it: after FROM, JOIN, INTO or UPDATE, or as NEW.column and OLD.column of a trigger. The last definition of the function counts.",
    why: "PostgreSQL keeps the body of a function as text and drops the table all the same. The function fails when it is called next; a trigger's function fails every write to its table.",
    instead: `-- in the same migration, before the column goes
CREATE OR REPLACE FUNCTION public.users_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := to_tsvector('simple', NEW.full_name);
  RETURN NEW;
END $$;
ALTER TABLE public.users DROP COLUMN name;`,
  },
  messages: {
    named:
      "Unexpected `{thing}` in function `{function}`{others} after it is gone, expected the function to be changed too",
  },
  *check({ after: operation }, context) {
    if (!touchesExisting(operation, context)) return;
    const lost = gone(operation, context);
    if (lost === undefined) return;
    const { relation, column } = lost;
    const root = rootOf(operation, context.head);
    const own = functionsAlive(context.head).filter((one) => one.root === root);
    const callers = own.filter((one) =>
      column === undefined ? namesTable(one.code, relation) : namesColumn(one, relation, column, context),
    );
    const [first, ...rest] = callers;
    if (first === undefined) return;
    const { subject, place: at } = operation;
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    const data = { thing: spell(subject), function: first.name, others };
    yield {
      message: "named",
      at,
      subject,
      after: callers
        .map(({ name }) => name)
        .sort()
        .join(", "),
      data,
    };
  },
});
