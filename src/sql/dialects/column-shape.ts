import type { ColumnShape, ConstraintShape, DefaultKind, Spot } from "../act.ts";
import { references } from "./constraint-shape.ts";
import type { Cursor } from "./cursor.ts";
import { normalDialectType } from "./types/normal-type.ts";

/** Words behind which nothing belongs to the type any more. */
const CLAUSES: ReadonlySet<string> = new Set(
  `not null default primary unique references check constraint collate comment auto_increment autoincrement identity
   generated as on key first after charset encode distkey sortkey codec ttl materialized alias ephemeral invisible visible virtual stored
   persisted sparse rowguidcol masked masking options column_format storage srid foreign compression using tag hidden
   settings statistics autorandom remove modify reset add clear projection`.split(/\s+/),
);

/** A column as a statement of any dialect defines it, and where MySQL puts it. */
export interface WrittenColumn extends ColumnShape {
  /** `FIRST` or `AFTER` another. */
  readonly placed: boolean;
  /** NULL or NOT NULL is said. */
  readonly saysNull: boolean;
}

export function columnShape(cursor: Cursor): WrittenColumn {
  const spot = cursor.spot();
  const name = cursor.column();
  const type = typeOf(cursor);
  return { ...clauses(cursor, name, spot, type), name };
}

/** The type that stands here, in the dialect's normal spelling; empty where none is written. */
export function typeOf(cursor: Cursor): string {
  const words: string[] = [];
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (token.kind === "word" && CLAUSES.has(token.text)) break;
    if (token.kind === "word" && token.text === "with" && cursor.word(1) !== "time" && cursor.word(1) !== "local")
      break;
    if (token.kind === "word" && token.text === "character" && cursor.word(1) === "set") break;
    if (token.kind === "symbol" && token.text === "(") words.push(`(${cursor.group()?.text() ?? ""})`);
    else if (token.kind === "symbol" && !"<>[],.".includes(token.text)) break;
    else {
      words.push(token.kind === "quoted" ? token.text : cursor.script.source.text.slice(token.start, token.end));
      cursor.skip();
    }
  }
  return normalDialectType(words.join(" "), cursor.dialect);
}

/** ClickHouse and BigQuery fill a column that a writer does not name. */
const FILLS: ReadonlySet<string> = new Set(["clickhouse"]);

function clauses(cursor: Cursor, name: string, spot: Spot, type: string): Omit<WrittenColumn, "name"> {
  const constraints: ConstraintShape[] = [];
  let given: DefaultKind = FILLS.has(cursor.dialect) ? "constant" : "none";
  let nullable = true;
  let saysNull = false;
  let placed = false;
  let label: string | undefined;
  const constrain = (shape: Omit<ConstraintShape, "spot" | "checked" | "valid" | "columns">): void => {
    constraints.push({
      spot,
      columns: [name],
      checked: true,
      valid: true,
      ...(label === undefined ? {} : { name: label }),
      ...shape,
    });
    label = undefined;
  };
  while (!cursor.done) {
    if (cursor.eat("constraint")) label = cursor.column();
    else if (cursor.eat("not", "null")) [nullable, saysNull] = [false, true];
    else if (cursor.eat("null")) saysNull = true;
    else if (cursor.eat("default")) given = defaultOf(cursor);
    else if (cursor.eatAny("auto_increment", "autoincrement", "identity") !== undefined) given = "identity";
    else if (cursor.eat("generated")) given = generated(cursor);
    else if (cursor.eatAny("as", "materialized", "alias") !== undefined) given = generated(cursor);
    else if (cursor.eat("primary", "key") || (isMysql(cursor) && cursor.eat("key"))) {
      nullable = false;
      // SQLite numbers the rows by such a column, AUTOINCREMENT or not.
      if (cursor.dialect === "sqlite" && type === "integer") given = "identity";
      constrain({ type: "primary key", ...(isMysql(cursor) ? { name: "PRIMARY" } : {}) });
    } else if (cursor.eat("unique")) {
      if (isMysql(cursor)) cursor.eat("key");
      constrain({ type: "unique", ...(isMysql(cursor) ? { name } : {}) });
    } else if (cursor.eat("references")) {
      const to = references(cursor);
      // MySQL reads a reference at a column and makes nothing of it; MariaDB keeps it.
      if (cursor.dialect !== "mysql") constrain({ type: "foreign key", ...to });
    } else if (cursor.eat("check")) {
      cursor.group();
      constrain({ type: "check" });
    } else if (cursor.eat("first")) placed = true;
    else if (cursor.eat("after")) {
      placed = true;
      cursor.column();
    } else if (cursor.group() === undefined) cursor.skip();
  }
  return { type, nullable, default: given, constraints, placed, saysNull };
}

const isMysql = ({ dialect }: Cursor): boolean => dialect === "mysql" || dialect === "mariadb";

/** Values that are worked out: when a row is read, unless it is said that they are stored. */
const generated = ({ tokens }: Cursor): DefaultKind =>
  tokens.some(({ kind, text }) => kind === "word" && /^(?:stored|persistent|persisted|materialized)$/.test(text))
    ? "generated"
    : "constant";

/** The value behind DEFAULT, skipped. */
function defaultOf(cursor: Cursor): DefaultKind {
  if (cursor.eat("null")) return "none";
  const group = cursor.group();
  // MySQL works an expression out for each row that is there.
  if (group !== undefined)
    return isMysql(cursor) && group.tokens.some(({ text }) => text === "(") ? "volatile" : "constant";
  cursor.skip();
  while (cursor.eatSymbol(".") || cursor.isSymbol(":")) cursor.skip();
  cursor.group();
  return "constant";
}
