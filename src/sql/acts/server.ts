import type { DefElem, Node } from "libpg-query";
import { text } from "../names.ts";
import type { Reading } from "./context.ts";

/** What makes a role more than one that is granted tables. */
const POWERS = new Set(["superuser", "bypassrls", "createrole", "createdb", "isreplication", "password"]);

export function database(node: string, kind: "database" | "tablespace", name: string, { acts, spot }: Reading): void {
  acts.push({ do: "other", spot, relation: { schema: kind, name }, node, about: "statement" });
}

/** A role is made, changed or dropped; `detail` names the powers that it gets. */
export function role(node: string, name: string, options: readonly Node[], { acts, spot }: Reading): void {
  const powers = options.flatMap((option) => ("DefElem" in option ? power(option.DefElem) : [])).sort();
  const detail = powers.length === 0 ? {} : { detail: powers.join(", ") };
  acts.push({ do: "other", spot, relation: { schema: "role", name }, node, about: "statement", ...detail });
}

function power({ defname = "", arg }: DefElem): readonly string[] {
  if (!POWERS.has(defname) || arg === undefined) return [];
  if ("Boolean" in arg)
    return arg.Boolean.boolval === true ? [defname === "isreplication" ? "replication" : defname] : [];
  return text(arg) === "" ? [] : [defname];
}
