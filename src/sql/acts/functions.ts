import type { AlterFunctionStmt, CallStmt, CreateFunctionStmt, Node } from "libpg-query";
import type { Act, Name, TextGap } from "../act.ts";
import { listName, text } from "../names.ts";
import type { Reading } from "./context.ts";
import { namedOptions } from "./do-block.ts";
import { type ReadActs, readPlpgsql, readSqlBody } from "./plpgsql.ts";

/** A function does nothing when it is made; what it would do is kept for a migration that calls it. */
export function createFunction(node: CreateFunctionStmt, reading: Reading, readActs: ReadActs): void {
  const options = namedOptions(node.options);
  const as = options.get("as");
  const code = as !== undefined && "List" in as ? text(as.List.items?.[0]) : "";
  const language = text(options.get("language")).toLowerCase();
  const acts: Act[] = [];
  const gaps: TextGap[] = [];
  const inner = { ...reading, acts, gaps };
  const returned = text(node.returnType?.names?.at(-1));
  // A trigger's function runs for the rows to come, not for the migration.
  if (returned !== "trigger" && returned !== "event_trigger") {
    if (language === "plpgsql")
      readPlpgsql(reading.source.text.slice(reading.start, reading.end), code, inner, readActs);
    else if (language === "sql") readSqlBody(code, inner, readActs);
    else if (language !== "c" && language !== "internal") {
      const reason = `a function in ${language} is not read`;
      gaps.push({ key: "dynamic-sql", reason, spot: reading.spot, sql: code, opaque: true });
    }
  }
  const telling = acts.filter((act) => act.do !== "other");
  reading.acts.push({
    do: "create-function",
    spot: reading.spot,
    relation: listName(node.funcname),
    acts: telling,
    gaps,
    ...(isOpen(node.options) ? { detail: "security definer" } : {}),
  });
}

/** It runs with its owner's rights, and whoever calls it says in which schemas it looks. */
function isOpen(options: readonly Node[] = []): boolean {
  const given = options.flatMap((option) => ("DefElem" in option ? [option.DefElem] : []));
  const definer = given.some(
    ({ defname, arg }) =>
      defname === "security" && arg !== undefined && "Boolean" in arg && arg.Boolean.boolval === true,
  );
  return definer && !given.some(({ defname, arg }) => defname === "set" && setsPath(arg));
}

const setsPath = (arg: Node | undefined): boolean =>
  arg !== undefined && "VariableSetStmt" in arg && arg.VariableSetStmt.name === "search_path";

/** ALTER FUNCTION: only whose rights it runs with, and where it looks. */
export function alterFunction({ func, actions = [] }: AlterFunctionStmt, { acts, spot }: Reading): void {
  const path = actions.some(
    (option) => "DefElem" in option && option.DefElem.defname === "set" && setsPath(option.DefElem.arg),
  );
  const detail = path ? { detail: "search path" } : isOpen(actions) ? { detail: "security definer" } : {};
  const relation = listName(func?.objname);
  acts.push({ do: "other", spot, relation, node: "AlterFunctionStmt", about: "statement", ...detail });
}

export function callProcedure(node: CallStmt, reading: Reading): void {
  const functions = node.funccall === undefined ? [] : [listName(node.funccall.funcname)];
  reading.acts.push({ do: "call", spot: reading.spot, relation: { name: "CallStmt" }, functions });
}

/** Every function that a tree calls. */
export function functionsCalled(tree: unknown): readonly Name[] {
  const found: Name[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === "FuncCall") found.push(listName((inner as { funcname?: Node[] }).funcname));
        walk(inner);
      }
  };
  walk(tree);
  return found;
}
