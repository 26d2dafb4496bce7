import { type Call, nameOf, type Value } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import type { Draft } from "../python/draft.ts";
import { sourceOf } from "../python/draft.ts";
import { expression, plainText } from "./expressions.ts";
import { type EnumType, type Type, typeOf } from "./types.ts";

/** A `sa.Column(…)` as it is written. */
export interface Column {
  readonly name: string;
  /** Absent where the program brings its own. */
  readonly type?: Type;
  readonly required: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  /** Everything after the type, NOT NULL left out. */
  readonly tail: string;
  readonly fills: boolean;
  readonly counts: "auto" | "yes" | "no";
  readonly comment?: string;
  /** Constraints and the like among its arguments. */
  readonly parts: readonly Call[];
  readonly call: Call;
}

const shortOf = (value: Value): string => nameOf(value)?.split(".").at(-1) ?? "";

const CONSTRAINTS: ReadonlySet<string> = new Set(["ForeignKey", "CheckConstraint"]);
const NOT_TYPES: ReadonlySet<string> = new Set([
  ...CONSTRAINTS,
  "Identity",
  "Computed",
  "Sequence",
  "FetchedValue",
  "DefaultClause",
]);

export const isColumn = (value: Value): value is Call =>
  value.is === "call" && /^(Column|mapped_column)$/.test(shortOf(value));

/** What a column says; a type or a default that cannot be known is a gap. */
export function columnOf(call: Call, draft: Draft): Column | undefined {
  const { plain, named } = call;
  const given = named["name"] ?? plain.find((value, index) => index === 0 && value.is === "text");
  if (given?.is !== "text") {
    draft.unknown(`the name of a column is put together from \`${sourceOf(given ?? call)}\``, call.at, false);
    return undefined;
  }
  const others = plain.filter((value) => value !== given);
  const written = named["type_"] ?? others.find((value) => !NOT_TYPES.has(shortOf(value)) && value.is !== "unknown");
  const type = written === undefined ? undefined : typeOf(written);
  if (type === undefined)
    draft.unknown(
      `the type of \`${given.text}\`, \`${sourceOf(written ?? call)}\`, is not one of SQLAlchemy's: taken as text`,
      call.at,
      false,
    );
  const part = (name: string): Call | undefined =>
    others.find((value): value is Call => value.is === "call" && shortOf(value) === name);
  const [identity, computed] = [part("Identity"), part("Computed")];
  const fallback = defaultOf(named["server_default"] ?? part("Sequence"), given.text, call, draft);
  const primary = isTrue(named["primary_key"]);
  const nullable = named["nullable"];
  const comment = named["comment"];
  const tail = `${fallback}${identity === undefined ? "" : identityOf(identity)}${computed === undefined ? "" : computedOf(computed)}`;
  return {
    name: given.text,
    ...(type === undefined ? {} : { type }),
    required: nullable?.is === "truth" ? !nullable.truth : primary || identity !== undefined,
    primary,
    unique: isTrue(named["unique"]),
    index: isTrue(named["index"]),
    tail,
    fills: tail !== "",
    counts: isTrue(named["autoincrement"]) ? "yes" : named["autoincrement"]?.is === "truth" ? "no" : "auto",
    ...(comment?.is === "text" ? { comment: comment.text } : {}),
    parts: others.filter((value): value is Call => value.is === "call" && CONSTRAINTS.has(shortOf(value))),
    call,
  };
}

const isTrue = (value: Value | undefined): boolean => value?.is === "truth" && value.truth;

/** The SQL of a `server_default`; undefined where it cannot be known. */
export function defaultSql(value: Value): string | undefined {
  return value.is === "text"
    ? quoteText(value.text)
    : value.is === "number"
      ? quoteText(value.text)
      : expression(value);
}

function defaultOf(value: Value | undefined, name: string, call: Call, draft: Draft): string {
  if (value === undefined || value.is === "none" || shortOf(value) === "FetchedValue") return "";
  if (value.is === "call" && ["Identity", "Computed"].includes(shortOf(value)))
    return shortOf(value) === "Identity" ? identityOf(value) : computedOf(value);
  if (value.is === "call" && shortOf(value) === "Sequence") return "";
  const sql = defaultSql(value);
  if (sql === undefined)
    draft.unknown(`the default of \`${name}\` is put together from \`${sourceOf(value)}\``, call.at, false);
  return sql === undefined ? "" : ` DEFAULT ${sql}`;
}

/** `Identity(always=True, start=…)`. */
export function identityOf({ named, plain }: Call): string {
  const start = named["start"] ?? plain[0];
  const always = isTrue(named["always"]) ? "ALWAYS" : "BY DEFAULT";
  const options = [
    start?.is === "number" ? `START WITH ${start.text}` : "",
    named["increment"]?.is === "number" ? `INCREMENT BY ${named["increment"].text}` : "",
  ].filter((option) => option !== "");
  return ` GENERATED ${always} AS IDENTITY${options.length === 0 ? "" : ` (${options.join(" ")})`}`;
}

function computedOf({ plain, named }: Call): string {
  const [of] = plain;
  const sql = of?.is === "text" ? plainText(of.text) : of === undefined ? undefined : expression(of);
  const kept = named["persisted"]?.is === "truth" && !named["persisted"].truth ? "VIRTUAL" : "STORED";
  return sql === undefined ? "" : ` GENERATED ALWAYS AS (${sql}) ${kept}`;
}

const SERIAL: Readonly<Record<string, string>> = { INTEGER: "SERIAL", BIGINT: "BIGSERIAL", SMALLINT: "SMALLSERIAL" };

/** One line of CREATE TABLE, or what follows ADD COLUMN. `counts`: it is the key that PostgreSQL counts up. */
export function columnSql(column: Column, counts: boolean): string {
  const type = column.type?.sql ?? "TEXT";
  const serial = counts && !column.fills ? SERIAL[type] : undefined;
  return `${quoteName(column.name)} ${serial ?? type}${column.tail}${column.required ? " NOT NULL" : ""}`;
}

export const enumsOf = (columns: readonly Column[]): readonly EnumType[] =>
  columns.flatMap(({ type }) => type?.enums ?? []);
