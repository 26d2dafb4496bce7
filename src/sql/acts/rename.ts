import type { AlterObjectSchemaStmt, RenameStmt } from "libpg-query";
import type { Act, RelationKind } from "../act.ts";
import { objectName, relationName } from "../names.ts";
import type { Reading } from "./context.ts";

const KINDS: Readonly<Record<string, RelationKind>> = {
  OBJECT_TABLE: "table",
  OBJECT_FOREIGN_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized view",
};

export function rename(node: RenameStmt, { acts, spot }: Reading): void {
  const to = node.newname ?? "";
  const relation = node.relation === undefined ? objectName(node.object) : relationName(node.relation);
  const lenient = node.missing_ok === true ? { lenient: true } : {};
  const kind = KINDS[node.renameType ?? ""];
  const act = ((): Act => {
    if (kind !== undefined) return { do: "rename-relation", spot, relation, to, kind };
    switch (node.renameType) {
      case "OBJECT_COLUMN":
        return { do: "rename-column", spot, relation, column: node.subname ?? "", to };
      case "OBJECT_TABCONSTRAINT":
        return { do: "rename-constraint", spot, relation, name: node.subname ?? "", to };
      case "OBJECT_INDEX":
        return { do: "rename-index", spot, relation, to };
      case "OBJECT_SCHEMA":
        return { do: "rename-schema", spot, relation: { name: node.subname ?? "" }, to };
      case "OBJECT_TYPE":
      case "OBJECT_DOMAIN":
        return { do: "rename-type", spot, relation, to };
      default: {
        const words = (node.renameType ?? "").replace(/^OBJECT_/, "").toLowerCase();
        // Of a thing on a table both names count: the tree gives it no place of its own.
        const own = node.relation === undefined ? to : `${node.subname ?? ""} to ${to}`;
        const about = node.relation === undefined ? "statement" : "table";
        return { do: "other", spot, relation, node: `Rename ${words}`, about, detail: own };
      }
    }
  })();
  acts.push({ ...act, ...lenient });
}

export function setSchema(node: AlterObjectSchemaStmt, { acts, spot }: Reading): void {
  const kind = KINDS[node.objectType ?? ""];
  const relation = node.relation === undefined ? objectName(node.object) : relationName(node.relation);
  const lenient = node.missing_ok === true ? { lenient: true } : {};
  const schema = node.newschema ?? "";
  if (kind !== undefined) acts.push({ do: "move-relation", spot, relation, schema, kind, ...lenient });
  else acts.push({ do: "other", spot, relation, node: "AlterObjectSchemaStmt", about: "statement", ...lenient });
}
