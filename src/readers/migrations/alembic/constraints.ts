import { type Call, nameOf, textOf, textsOf, truthOf, type Value } from "../../../code/python/value.ts";
import { quoteList, quoteName } from "../../../sql/quote.ts";
import { expression, plainText } from "./expressions.ts";

type Named = Readonly<Record<string, Value>>;

/** A constraint's definition, after the name of its table. */
export interface Constraint {
  readonly kind: "primary" | "unique" | "foreign" | "check" | "exclude";
  readonly sql: string;
  readonly columns: readonly string[];
}

export const called = (name: string | undefined, sql: string): string =>
  name === undefined ? sql : `CONSTRAINT ${quoteName(name)} ${sql}`;

/** The words after a foreign key or another constraint that may wait. */
function options(named: Named): string {
  const word = (key: string, before: string): string => {
    const said = textOf(named[key]);
    return said === undefined || !/^[\w ]+$/.test(said) ? "" : ` ${before} ${said}`;
  };
  const late = truthOf(named["deferrable"]);
  return [
    word("match", "MATCH"),
    word("ondelete", "ON DELETE"),
    word("onupdate", "ON UPDATE"),
    late === undefined ? "" : late ? " DEFERRABLE" : " NOT DEFERRABLE",
    word("initially", "INITIALLY"),
    truthOf(named["postgresql_not_valid"]) === true ? " NOT VALID" : "",
  ].join("");
}

export const foreignKey = (
  name: string | undefined,
  columns: readonly string[],
  target: { readonly table: string; readonly columns: readonly string[] },
  named: Named,
): Constraint => ({
  kind: "foreign",
  columns,
  sql: called(
    name,
    `FOREIGN KEY (${quoteList(columns)}) REFERENCES ${target.table}${target.columns.length === 0 ? "" : ` (${quoteList(target.columns)})`}${options(named)}`,
  ),
});

export const check = (name: string | undefined, condition: Value, named: Named = {}): Constraint | undefined => {
  const sql = condition.is === "text" ? plainText(condition.text) : expression(condition);
  return sql === undefined
    ? undefined
    : {
        kind: "check",
        columns: [],
        sql: called(name, `CHECK (${sql})${truthOf(named["postgresql_not_valid"]) === true ? " NOT VALID" : ""}`),
      };
};

export function keyed(
  kind: "primary" | "unique",
  name: string | undefined,
  columns: readonly string[],
  named: Named,
): Constraint {
  const words =
    kind === "primary"
      ? "PRIMARY KEY"
      : truthOf(named["postgresql_nulls_not_distinct"]) === true
        ? "UNIQUE NULLS NOT DISTINCT"
        : "UNIQUE";
  const included = textsOf(named["postgresql_include"]) ?? [];
  const include = included.length === 0 ? "" : ` INCLUDE (${quoteList(included)})`;
  return { kind, columns, sql: called(name, `${words} (${quoteList(columns)})${include}${options(named)}`) };
}

/** `users.id` or `auth.users.id`: the table and the column. */
export function target(reference: string): { readonly table: string; readonly column?: string } {
  const parts = reference.split(".");
  if (parts.length === 1) return { table: quoteName(reference) };
  return { table: parts.slice(0, -1).map(quoteName).join("."), column: parts.at(-1) ?? "" };
}

/** `sa.ForeignKey(…)` of one column. */
export function columnConstraint(column: string, part: Call): Constraint | undefined {
  const short = nameOf(part)?.split(".").at(-1);
  const [first] = part.plain;
  const name = textOf(part.named["name"] ?? (short === "CheckConstraint" ? part.plain[1] : undefined));
  if (first === undefined) return undefined;
  if (short === "CheckConstraint") return check(name, first);
  if (isLater(part)) return { kind: "foreign", columns: [], sql: "" };
  const reference = textOf(first);
  if (reference === undefined) return undefined;
  const { table, column: other } = target(reference);
  return foreignKey(name, [column], { table, columns: other === undefined ? [] : [other] }, part.named);
}

/** A constraint among the arguments of `create_table`. */
export function tableConstraint(call: Call): Constraint | undefined {
  const short = nameOf(call)?.split(".").at(-1);
  const { plain, named } = call;
  const [first, second] = plain;
  const name = textOf(named["name"]);
  if (short === "CheckConstraint") return first === undefined ? undefined : check(name ?? textOf(second), first);
  if (short === "PrimaryKeyConstraint" || short === "UniqueConstraint") {
    const columns = textsOf({ is: "list", items: [...plain] });
    if (columns === undefined) return undefined;
    return keyed(short === "PrimaryKeyConstraint" ? "primary" : "unique", name, columns, named);
  }
  // Alembic leaves such a key to a later `create_foreign_key`.
  if (isLater(call)) return { kind: "foreign", columns: [], sql: "" };
  if (short === "ForeignKeyConstraint") {
    const [columns, references] = [textsOf(named["columns"] ?? first), textsOf(named["refcolumns"] ?? second)];
    const [reference] = references ?? [];
    if (columns === undefined || references === undefined || reference === undefined) return undefined;
    const others = references.map((one) => target(one).column).filter((one) => one !== undefined);
    return foreignKey(name ?? textOf(plain[2]), columns, { table: target(reference).table, columns: others }, named);
  }
  return short === "ExcludeConstraint" ? exclude(name, plain, named) : undefined;
}

const isLater = (call: Call): boolean => truthOf(call.named["use_alter"]) === true;

/** EXCLUDE USING gist (a WITH =, …). */
export function exclude(name: string | undefined, elements: readonly Value[], named: Named): Constraint | undefined {
  const parts = elements.map((element) => {
    const [of, sign] = element.is === "list" ? element.items : [];
    const own = of?.is === "text" ? quoteName(of.text) : of === undefined ? undefined : expression(of);
    return own === undefined || sign?.is !== "text" ? undefined : `${own} WITH ${sign.text}`;
  });
  const where = named["where"];
  const filter = where === undefined ? "" : where.is === "text" ? plainText(where.text) : expression(where);
  if (parts.length === 0 || parts.includes(undefined) || filter === undefined) return undefined;
  const tail = `${filter === "" ? "" : ` WHERE (${filter})`}${options(named)}`;
  const using = textOf(named["using"]) ?? "gist";
  return {
    kind: "exclude",
    columns: [],
    sql: called(name, `EXCLUDE USING ${quoteName(using)} (${parts.join(", ")})${tail}`),
  };
}
