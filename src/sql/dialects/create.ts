import type { Act, ActOf, ColumnShape, ConstraintShape, Name, RelationKind } from "../act.ts";
import { onCluster } from "./alter-table.ts";
import { columnShape } from "./column-shape.ts";
import { columnsOf, isTablePart, namesIn, tablePart } from "./constraint-shape.ts";
import type { Cursor } from "./cursor.ts";
import { tablesRead } from "./rows.ts";
import { selectList } from "./select-list.ts";

type Create = ActOf<"create-relation">;

/** Words between CREATE and what is created. */
const ADORNMENTS: readonly string[] = [
  "or",
  "replace",
  "alter",
  "temporary",
  "temp",
  "transient",
  "global",
  "local",
  "volatile",
  "external",
  "unlogged",
  "hybrid",
  "iceberg",
  "secure",
  "recursive",
  "materialized",
  "dynamic",
  "algorithm",
  "sql",
  "security",
  "definer",
  "invoker",
  "force",
  "live",
  "event",
  "virtual",
  "persistent",
];

interface Head {
  readonly words: ReadonlySet<string>;
  readonly what: string;
}

/** The adornments that stand here, and the word for what is created. */
export function createHead(cursor: Cursor): Head {
  const words = new Set<string>();
  for (let word = cursor.word(); ADORNMENTS.includes(word); word = cursor.word()) {
    words.add(word);
    cursor.skip();
    // `ALGORITHM = UNDEFINED DEFINER = user@host`
    if (cursor.eatSymbol("=")) {
      cursor.skip();
      while (cursor.isSymbol("@") || cursor.word().startsWith("@")) cursor.skip(cursor.isSymbol("@") ? 2 : 1);
    }
  }
  const what = cursor.word();
  cursor.skip();
  return { words, what };
}

const empty = {
  copies: [],
  columns: [],
  constraints: [],
  outputs: [],
  like: [],
  parents: [],
  reads: [],
  partial: false,
} as const;

/** A table that a query fills, with no more said of it. */
export function createdFrom(relation: Name, query: Cursor): Create {
  return {
    ...empty,
    do: "create-relation",
    spot: query.spot(),
    relation,
    kind: "table",
    temporary: relation.name.startsWith("#"),
    replace: false,
    copies: [...tablesRead(query).values()],
    carries: selectList(query) ?? [],
    partial: true,
  };
}

/** CREATE TABLE, from behind those words. */
export function createTable(cursor: Cursor, { words }: Head): readonly Act[] {
  const spot = cursor.spot();
  const lenient = cursor.ifExists();
  const relation = cursor.name();
  onCluster(cursor);
  if (cursor.eat("uuid")) cursor.skip();
  const columns: ColumnShape[] = [];
  const constraints: ConstraintShape[] = [];
  const like: Name[] = [];
  const indexes: Act[] = [];
  if (cursor.eat("like") || cursor.eat("clone")) like.push(cursor.name());
  const group = cursor.is("as") || !cursor.isSymbol("(") ? undefined : cursor.group();
  const subquery = group?.is("select") === true || group?.is("with") === true;
  for (const part of group === undefined || subquery ? [] : group.parts()) {
    if (part.done) continue;
    if (part.eat("like")) like.push(part.name());
    else if (isTablePart(part)) {
      const read = tablePart(part);
      if (read.kind === "constraint") constraints.push(read.constraint);
      else if (read.kind === "index") {
        const { columns: keys, unique, name } = read;
        const index = { columns: keys, uses: keys, keys, concurrently: false, method: "", unique, plain: true };
        indexes.push({
          do: "build-index",
          spot: part.spot(),
          relation,
          ...index,
          ...(name === undefined ? {} : { name }),
        });
      }
    } else columns.push(columnShape(part));
  }
  const rest = cursor.rest();
  const query = subquery ? group : queryIn(rest);
  // ClickHouse copies a structure by AS.
  const copied = cursor.dialect === "clickhouse" && query === undefined ? copiedTable(rest) : undefined;
  if (copied !== undefined) like.push(copied);
  const copies = query === undefined ? [] : [...tablesRead(query).values()];
  const created: Create = {
    ...empty,
    do: "create-relation",
    spot,
    relation,
    kind: "table",
    temporary: words.has("temporary") || words.has("temp") || relation.name.startsWith("#"),
    replace: false,
    copies,
    columns: keyed(columns, constraints),
    constraints,
    like,
    partial: columns.length === 0 || query !== undefined,
    ...(query === undefined ? {} : { carries: selectList(query) ?? [] }),
    ...lenient,
  };
  const itself = copies.some(({ name, schema }) => name === relation.name && schema === relation.schema);
  const dropped: Act = { do: "drop-relation", spot, relation, kind: "table", cascade: false, ifKnown: true };
  const replaces = words.has("replace") && !itself && !words.has("dynamic") && !words.has("external");
  // Snowflake's OR ALTER makes the table what it says, with the rows that are there.
  if (words.has("alter")) return [{ ...created, lenient: true }, rebuildTo(created)];
  return [...(replaces ? [dropped] : []), created, ...indexes];
}

const rebuildTo = ({ spot, relation, columns, constraints }: Create): ActOf<"rebuild-relation"> => ({
  do: "rebuild-relation",
  spot,
  relation,
  columns,
  constraints,
  carried: columns.map(({ name }) => ({ to: name, from: name })),
  partial: columns.length === 0,
  unguarded: false,
});

/** Columns of a primary key hold no NULL. */
const keyed = (columns: readonly ColumnShape[], constraints: readonly ConstraintShape[]): readonly ColumnShape[] => {
  const keys = new Set(constraints.flatMap(({ type, columns: own }) => (type === "primary key" ? own : [])));
  return columns.map((column) => (keys.has(column.name) ? { ...column, nullable: false } : column));
};

function queryIn(rest: Cursor): Cursor | undefined {
  let depth = 0;
  for (const [i, { kind, text }] of rest.tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    const opens = kind === "word" && (text === "select" || text === "with") && rest.tokens[i - 1]?.text !== ")";
    if (opens && (depth === 0 || rest.tokens[i - 2]?.text === "as" || rest.tokens[i - 1]?.text === "(")) {
      if (text === "select" || rest.tokens.slice(i).some((later) => later.kind === "word" && later.text === "select"))
        return rest.at(i);
    }
  }
  return undefined;
}

function copiedTable(rest: Cursor): Name | undefined {
  if (!rest.eat("as")) return undefined;
  return rest.word(1) === "" || rest.isSymbol(".", 1) ? rest.name() : undefined;
}

/** CREATE VIEW, from behind those words. */
export function createView(cursor: Cursor, { words }: Head): readonly Act[] {
  const spot = cursor.spot();
  const lenient = cursor.ifExists();
  const relation = cursor.name();
  onCluster(cursor);
  const kind: RelationKind = words.has("materialized") ? "materialized view" : "view";
  const replace = words.has("replace") || words.has("alter");
  const target =
    cursor.dialect === "clickhouse" && kind === "materialized view" && cursor.eat("to") ? cursor.name() : undefined;
  const reads = [...tablesRead(cursor.rest()).values()];
  void target;
  return [
    {
      ...empty,
      do: "create-relation",
      spot,
      relation,
      kind,
      temporary: false,
      replace,
      reads,
      partial: true,
      ...lenient,
    },
  ];
}

/** CREATE INDEX; the cursor stands behind INDEX. */
export function createIndex(cursor: Cursor, unique: boolean): readonly Act[] {
  const spot = cursor.spot();
  const lenient = cursor.ifExists();
  const name = cursor.is("on") ? undefined : cursor.name().name;
  if (cursor.eat("using")) cursor.skip();
  cursor.need("on");
  const relation = cursor.name();
  if (cursor.eat("using")) cursor.skip();
  const group = cursor.group();
  const keys = namesIn(group);
  const columns = columnsOf(group);
  const rows = !cursor.tokens.some(({ kind, text }) => kind === "word" && text === "where");
  const plain = rows && columns.length === (group?.parts().length ?? 0);
  const index = { columns, uses: keys, keys, concurrently: false, method: "", unique, plain };
  return [{ do: "build-index", spot, relation, ...index, ...(name === undefined ? {} : { name }), ...lenient }];
}
