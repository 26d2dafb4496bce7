import type { ReindexStmt } from "libpg-query";
import type { ActOf } from "../act.ts";
import { relationName, text } from "../names.ts";
import type { Reading } from "./context.ts";

const ALL: Readonly<Record<string, ActOf<"rebuild-index">["all"]>> = {
  REINDEX_OBJECT_INDEX: "index",
  REINDEX_OBJECT_TABLE: "table",
  REINDEX_OBJECT_SCHEMA: "schema",
  REINDEX_OBJECT_SYSTEM: "system",
  REINDEX_OBJECT_DATABASE: "database",
};

export const isConcurrent = ({ params = [] }: ReindexStmt): boolean =>
  params.some(
    (param) =>
      "DefElem" in param &&
      param.DefElem.defname === "concurrently" &&
      !/^(?:false|off|0)$/i.test(text(param.DefElem.arg)),
  );

export function reindex(node: ReindexStmt, { acts, spot }: Reading): void {
  const all = ALL[node.kind ?? ""] ?? "database";
  const relation = node.relation === undefined ? { name: node.name ?? "" } : relationName(node.relation);
  acts.push({ do: "rebuild-index", spot, relation, all, concurrently: isConcurrent(node) });
}
