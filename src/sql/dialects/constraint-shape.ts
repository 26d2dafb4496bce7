import type { ConstraintShape, Name } from "../act.ts";
import type { Cursor } from "./cursor.ts";

/** A constraint of a table, or an index that MySQL and SQL Server let stand among the columns. */
export type TablePart =
  | { readonly kind: "constraint"; readonly constraint: ConstraintShape }
  | { readonly kind: "index"; readonly name?: string; readonly columns: readonly string[]; readonly unique: boolean }
  | { readonly kind: "nothing" };

const isMysql = ({ dialect }: Cursor): boolean => dialect === "mysql" || dialect === "mariadb";

/** Does what stands here define something else than a column? */
export function isTablePart(cursor: Cursor): boolean {
  switch (cursor.word()) {
    case "constraint":
    case "foreign":
    case "exclude":
      return true;
    case "primary":
    case "unique":
    case "check":
      return true;
    case "key":
      return isMysql(cursor) && cursor.peek(1)?.kind !== undefined && !isTypeWord(cursor.word(1));
    case "index":
      return cursor.dialect !== "sqlite" && (cursor.peek(1)?.kind === "symbol" || cursor.peek(2) !== undefined);
    case "fulltext":
    case "spatial":
      return isMysql(cursor);
    case "period":
      return cursor.word(1) === "for";
    case "projection":
      return cursor.dialect === "clickhouse";
    case "like":
      return true;
    default:
      return false;
  }
}

const isTypeWord = (word: string): boolean =>
  /^(?:varchar|char|int|integer|bigint|text|datetime|timestamp)$/.test(word);

export function tablePart(cursor: Cursor): TablePart {
  const spot = cursor.spot();
  const named = cursor.eat("constraint") ? { name: labelOf(cursor) } : {};
  const built = { spot, checked: true, valid: true };
  const given = (name: string | undefined): { name?: string } => (name === undefined ? named : { name });
  if (cursor.eat("primary", "key")) {
    options(cursor);
    const own = isMysql(cursor) ? { name: "PRIMARY" } : named;
    return { kind: "constraint", constraint: { ...built, ...own, type: "primary key", columns: columnList(cursor) } };
  }
  if (cursor.eat("unique")) {
    cursor.eatAny("key", "index");
    const name = inlineName(cursor);
    return {
      kind: "constraint",
      constraint: { ...built, ...given(name), type: "unique", columns: columnList(cursor) },
    };
  }
  if (cursor.eat("foreign", "key")) {
    const name = inlineName(cursor);
    const columns = columnList(cursor);
    cursor.need("references");
    const constraint = {
      ...built,
      ...given(name),
      type: "foreign key",
      columns,
      ...references(cursor),
    } as const;
    return { kind: "constraint", constraint };
  }
  if (cursor.eat("check"))
    return { kind: "constraint", constraint: { ...built, ...named, type: "check", columns: namesIn(cursor.group()) } };
  const unique = false;
  if (cursor.eatAny("key", "index", "fulltext", "spatial") !== undefined) {
    cursor.eatAny("key", "index");
    const name = inlineName(cursor);
    return { kind: "index", ...given(name), columns: columnList(cursor), unique };
  }
  return { kind: "nothing" };
}

/** Words of an expression that name no column. */
const OPERATORS: ReadonlySet<string> = new Set(
  "asc desc nulls first last and or not is null in like between exists true false case when then else end as collate escape regexp rlike glob".split(
    " ",
  ),
);

/** The columns that an expression or a list speaks of. */
export function namesIn(group: Cursor | undefined): readonly string[] {
  const tokens = group?.tokens ?? [];
  const names = tokens.flatMap(({ kind, text }, i) => {
    const named = kind === "quoted" || (kind === "word" && !OPERATORS.has(text));
    // `name(10)` is a column up to a length, `lower(name)` a function.
    const called = tokens[i + 1]?.text === "(" && tokens[i + 2]?.kind !== "number";
    return named && !called && tokens[i - 1]?.text !== "collate" ? [group?.at(i).column() ?? text] : [];
  });
  return [...new Set(names)];
}

/** A constraint may be announced and yet have no name. */
function labelOf(cursor: Cursor): string {
  return cursor.column();
}

/** MySQL's name of an index, which stands before the columns. */
function inlineName(cursor: Cursor): string | undefined {
  options(cursor);
  if (cursor.done || cursor.isSymbol("(")) return undefined;
  if (cursor.is("using") || cursor.is("type")) return skipUsing(cursor);
  const name = cursor.column();
  options(cursor);
  if (cursor.is("using") || cursor.is("type")) skipUsing(cursor);
  return name;
}

function skipUsing(cursor: Cursor): undefined {
  cursor.skip(2);
}

function options(cursor: Cursor): void {
  while (cursor.eatAny("clustered", "nonclustered", "not", "enforced", "using", "btree", "hash") !== undefined);
  if (cursor.eat("if", "not", "exists")) options(cursor);
}

/** `(a, b DESC, c(10))`: the columns, expressions left out. */
export const columnList = (cursor: Cursor): readonly string[] => columnsOf(cursor.group());

/** The columns of a list, each part that is more than a column left out. */
export function columnsOf(group: Cursor | undefined): readonly string[] {
  if (group === undefined) return [];
  return group.parts().flatMap((part) => {
    const plain = part.peek()?.kind !== "symbol" && !(part.peek(1)?.text === "(" && part.peek(2)?.kind !== "number");
    return plain && !part.done ? [part.column()] : [];
  });
}

/** The table behind REFERENCES, and whether rows go with those that they point to; what else follows is passed over. */
export function references(cursor: Cursor): { readonly references: Name; readonly cascades?: true } {
  const name = cursor.name();
  cursor.group();
  let cascades = false;
  while (
    cursor.is("on") ||
    cursor.is("match") ||
    cursor.is("deferrable") ||
    cursor.is("not", "deferrable") ||
    cursor.is("initially")
  ) {
    if (cursor.is("on", "delete", "cascade")) cascades = true;
    if (cursor.eat("on")) {
      cursor.skip();
      if (!cursor.eat("set", "null") && !cursor.eat("set", "default") && !cursor.eat("no", "action")) cursor.skip();
    } else cursor.skip(cursor.is("not") || cursor.is("match") || cursor.is("initially") ? 2 : 1);
  }
  return { references: name, ...(cascades ? { cascades: true } : {}) };
}
