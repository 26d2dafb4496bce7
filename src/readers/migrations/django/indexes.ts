import { textOf, textsOf, type Value } from "../../../code/python/value.ts";
import { quoteList, quoteName } from "../../../sql/quote.ts";
import { columnName } from "./column-name.ts";
import { argument, expressionSql, plain } from "./expressions.ts";
import { type Model, type State, tableOf } from "./state.ts";

const shortOf = (value: Value): string =>
  value.is === "call" && value.of.is === "name" ? (value.of.name.split(".").at(-1) ?? "") : "";

interface Made {
  readonly name: string;
  readonly sql: string;
}

/** `models.Index(fields=[…], name="…")` and PostgreSQL's own kinds. */
export function indexOf(value: Value, model: Model, state: State, apart: boolean): Made | undefined {
  if (value.is !== "call") return undefined;
  const name = textOf(value.named["name"]);
  const classes = textsOf(value.named["opclasses"]) ?? [];
  const around = plain(model, state);
  const fields = textsOf(value.named["fields"]);
  const keys =
    fields?.map((field, i) => {
      const down = field.startsWith("-");
      return `${quoteName(columnName(down ? field.slice(1) : field, model))}${classes[i] === undefined ? "" : ` ${classes[i]}`}${down ? " DESC" : ""}`;
    }) ??
    value.plain.map((one) => {
      const sql = operatorClass(one, model, state) ?? argument(one, around);
      return sql === undefined ? undefined : one.is === "operation" ? sql : /^\w+\(/.test(sql) ? sql : `(${sql})`;
    });
  const where = value.named["condition"];
  const filter = where === undefined || where.is === "none" ? "" : expressionSql(where, around);
  if (name === undefined || keys.length === 0 || keys.includes(undefined) || filter === undefined) return undefined;
  const kind = /^(Gin|Gist|Brin|Hash|SpGist|BTree|Bloom|Hnsw|IvfFlat)Index$/.exec(shortOf(value))?.[1]?.toLowerCase();
  const included = includes(value.named["include"], model);
  const sql = `CREATE INDEX ${apart ? "CONCURRENTLY " : ""}${quoteName(name)} ON ${quoteName(tableOf(model))}${kind === undefined || kind === "btree" ? "" : ` USING ${kind}`} (${keys.join(", ")})${included}${filter === "" ? "" : ` WHERE ${filter}`}`;
  return { name, sql };
}

/** `OpClass("name", name="gin_trgm_ops")`. */
function operatorClass(value: Value, model: Model, state: State): string | undefined {
  if (value.is !== "call" || shortOf(value) !== "OpClass") return undefined;
  const [first, second] = value.plain;
  const name = textOf(value.named["name"] ?? second);
  const of = first === undefined ? undefined : argument(first, plain(model, state));
  return name === undefined || of === undefined ? undefined : `${/^\w+(?:\(.*\))?$/.test(of) ? of : `(${of})`} ${name}`;
}

const includes = (value: Value | undefined, model: Model): string => {
  const columns = (textsOf(value) ?? []).map((field) => columnName(field, model));
  return columns.length === 0 ? "" : ` INCLUDE (${quoteList(columns)})`;
};

interface Constraint {
  readonly name: string;
  /** Inside of CREATE TABLE; absent where it is an index. */
  readonly line?: string;
  readonly add: string;
  readonly remove: string;
}

/** A constraint of `Meta.constraints`. */
export function constraintOf(value: Value, model: Model, state: State, valid = true): Constraint | undefined {
  if (value.is !== "call") return undefined;
  const name = textOf(value.named["name"]);
  const table = quoteName(tableOf(model));
  const line = name === undefined ? undefined : lineOf(value, model, state);
  if (name === undefined) return undefined;
  const remove = `ALTER TABLE ${table} DROP CONSTRAINT ${quoteName(name)}`;
  if (line !== undefined) {
    const named = `CONSTRAINT ${quoteName(name)} ${line}`;
    return { name, line: named, add: `ALTER TABLE ${table} ADD ${named}${valid ? "" : " NOT VALID"}`, remove };
  }
  const index = uniqueIndex(value, model, state);
  return index === undefined ? undefined : { name, add: index, remove: `DROP INDEX IF EXISTS ${quoteName(name)}` };
}

function lineOf(value: Extract<Value, { is: "call" }>, model: Model, state: State): string | undefined {
  const short = shortOf(value);
  if (short === "CheckConstraint") {
    const of = value.named["condition"] ?? value.named["check"];
    const sql = of === undefined ? undefined : expressionSql(of, plain(model, state));
    return sql === undefined ? undefined : `CHECK (${sql})`;
  }
  const simple = ["condition", "opclasses"].every((word) => isEmpty(value.named[word]));
  const fields = textsOf(value.named["fields"]);
  if (short !== "UniqueConstraint" || fields === undefined || fields.length === 0 || !simple) return undefined;
  const late = textOf(value.named["deferrable"]) ?? lastPart(value.named["deferrable"]);
  const distinct = value.named["nulls_distinct"];
  const words = distinct?.is === "truth" && !distinct.truth ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE";
  const columns = quoteList(fields.map((field) => columnName(field, model)));
  return `${words} (${columns})${includes(value.named["include"], model)}${late === undefined ? "" : ` DEFERRABLE INITIALLY ${late.toUpperCase()}`}`;
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value.is === "none" || (value.is === "list" && value.items.length === 0);

const lastPart = (value: Value | undefined): string | undefined =>
  value?.is === "name" ? value.name.split(".").at(-1) : undefined;

/** A UNIQUE constraint with a condition or with expressions is an index. */
function uniqueIndex(value: Extract<Value, { is: "call" }>, model: Model, state: State): string | undefined {
  if (shortOf(value) !== "UniqueConstraint") return undefined;
  const made = indexOf({ ...value, of: { is: "name", name: "Index" } }, model, state, false);
  return made === undefined ? undefined : made.sql.replace(/^CREATE INDEX/, "CREATE UNIQUE INDEX");
}
