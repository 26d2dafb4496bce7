import { type Call, nameOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import { type Draft, sourceOf } from "../python/draft.ts";
import { type Column, columnOf, columnSql, enumsOf, isColumn } from "./columns.ts";
import { columnConstraint, type Constraint, keyed, tableConstraint } from "./constraints.ts";
import { type Relation, spell } from "./relation.ts";
import { createEnum, type EnumType } from "./types.ts";

const enumKey = ({ schema = "", name }: EnumType): string => `${schema}.${name}`;

/** `op.create_table`: the types that its columns bring along, the table, its indexes and comments. */
export function createTable(
  relation: Relation,
  parts: readonly Value[],
  call: Call,
  draft: Draft,
  enums: Set<string>,
): void {
  const columns = parts.filter(isColumn).flatMap((part) => columnOf(part, draft) ?? []);
  const constraints = parts.filter((part) => !isColumn(part)).flatMap((part) => constraintOf(part, draft, call));
  const listed = constraints.find(({ kind }) => kind === "primary")?.columns;
  const flagged = columns.filter(({ primary }) => primary).map(({ name }) => name);
  const key = listed ?? flagged;
  const counting = columns.find((column) => isCounting(column, key, constraints));
  for (const one of enumsOf(columns))
    if (one.made && !enums.has(enumKey(one))) {
      enums.add(enumKey(one));
      draft.add(createEnum(one), call.at);
    }
  const own = columns.flatMap((column) => ownConstraints(column, draft));
  const lines = [
    ...columns.map((column) =>
      columnSql(key.includes(column.name) ? { ...column, required: true } : column, column === counting),
    ),
    ...(listed === undefined && flagged.length > 0 ? [keyed("primary", undefined, flagged, {}).sql] : []),
    ...[...constraints, ...own]
      .sort((a, b) => Number(b.kind === "primary") - Number(a.kind === "primary"))
      .map(({ sql }) => sql),
  ];
  const lenient =
    call.named["if_not_exists"]?.is === "truth" && call.named["if_not_exists"].truth ? "IF NOT EXISTS " : "";
  draft.add(
    `CREATE TABLE ${lenient}${spell(relation)} (${lines.length === 0 ? "" : `\n  ${lines.join(",\n  ")}\n`})`,
    call.at,
  );
  for (const column of columns) followUp(relation, column, draft);
  const comment = textOf(call.named["comment"]);
  if (comment !== undefined) draft.add(`COMMENT ON TABLE ${spell(relation)} IS ${quoteText(comment)}`, call.at);
}

/** Only the one integer of a key counts up, and not where it points to another table. */
function isCounting(column: Column, key: readonly string[], constraints: readonly Constraint[]): boolean {
  if (!key.includes(column.name) || column.counts === "no") return false;
  if (column.counts === "yes") return true;
  const points =
    column.parts.some((part) => nameOf(part)?.endsWith("ForeignKey") === true) ||
    constraints.some(({ kind, columns }) => kind === "foreign" && columns.includes(column.name));
  return key.length === 1 && !points;
}

function constraintOf(part: Value, draft: Draft, call: Call): readonly Constraint[] {
  const short = nameOf(part)?.split(".").at(-1) ?? "";
  if (part.is === "none" || short === "Index") return [];
  const constraint = part.is === "call" ? tableConstraint(part) : undefined;
  if (constraint === undefined)
    draft.unknown(
      `a part of the table is put together from \`${sourceOf(part)}\``,
      part.is === "call" ? part.at : call.at,
      false,
    );
  return constraint === undefined ? [] : [constraint];
}

function ownConstraints(column: Column, draft: Draft): readonly Constraint[] {
  const parts = column.parts.flatMap((part) => {
    const made = columnConstraint(column.name, part);
    if (made === undefined)
      draft.unknown(`\`${column.name}\` points to \`${sourceOf(part.plain[0] ?? part)}\``, part.at, false);
    return made === undefined ? [] : [made];
  });
  return column.unique && !column.index ? [...parts, keyed("unique", undefined, [column.name], {})] : parts;
}

/** What a column brings with it outside of its own line. */
function followUp(relation: Relation, column: Column, draft: Draft): void {
  const { name, call } = column;
  if (column.index) {
    const index = `ix_${relation.schema === undefined ? "" : `${relation.schema}_`}${relation.name}_${name}`;
    draft.add(
      `CREATE ${column.unique ? "UNIQUE " : ""}INDEX ${quoteName(index)} ON ${spell(relation)} (${quoteName(name)})`,
      call.at,
    );
  }
  if (column.comment !== undefined)
    draft.add(`COMMENT ON COLUMN ${spell(relation)}.${quoteName(name)} IS ${quoteText(column.comment)}`, call.at);
}

/** `op.add_column`: the column, then its constraints one by one, as Alembic runs them. */
export function addColumn(relation: Relation, part: Value, call: Call, draft: Draft): void {
  const column = isColumn(part) ? columnOf(part, draft) : undefined;
  if (column === undefined) {
    if (!isColumn(part)) draft.unknown(`the column is put together from \`${sourceOf(part)}\``, call.at, false);
    return;
  }
  const table = spell(relation);
  const lenient =
    call.named["if_not_exists"]?.is === "truth" && call.named["if_not_exists"].truth ? "IF NOT EXISTS " : "";
  const key = column.primary && call.named["inline_primary_key"]?.is === "truth" ? " PRIMARY KEY" : "";
  draft.add(
    `ALTER TABLE ${table} ADD COLUMN ${lenient}${columnSql(column, column.primary && isCounting(column, [column.name], []))}${key}`,
    call.at,
  );
  for (const { sql } of ownConstraints(column, draft))
    if (sql !== "") draft.add(`ALTER TABLE ${table} ADD ${sql}`, call.at);
  followUp(relation, column, draft);
}
