import type { Node, RangeVar } from "libpg-query";
import { listName, objectName, relationName } from "../names.ts";
import type { Reading } from "./context.ts";

/** A statement that the rules have no word for: named by its node, with the relation where it has one. */
export function other(node: string, { acts, spot }: Reading, tree: object = {}): void {
  const fields = tree as Readonly<Record<string, unknown>>;
  const range = (fields["relation"] ?? (node === "CreatePolicyStmt" ? fields["table"] : undefined)) as
    | RangeVar
    | undefined;
  if (range?.relname !== undefined) {
    const name = fields["trigname"] ?? fields["policy_name"] ?? fields["rulename"];
    const detail = typeof name === "string" ? { detail: name } : {};
    // A policy that only takes away: a table without another one shows nobody anything.
    const kind = node === "CreatePolicyStmt" && fields["permissive"] !== true ? `${node} restrictive` : node;
    acts.push({ do: "other", spot, node: kind, relation: relationName(range), about: "table", ...detail });
    return;
  }
  const sequence = fields["sequence"] as RangeVar | undefined;
  if (sequence?.relname !== undefined) {
    acts.push({ do: "other", spot, node, relation: relationName(sequence), about: "statement" });
    return;
  }
  const typeName = fields["typeName"] ?? fields["domainname"];
  if (Array.isArray(typeName)) {
    acts.push({ do: "other", spot, node, relation: listName(typeName as Node[]), about: "type" });
    return;
  }
  if (node === "CommentStmt") {
    const object = fields["object"] as Node | undefined;
    const kind = String(fields["objtype"])
      .replace(/^OBJECT_/, "")
      .toLowerCase();
    const items = object !== undefined && "List" in object ? (object.List.items ?? []) : [];
    if (kind === "column")
      acts.push({ do: "other", spot, node, relation: listName(items.slice(0, -1)), about: "table" });
    else
      acts.push({
        do: "other",
        spot,
        node,
        relation: objectName(object),
        about: kind === "table" ? "table" : "statement",
      });
    return;
  }
  acts.push({ do: "other", spot, node, relation: { name: node }, about: "statement" });
}
