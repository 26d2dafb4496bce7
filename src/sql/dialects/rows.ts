import type { Act, ActOf, Name } from "../act.ts";
import type { Cursor } from "./cursor.ts";
import { selectList } from "./select-list.ts";

type Rows = ActOf<"change-rows">;

const JOINS: ReadonlySet<string> = new Set(["from", "join", "using"]);

/** The tables that a query names, with the names that it gives them. */
export function tablesRead(cursor: Cursor): ReadonlyMap<string, Name> {
  const found = new Map<string, Name>();
  const { tokens } = cursor;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const joins = token?.kind === "word" && JOINS.has(token.text);
    const listed = token?.kind === "symbol" && token.text === "," && found.size > 0 && isFromList(tokens, i);
    if (!joins && !listed) continue;
    const after = cursor.at(i + 1);
    if (after.done || after.isSymbol("(") || !isNameHere(after)) continue;
    const name = after.name();
    after.eat("as");
    const alias = after.peek();
    const named =
      alias?.kind === "quoted" || (alias?.kind === "word" && !FOLLOWS.has(alias.text)) ? alias.text : undefined;
    found.set((named ?? name.name).toLowerCase(), name);
  }
  // The names of its own WITH are no tables.
  for (let i = 0; i + 2 < tokens.length; i++)
    if (tokens[i + 1]?.text === "as" && tokens[i + 2]?.text === "(" && tokens.some(({ text }) => text === "with"))
      found.delete(tokens[i]?.text.toLowerCase() ?? "");
  return found;
}

const FOLLOWS: ReadonlySet<string> = new Set(
  `where set join inner left right full cross outer on using group order limit having union except intersect window qualify final
   sample prewhere settings format lateral natural asof any all semi anti for with when values returning output pivot unpivot
   tablesample top global array select force use ignore partition option go at before changes`.split(/\s+/),
);

const isNameHere = (cursor: Cursor): boolean => {
  const token = cursor.peek();
  return token?.kind === "quoted" || (token?.kind === "word" && !FOLLOWS.has(token.text) && token.text !== "unnest");
};

/** Does this comma stand between two tables of one FROM? */
function isFromList(tokens: Cursor["tokens"], at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.text === ")" && token.kind === "symbol") depth++;
    else if (token?.text === "(" && token.kind === "symbol" && --depth < 0) return false;
    else if (depth === 0 && token?.kind === "word") {
      if (token.text === "from") return true;
      if (/^(?:where|set|select|on|order|group|values|having|by|using)$/.test(token.text)) return false;
    }
  }
  return false;
}

const copiesOf = (cursor: Cursor): readonly Name[] => [...tablesRead(cursor).values()];

const change = (cursor: Cursor, act: Pick<Rows, "verb" | "relation"> & Partial<Rows>): Rows => ({
  copies: [],
  everyRow: false,
  sets: [],
  cascadeFrom: [],
  ...act,
  do: "change-rows",
  spot: cursor.spot(),
});

/** INSERT and REPLACE, from behind that word. */
export function insert(cursor: Cursor): readonly Act[] {
  const overwrite = cursor.eat("overwrite");
  while (
    cursor.eatAny(
      "or",
      "ignore",
      "replace",
      "abort",
      "fail",
      "rollback",
      "low_priority",
      "delayed",
      "high_priority",
      "into",
      "table",
      "all",
      "first",
    ) !== undefined
  );
  if (cursor.eat("top")) cursor.group();
  if (cursor.eat("function") || cursor.is("when"))
    return [{ do: "other", spot: cursor.spot(), relation: { name: "Insert" }, node: "Insert", about: "statement" }];
  cursor.eat("into");
  const relation = cursor.name();
  const columns = cursor.isSymbol("(") ? plainList(cursor) : undefined;
  const query = cursor.rest();
  const carries = selectList(query);
  const added = {
    ...change(cursor, { verb: "insert", relation, copies: copiesOf(query) }),
    ...(carries === undefined ? {} : { carries }),
  };
  const inserted = columns === undefined ? added : { ...added, sets: columns };
  if (!overwrite) return [inserted];
  return [change(cursor, { verb: "truncate", relation, everyRow: true }), inserted];
}

/** The columns that an INSERT names; a query in brackets names none. */
function plainList(cursor: Cursor): readonly string[] | undefined {
  if (/^(?:select|with|values)$/.test(cursor.word(1))) return undefined;
  return cursor
    .group()
    ?.parts()
    .map((part) => part.column());
}

export function update(cursor: Cursor): readonly Act[] {
  while (cursor.eatAny("or", "ignore", "replace", "abort", "fail", "rollback", "low_priority", "only") !== undefined);
  if (cursor.eat("top")) cursor.group();
  const written = cursor.name();
  const at = cursor.tokens.findIndex(({ kind, text }) => kind === "word" && text === "set");
  if (at < 0) throw cursor.unread();
  const tables = tablesRead(cursor);
  const relation = written.schema === undefined ? (tables.get(written.name.toLowerCase()) ?? written) : written;
  const after = cursor.at(at + 1);
  return [change(cursor, { verb: "update", relation, everyRow: isEveryRow(cursor), sets: setColumns(after) })];
}

/** DELETE, from behind that word. */
export function remove(cursor: Cursor): readonly Act[] {
  while (cursor.eatAny("low_priority", "quick", "ignore") !== undefined);
  const limited = cursor.eat("top");
  if (limited) cursor.group();
  const tables = tablesRead(cursor);
  cursor.eat("from");
  const written = cursor.name();
  const relation = written.schema === undefined ? (tables.get(written.name.toLowerCase()) ?? written) : written;
  return [change(cursor, { verb: "delete", relation, everyRow: !limited && isEveryRow(cursor) })];
}

/** TRUNCATE, from behind that word. */
export function truncate(cursor: Cursor): readonly Act[] {
  if (cursor.eat("all", "tables")) throw cursor.unread();
  cursor.eat("table");
  const lenient = cursor.ifExists();
  return cursor
    .names()
    .map((relation) => ({ ...change(cursor, { verb: "truncate", relation, everyRow: true }), ...lenient }));
}

/** MERGE, from behind that word. */
export function merge(cursor: Cursor): readonly Act[] {
  if (cursor.eat("top")) cursor.group();
  cursor.eat("into");
  const relation = cursor.name();
  return [change(cursor, { verb: "update", relation, copies: copiesOf(cursor.rest()) })];
}

/** COPY INTO and its like only add rows. */
export function copy(cursor: Cursor): readonly Act[] {
  cursor.eat("into");
  if (cursor.isSymbol("@") || cursor.peek()?.kind === "string" || cursor.word().startsWith("@")) return [];
  return [change(cursor, { verb: "insert", relation: cursor.name() })];
}

/** No WHERE, JOIN or LIMIT outside of brackets, or a WHERE that is always true. */
export function isEveryRow(cursor: Cursor): boolean {
  let depth = 0;
  for (const [i, { kind, text }] of cursor.tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    if (depth > 0 || kind !== "word") continue;
    if (text === "join" || text === "limit" || text === "using") return false;
    if (text !== "where") continue;
    const [first, second, third, fourth] = cursor.tokens.slice(i + 1, i + 5);
    const ends = (token: typeof first): boolean => token === undefined || /^(?:;|settings)$/.test(token.text);
    if (ends(second)) return first?.text === "1" || first?.text === "true";
    return second?.text === "=" && ends(fourth) && first?.kind === "number" && first.text === third?.text;
  }
  return true;
}

/** The columns left of the equals signs of a SET, whose words begin where the cursor stands. */
export function setColumns(cursor: Cursor): readonly string[] {
  const end = cursor.tokens.findIndex(
    ({ kind, text }, i) => i > 0 && kind === "word" && /^(?:where|from|output|order|limit|returning|in)$/.test(text),
  );
  const sets = end < 0 ? cursor : cursor.upTo(end);
  return sets.parts().flatMap((part) => (part.tokens.some(({ text }) => text === "=") ? [part.column()] : []));
}
