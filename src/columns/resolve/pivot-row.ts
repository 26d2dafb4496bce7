import type { Dialect } from "../parse/dialect.ts";
import type { Expr, Item, PivotSource, UnpivotSource } from "../query.ts";
import type { RowColumn, RowItem } from "./row.ts";

const column = (name: string, key: string): RowColumn => ({ kind: "column", key, name });

/** What is left of a relation, and a column for each value and aggregate. */
export function pivotRow(of: readonly RowItem[], source: PivotSource, dialect: Dialect): readonly RowItem[] {
  const used = new Set(
    [...source.aggregates, ...source.fields.map((field) => ({ expr: field.of }))].flatMap(({ expr }) =>
      names(expr, dialect),
    ),
  );
  const kept = without(of, used);
  const open = source.fields.some((field) => field.open) || source.fields.length !== 1;
  if (open) return [...kept, { kind: "star", of: "pivot", except: new Set(), weak: true }];
  const values = source.fields.flatMap((field) => field.values);
  const made = values.flatMap((value) =>
    source.aggregates.map((aggregate) => pivoted(value, aggregate, source, dialect)),
  );
  return [...kept, ...made];
}

/** Each database names what it makes in its own way. */
function pivoted(value: Item, aggregate: Item, { aggregates }: PivotSource, dialect: Dialect): RowColumn {
  const written = value.alias ?? { text: valueText(value.expr, dialect.parser), quoted: true };
  const { alias } = aggregate;
  if (alias === undefined && aggregates.length === 1) return column(written.text, dialect.fold(written));
  const what = alias?.text ?? (aggregate.expr.kind === "call" ? aggregate.expr.op : "");
  const text = dialect.parser === "bigquery" ? `${what}_${written.text}` : `${written.text}_${what}`;
  return column(text, dialect.fold({ text, quoted: written.quoted && value.alias !== undefined }));
}

function valueText(expr: Expr, parser: string): string {
  if (expr.kind === "literal") return parser === "snowflake" && expr.type === "string" ? `'${expr.value}'` : expr.value;
  return expr.kind === "column" ? (expr.parts.at(-1)?.text ?? "") : "?";
}

/** Columns become rows: a column for their names and one for their values. */
export function unpivotRow(of: readonly RowItem[], source: UnpivotSource, dialect: Dialect): readonly RowItem[] {
  const used = new Set(source.from.flatMap((expr) => names(expr, dialect)));
  const made = [source.name, ...source.values].map((name) => column(name.text, dialect.fold(name)));
  return [...without(of, used), ...(dialect.parser === "bigquery" ? [...made.slice(1), ...made.slice(0, 1)] : made)];
}

const without = (row: readonly RowItem[], used: ReadonlySet<string>): readonly RowItem[] =>
  row.flatMap((item): readonly RowItem[] => {
    if (item.kind === "star") return [{ ...item, except: new Set([...item.except, ...used]) }];
    return used.has(item.key) ? [] : [item];
  });

function names(expr: Expr, dialect: Dialect): readonly string[] {
  if (expr.kind === "column") return expr.parts.slice(-1).map(dialect.fold);
  return expr.kind === "call" ? expr.args.flatMap((arg) => names(arg, dialect)) : [];
}
