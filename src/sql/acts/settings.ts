import type { Node, SelectStmt, VariableSetStmt } from "libpg-query";
import { text } from "../names.ts";
import { functionsCalled } from "./functions.ts";
import { other } from "./other.ts";
import type { Reading } from "./context.ts";

const constant = (node: Node | undefined): string => {
  if (node === undefined) return "";
  if ("TypeCast" in node) return constant(node.TypeCast.arg);
  return "A_Const" in node ? (node.A_Const.sval?.sval ?? "") : "";
};

/** `SET search_path` moves what an unqualified name means; every other setting is none of the history's business. */
export function set(node: VariableSetStmt, reading: Reading): void {
  if (node.name?.toLowerCase() !== "search_path") return other("VariableSetStmt", reading);
  const path = node.kind === "VAR_SET_VALUE" ? (node.args ?? []).map(constant) : [];
  pushPath(path, reading);
}

/** SELECT set_config('search_path', …) is how pg_dump writes it. */
export function select(node: SelectStmt, reading: Reading): void {
  for (const target of node.targetList ?? []) {
    const value = "ResTarget" in target ? target.ResTarget.val : undefined;
    if (value === undefined || !("FuncCall" in value)) continue;
    const [name, path] = value.FuncCall.args ?? [];
    if (text(value.FuncCall.funcname?.at(-1)) === "set_config" && constant(name) === "search_path")
      return pushPath(constant(path).split(","), reading);
  }
  const functions = functionsCalled(node);
  if (functions.length === 0) return other("SelectStmt", reading);
  reading.acts.push({ do: "call", spot: reading.spot, relation: { name: "SelectStmt" }, functions });
}

function pushPath(names: readonly string[], { acts, spot }: Reading): void {
  const path = names
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"))
    .filter((name) => name !== "" && name !== "$user");
  acts.push({ do: "search-path", spot, relation: { name: "" }, path });
}
