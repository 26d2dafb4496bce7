import { nameOf, textOf, truthOf } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import { sourceOf } from "../python/draft.ts";
import { defaultSql, identityOf } from "./columns.ts";
import type { Operation } from "./operation.ts";
import { spell } from "./relation.ts";
import { typeOf } from "./types.ts";

/** `op.alter_column`: one statement for each thing that it changes, the rename last. */
export function alterColumn(op: Operation): void {
  const { draft, call } = op;
  const column = quoteName(op.text("column_name"));
  const alter = (what: string): void =>
    draft.add(`ALTER TABLE ${spell(op.table)} ALTER COLUMN ${column} ${what}`, call.at);
  const type = call.named["type_"];
  if (type !== undefined && type.is !== "none") {
    const known = typeOf(type);
    const using = textOf(op.value("postgresql_using"));
    if (known === undefined)
      draft.unknown(`the new type of ${column}, \`${sourceOf(type)}\`, is not one of SQLAlchemy's`, call.at, true);
    else alter(`TYPE ${known.sql}${using === undefined ? "" : ` USING ${using}`}`);
  }
  const nullable = call.named["nullable"];
  if (nullable !== undefined && nullable.is !== "none") {
    const known = truthOf(nullable);
    if (known === undefined) draft.unknown(`whether ${column} may be null: \`${sourceOf(nullable)}\``, call.at, true);
    else alter(known ? "DROP NOT NULL" : "SET NOT NULL");
  }
  changeDefault(op, alter);
  const comment = call.named["comment"];
  if (comment?.is === "text" || comment?.is === "none")
    draft.add(
      `COMMENT ON COLUMN ${spell(op.table)}.${column} IS ${comment.is === "text" ? quoteText(comment.text) : "NULL"}`,
      call.at,
    );
  const renamed = textOf(op.value("new_column_name"));
  if (renamed !== undefined)
    draft.add(`ALTER TABLE ${spell(op.table)} RENAME COLUMN ${column} TO ${quoteName(renamed)}`, call.at);
  else if (op.value("new_column_name") !== undefined) op.text("new_column_name");
}

/** `False` leaves the default as it is, `None` takes it away. */
function changeDefault({ draft, call }: Operation, alter: (what: string) => void): void {
  const value = call.named["server_default"];
  if (value === undefined || truthOf(value) === false) return;
  const before = nameOf(call.named["existing_server_default"])?.split(".").at(-1);
  if (value.is === "none") alter(before === "Identity" ? "DROP IDENTITY" : "DROP DEFAULT");
  else if (value.is === "call" && nameOf(value)?.split(".").at(-1) === "Identity") alter(`ADD${identityOf(value)}`);
  else {
    const sql = defaultSql(value);
    if (sql === undefined) draft.unknown(`the default is put together from \`${sourceOf(value)}\``, call.at, false);
    else alter(`SET DEFAULT ${sql}`);
  }
}
