import type { PlanPart, PlanTable } from "../../../model/plan-part.ts";
import type { Table } from "../../../model/table.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { tablesWith } from "../../look/table.ts";

const COLUMN = /\bcolumns?\b|\bfields?\b|\bname\b/;
const TYPE = /\btype\b/;
const NULLABLE = /\bnull/;
const KEY = /\bprimary key\b/i;

export default defineItem({
  id: "columns-match-migrations",
  asked: { "data-model-spec": "columns" },
  requirements: [
    { row: 190, parts: "X" },
    { row: 194, parts: "X" },
  ],
  level: "review",
  title: "Columns and keys of the migrations",
  demand: "the columns, types and keys that the migrations make",
  why: "A model that differs from the table is believed by whoever writes the next query.",
  template: "",
  messages: {
    away: "Unexpected column `{column}` that `{table}` does not have after the migrations, expected one of its columns",
    type: "Unexpected type `{said}` of `{column}`, which the migrations make {type}, expected the same",
    nullable: "Unexpected `{said}` as nullable of `{column}`, which the migrations make {nullable}, expected the same",
    key: "Unexpected key `{said}` of `{table}`, which the migrations make `{key}`, expected the same columns",
    unkeyed: "Unexpected `{table}` without a primary key in the document, expected `{key}` as in the migrations",
  },
  *check(stage, context) {
    for (const { table, listed } of described(stage, context)) {
      for (const { column, type, nullable } of rowsBy(listed, { column: COLUMN, type: TYPE, nullable: NULLABLE })) {
        if (column === undefined || column.open === true || !/^\w+$/.test(column.text)) continue;
        const known = table.columns[column.text];
        const data = { column: column.text, table: nameOf(table), said: "", type: "", nullable: "" };
        const shared = { part: "X", of: `${nameOf(table)}.${column.text}` } as const;
        if (known === undefined) yield { ...shared, message: "away", at: column.place, data };
        else {
          if (type !== undefined && type.open !== true && known.type !== undefined && !sameType(type.text, known.type))
            yield { ...shared, message: "type", at: type.place, data: { ...data, said: type.text, type: known.type } };
          const said = /^\W*(?:yes|y|true|null)\b/i.test(nullable?.text ?? "")
            ? true
            : /^\W*(?:no|n|false|not null)\b/i.test(nullable?.text ?? "")
              ? false
              : undefined;
          if (nullable !== undefined && said !== undefined && known.nullable !== undefined && said !== known.nullable)
            yield {
              ...shared,
              message: "nullable",
              at: nullable.place,
              data: { ...data, said: nullable.text, nullable: known.nullable ? "nullable" : "NOT NULL" },
            };
        }
      }
      yield* keyed(table, context);
    }
  },
});

const nameOf = ({ subject }: Table): string => subject.at(-1) ?? "";

/** Tables of columns below a heading that names a table of the migrations; the one table there is, where only one is described. */
function described(
  stage: Stage,
  { head }: ItemContext,
): readonly { readonly table: Table; readonly listed: PlanTable }[] {
  const tables = Object.values(head.facts.table).filter(({ relation }) => relation === "table");
  return [...stage.roots, ...stage.parts].flatMap((part: PlanPart) => {
    const named = tables.filter((table) => speaksOf(part.heading, nameOf(table)));
    const [table] = named;
    const own = tablesWith(stage, COLUMN, TYPE).filter((one) => part.tables.includes(one));
    return table === undefined || named.length > 1 ? [] : own.map((listed) => ({ table, listed }));
  });
}

function* keyed(table: Table, context: ItemContext) {
  const key = Object.values(table.constraints).find(({ type }) => type === "primary key")?.columns;
  const keys = context.stage("keys");
  if (key === undefined || keys === undefined) return;
  const name = nameOf(table);
  const data = { table: name, said: "", key: key.join(", ") };
  const rows = keys.tables.flatMap(({ rows: all }) => all).filter((row) => row.some(({ text }) => KEY.test(text)));
  if (rows.length === 0) return;
  const own = rows.flatMap((row) =>
    row.filter(({ text }) => new RegExp(String.raw`(?<!\w)${name}\s*\(`).test(text)),
  )[0];
  if (own === undefined) {
    yield { part: "X", message: "unkeyed", at: keys.place, of: name, data } as const;
    return;
  }
  const said = (/\(([^)]*)\)/.exec(own.text)?.[1] ?? "").split(",").map((one) => one.trim().toLowerCase());
  if (said.join(", ") !== key.map((one) => one.toLowerCase()).join(", "))
    yield { part: "X", message: "key", at: own.place, of: name, data: { ...data, said: said.join(", ") } } as const;
}

const SYNONYMS: Readonly<Record<string, string>> = {
  int: "integer",
  int4: "integer",
  int8: "bigint",
  int2: "smallint",
  bool: "boolean",
  decimal: "numeric",
  varchar: "character varying",
  char: "character",
  timestamptz: "timestamp with time zone",
  timestamp: "timestamp without time zone",
  "double precision": "double precision",
  float8: "double precision",
  real: "real",
  float4: "real",
  string: "text",
};

/** What the document leaves open (a precision) is no contradiction. */
function sameType(said: string, known: string): boolean {
  const [one, other] = [parted(said), parted(known)];
  return one.name === other.name && (one.size === "" || one.size === other.size);
}

function parted(type: string): { readonly name: string; readonly size: string } {
  const [, name = "", size = "", rest = ""] =
    /^\s*([a-z][\w ]*?)\s*(?:\(([^)]*)\))?((?: with(?:out)? time zone)?)\s*$/i.exec(type) ?? [];
  const plain = name.toLowerCase().trim() + rest.toLowerCase();
  return { name: SYNONYMS[plain] ?? plain, size: size.replaceAll(" ", "") };
}
