import { type Call, textOf, textsOf } from "../../../code/python/value.ts";
import { quoteIn, quoteName } from "../../../sql/quote.ts";
import type { Draft } from "../python/draft.ts";
import { createEnum } from "./types.ts";

/** `op.sync_enum_values` of alembic-postgresql-enum: a new type takes the columns of the old one over, and its name. */
export function syncEnum({ named, at }: Call, draft: Draft): void {
  const [schema, name] = [textOf(named["enum_schema"] ?? named["schema"]), textOf(named["enum_name"])];
  const labels = textsOf(named["new_values"]);
  const columns = named["affected_columns"];
  const renamed = named["enum_values_to_rename"];
  const simple = renamed === undefined || (renamed.is === "list" && renamed.items.length === 0);
  if (name === undefined || labels === undefined || columns?.is !== "list" || !simple) {
    draft.unknown("what becomes of the enum's labels is put together by the program", at, true);
    return;
  }
  const type = quoteIn(schema, name);
  draft.add(`ALTER TYPE ${type} RENAME TO ${quoteName(`${name}_old`)}`, at);
  draft.add(createEnum({ name, ...(schema === undefined ? {} : { schema }), labels, made: true }), at);
  for (const column of columns.items) {
    const of = column.is === "call" ? column : undefined;
    const [table, own] = [
      textOf(of?.named["table_name"] ?? of?.plain[0]),
      textOf(of?.named["column_name"] ?? of?.plain[1]),
    ];
    if (table === undefined || own === undefined)
      draft.unknown("a column of the enum is put together by the program", at, true);
    else {
      const place = `ALTER TABLE ${quoteIn(textOf(of?.named["table_schema"]), table)} ALTER COLUMN ${quoteName(own)}`;
      const fallback = textOf(of?.named["existing_server_default"]);
      if (fallback !== undefined) draft.add(`${place} DROP DEFAULT`, at);
      draft.add(`${place} TYPE ${type} USING ${quoteName(own)}::text::${type}`, at);
      if (fallback !== undefined) draft.add(`${place} SET DEFAULT ${fallback.split("::")[0] ?? ""}::${type}`, at);
    }
  }
  draft.add(`DROP TYPE ${quoteIn(schema, `${name}_old`)}`, at);
}
