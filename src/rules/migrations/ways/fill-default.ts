import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { quoteName, quotePath, quoteText } from "../../../sql/quote.ts";
import { type AddedColumn, addColumnSql, addedColumn } from "./added-column.ts";
import { constraintsApart } from "./column-alone.ts";
import { inBatches } from "./in-batches.ts";
import { computed, hasEquality, rowTrigger } from "./keep-equal.ts";
import { proveNotNull } from "./prove-not-null.ts";
import { freeName, siteOf, written } from "./site.ts";

const FILL = "A job that fills the old rows, until it changes none";

/** A column that is filled row by row: it comes empty, new rows get their value, and the old ones get theirs in batches. */
export function fillDefault(operation: OperationOf<"column-added">, context: Context): Offer {
  const site = siteOf(operation, context);
  const column = site === undefined ? undefined : addedColumn(site);
  const way = column === undefined ? undefined : wayOf(column);
  return way === undefined ? {} : { way };
}

function wayOf(column: AddedColumn): readonly Step[] | undefined {
  const { default: given } = column.operation;
  const generated = column.clauses.find(({ kind }) => kind === "generated");
  if (given === "generated") return byTrigger(column, written(column.site, generated?.words ?? []));
  if (given === "identity") return numbered(column, generated && written(column.site, generated.words));
  const clause = column.clauses.find(({ kind }) => kind === "default");
  const expression = clause === undefined ? "" : written(column.site, clause.words.slice(1));
  return expression === "" ? undefined : filled(column, "", written(column.site, column.type), expression, []);
}

function filled(
  column: AddedColumn,
  before: string,
  type: string,
  expression: string,
  then: readonly string[],
  more = "",
): readonly Step[] | undefined {
  const { site, operation } = column;
  const name = operation.subject.at(-1) ?? "";
  const own = quoteName(name);
  const apart = constraintsApart(column, ["check", "unique", "references"]);
  if (apart === undefined) return undefined;
  return [
    {
      title: "A migration that adds the column empty, and the default for new rows",
      sql: `${before}${addColumnSql(column, ["collate"], type)}\n${more}ALTER TABLE ${site.name} ALTER COLUMN ${own} SET DEFAULT ${expression};${apart.add}`,
      runs: "migration",
      release: "now",
    },
    inBatches(site, `${own} = DEFAULT`, `${own} IS NULL`, FILL),
    ...(operation.nullable ? [] : proveNotNull(site, [name], then)),
    ...apart.after,
  ];
}

/** serial, and GENERATED … AS IDENTITY: a sequence that is there before the numbers are. */
function numbered(column: AddedColumn, identity: string | undefined): readonly Step[] | undefined {
  const { site, operation } = column;
  const own = quoteName(operation.subject.at(-1) ?? "");
  const part = operation.subject.at(-1) ?? "";
  const sequence = quotePath([site.schema, freeName(site, part, identity === undefined ? "seq" : "fill_seq")]);
  const before = `CREATE SEQUENCE ${sequence} AS ${operation.type};\n`;
  const next = `nextval(${quoteText(sequence)})`;
  if (identity === undefined)
    return filled(
      column,
      before,
      operation.type,
      next,
      [],
      `ALTER SEQUENCE ${sequence} OWNED BY ${site.name}.${own};\n`,
    );
  // An identity wants NOT NULL first, which before 12 reads the whole table.
  if (site.context.config.postgresVersion < 12) return undefined;
  const alter = `ALTER TABLE ${site.name} ALTER COLUMN ${own}`;
  const real = `pg_get_serial_sequence(${quoteText(site.name)}, ${quoteText(part)})`;
  return filled(column, before, operation.type, next, [
    `${alter} DROP DEFAULT;`,
    `${alter} ADD ${identity};`,
    `SELECT setval(${real}, ${next});`,
    `DROP SEQUENCE ${sequence};`,
  ]);
}

/** A stored generated column: a plain one that a trigger fills. */
function byTrigger(column: AddedColumn, clause: string): readonly Step[] | undefined {
  const { site, operation } = column;
  const name = operation.subject.at(-1) ?? "";
  const expression = /\bas\s*(\([\s\S]*\))\s*stored$/i.exec(clause)?.[1];
  const bound = column.clauses.some(({ kind }) => kind === "check" || kind === "unique" || kind === "references");
  if (expression === undefined || bound || !hasEquality(operation.type)) return undefined;
  const trigger = rowTrigger(site, freeName(site, name, "fill"), computed(site, name, expression));
  if (trigger === undefined) return undefined;
  const own = quoteName(name);
  const add: Step = {
    title: "A migration that adds a plain column, and a trigger that works it out for new rows",
    sql: `${addColumnSql(column, ["collate"])}\n${trigger.create}`,
    runs: "migration",
    release: "now",
  };
  const fill = inBatches(site, `${own} = ${expression}`, `${own} IS DISTINCT FROM ${expression}`, FILL);
  return [add, fill, ...(operation.nullable ? [] : proveNotNull(site, [name]))];
}
