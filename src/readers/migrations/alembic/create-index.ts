import { textOf, textsOf, type Value } from "../../../code/python/value.ts";
import { quoteList, quoteName, quoteText } from "../../../sql/quote.ts";
import { expression, plainText } from "./expressions.ts";
import type { Operation } from "./operation.ts";
import { spell } from "./relation.ts";

/** `op.create_index` with PostgreSQL's own options. */
export function createIndex(op: Operation): void {
  const { draft, call } = op;
  const columns = op.value("columns");
  const items = columns?.is === "list" ? columns.items : columns === undefined ? [] : [columns];
  const classes = call.named["postgresql_ops"];
  const keys = items.map((item) => keyOf(item, classes));
  const where = call.named["postgresql_where"];
  const filter =
    where === undefined || where.is === "none" ? "" : where.is === "text" ? plainText(where.text) : expression(where);
  if (keys.length === 0 || keys.includes(undefined) || filter === undefined) {
    draft.unknown("an index is put together by the program", call.at, false);
    return;
  }
  const name = op.value("index_name");
  const using = textOf(call.named["postgresql_using"]);
  const included = textsOf(call.named["postgresql_include"]) ?? [];
  draft.add(
    [
      "CREATE",
      op.flag("unique") ? " UNIQUE" : "",
      " INDEX",
      op.flag("postgresql_concurrently") ? " CONCURRENTLY" : "",
      op.flag("if_not_exists") ? " IF NOT EXISTS" : "",
      name === undefined || name.is === "none" ? "" : ` ${quoteName(op.text("index_name"))}`,
      ` ON ${spell(op.table)}`,
      using === undefined ? "" : ` USING ${quoteName(using)}`,
      ` (${keys.join(", ")})`,
      included.length === 0 ? "" : ` INCLUDE (${quoteList(included)})`,
      op.flag("postgresql_nulls_not_distinct") ? " NULLS NOT DISTINCT" : "",
      storage(call.named["postgresql_with"]),
      filter === "" ? "" : ` WHERE ${filter}`,
    ].join(""),
    call.at,
  );
}

function keyOf(item: Value, classes: Value | undefined): string | undefined {
  if (item.is === "text") {
    const own = classes?.is === "map" ? textOf(classes.entries.get(`"${item.text}`)?.[1]) : undefined;
    return own === undefined || !/^[\w.]+$/.test(own) ? quoteName(item.text) : `${quoteName(item.text)} ${own}`;
  }
  const sql = expression(item);
  // A function may stand as it is; any other expression wants brackets of its own.
  return sql === undefined || item.is === "call" ? sql : `(${sql})`;
}

function storage(value: Value | undefined): string {
  if (value?.is !== "map") return "";
  const parts = [...value.entries.values()].flatMap(([key, one]) => {
    const said =
      one.is === "number"
        ? one.text
        : one.is === "truth"
          ? String(one.truth)
          : one.is === "text"
            ? quoteText(one.text)
            : undefined;
    return key.is === "text" && said !== undefined ? [`${quoteName(key.text)} = ${said}`] : [];
  });
  return parts.length === 0 ? "" : ` WITH (${parts.join(", ")})`;
}
