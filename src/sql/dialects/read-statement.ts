import type { Act } from "../act.ts";
import { alter, create } from "./schema-statement.ts";
import { createdFrom } from "./create.ts";
import type { Cursor } from "./cursor.ts";
import { drop, exchangeTables, renameTables } from "./drop.ts";
import { DynamicSql, execute } from "./execute.ts";
import { copy, insert, merge, remove, truncate, update } from "./rows.ts";

/** Statements that leave tables and rows as they are. */
const QUIET: ReadonlySet<string> = new Set(
  `set print declare pragma analyze vacuum grant revoke deny comment explain show describe desc start commit rollback
   savepoint release end lock unlock optimize flush checkpoint reset waitfor raiserror throw return goto save open fetch close
   deallocate system attach reindex load install list ls get put remove rm unload abort values from
   export undrop kill check let raise assert checksum repair cache refresh suspend resume purge signal leave iterate
   break continue`.split(/\s+/),
);

/** What leads into statements of a block: a condition, a loop, a handler. */
const LEADS: ReadonlySet<string> = new Set([
  "if",
  "elseif",
  "elsif",
  "else",
  "loop",
  "for",
  "while",
  "repeat",
  "exception",
  "when",
]);
/** The last word of such a lead. */
const INTO: ReadonlySet<string> = new Set(["then", "do", "loop", "else", "begin", "repeat"]);

/** What may follow the BEGIN of a transaction. */
const TRANSACTION: ReadonlySet<string> = new Set([
  "transaction",
  "work",
  "tran",
  "immediate",
  "exclusive",
  "deferred",
  "concurrent",
  "distributed",
  "try",
  "catch",
]);

/** What one statement does; throws `Unread` where it is not understood. */
export function readStatement(cursor: Cursor, readText: (sql: string) => readonly Act[] = () => []): readonly Act[] {
  const spot = cursor.spot();
  const word = cursor.word();
  const rest = (): Cursor => {
    cursor.skip();
    return cursor;
  };
  const placed = (acts: readonly Act[]): readonly Act[] =>
    acts.map((act) => (act.spot === undefined ? { ...act, spot } : act));
  switch (word) {
    case "alter":
      return placed(alter(rest()));
    case "create":
      return placed(create(rest()));
    case "drop":
      return placed(drop(rest()));
    case "rename":
      return placed(renameTables(rest()));
    case "exchange":
      return placed(exchangeTables(rest()));
    case "insert":
      return placed(insert(rest()));
    case "replace":
      return placed(insert(rest()));
    case "update":
      return placed(update(rest()));
    case "delete":
      return placed(remove(rest()));
    case "truncate":
      return placed(truncate(rest()));
    case "merge":
      return placed(merge(rest()));
    case "copy":
      return placed(copy(rest()));
    case "with":
      return withQuery(cursor);
    case "select":
      return selectInto(cursor);
    case "use":
      return useSchema(cursor);
    case "exec":
    case "execute":
      // MySQL and others run by name what was prepared: that is where it is told.
      if (cursor.dialect !== "sqlserver" && !cursor.is("execute", "immediate")) return [];
      return execute(rest(), readText);
    case "prepare":
      throw new DynamicSql("SQL that is put together while it runs");
    case "begin":
      return TRANSACTION.has(cursor.word(1)) || cursor.peek(1) === undefined ? [] : readStatement(rest(), readText);
    case "call":
      cursor.skip();
      return [{ do: "call", spot, relation: { name: "Call" }, functions: [cursor.name()] }];
    case "detach":
      // ClickHouse's makes a table disappear, DuckDB's and SQLite's let go of a database.
      if (cursor.dialect === "clickhouse") throw cursor.unread();
      return [];
    default:
      if (LEADS.has(word)) return inBlock(cursor, readText);
      if (QUIET.has(word) || cursor.isSymbol("(")) return [];
      // SQL Server calls a procedure by its name alone at the head of a batch; SQLite's shell has commands.
      throw cursor.unread();
  }
}

/** `SELECT … INTO new FROM old` makes a table where the dialect has it so; any other SELECT only reads. */
function selectInto(cursor: Cursor): readonly Act[] {
  if (cursor.dialect !== "sqlserver" && cursor.dialect !== "redshift") return [];
  const at = cursor.tokens.findIndex(({ kind, text }) => kind === "word" && text === "into");
  if (at < 0 || cursor.tokens[at + 1]?.text.startsWith("@") === true) return [];
  const relation = cursor.at(at + 1).name();
  return [createdFrom(relation, cursor)];
}

/** The statement behind the words of a block that lead to it. */
function inBlock(cursor: Cursor, readText: (sql: string) => readonly Act[]): readonly Act[] {
  // SQL Server's are cut off from what they lead to.
  if (cursor.dialect === "sqlserver") return [];
  let depth = 0;
  for (const [i, { kind, text }] of cursor.tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    if (depth > 0 || kind !== "word" || !INTO.has(text)) continue;
    const inner = cursor.at(i + 1);
    return inner.done ? [] : readStatement(inner, readText);
  }
  return [];
}

/** Snowflake's `USE SCHEMA` says where the names that follow lie. */
function useSchema(cursor: Cursor): readonly Act[] {
  cursor.skip();
  const schema = cursor.dialect === "snowflake" && cursor.eat("schema") ? cursor.tokens.at(-1) : undefined;
  if (schema === undefined || (schema.kind !== "word" && schema.kind !== "quoted")) return [];
  const path = [cursor.script.spelling.relation(schema.text)];
  return [{ do: "search-path", spot: cursor.spot(), relation: { name: "Use" }, path }];
}

/** A statement behind its WITH. */
function withQuery(cursor: Cursor): readonly Act[] {
  let depth = 0;
  // What changes through a name of the WITH changes a table that is not followed.
  const own = new Set(
    cursor.tokens.flatMap(({ text }, i) => (cursor.tokens[i + 1]?.text === "as" ? [text.toLowerCase()] : [])),
  );
  for (const [i, { kind, text }] of cursor.tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    if (depth > 0 || kind !== "word") continue;
    if (text === "select") return selectInto(cursor.at(i));
    if (text === "insert" || text === "update" || text === "delete" || text === "merge")
      return readStatement(cursor.at(i)).filter(({ relation }) => !own.has(relation.name.toLowerCase()));
  }
  throw cursor.unread();
}
