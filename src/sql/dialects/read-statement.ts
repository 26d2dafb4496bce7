import type { Act } from "../act.ts";
import { alterTable } from "./alter-table.ts";
import { alterPlan } from "./alter-plan.ts";
import { createdFrom, createHead, createIndex, createTable, createView } from "./create.ts";
import type { Cursor } from "./cursor.ts";
import { drop, exchangeTables, renameTables } from "./drop.ts";
import { execute } from "./execute.ts";
import { copy, insert, merge, remove, truncate, update } from "./rows.ts";

/** Statements that leave tables and rows as they are. */
const QUIET: ReadonlySet<string> = new Set(
  `set use print declare pragma analyze vacuum grant revoke deny comment explain show describe desc begin start commit rollback
   savepoint release end lock unlock optimize flush checkpoint reset waitfor raiserror throw return goto save open fetch close
   deallocate system attach detach reindex load install call list ls get put remove rm unload abort if while else values
   export undrop kill check let raise assert checksum repair cache refresh suspend resume purge signal leave iterate`.split(
    /\s+/,
  ),
);

/** What one statement does; throws `Unread` where it is not understood. */
export function readStatement(cursor: Cursor): readonly Act[] {
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
    case "exec":
    case "execute":
      return execute(rest());
    case "prepare":
      throw cursor.unread();
    default:
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

/** A statement behind its WITH. */
function withQuery(cursor: Cursor): readonly Act[] {
  let depth = 0;
  for (const [i, { kind, text }] of cursor.tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    if (depth > 0 || kind !== "word") continue;
    if (text === "select") return selectInto(cursor.at(i));
    if (text === "insert" || text === "update" || text === "delete" || text === "merge")
      return readStatement(cursor.at(i));
  }
  throw cursor.unread();
}

const OTHERS: ReadonlySet<string> = new Set(
  `view database schema index user role sequence session procedure proc function trigger event warehouse task pipe stage stream
   share account system tablespace server logfile resource policy masking quota dictionary login authorization partition
   materialized dynamic external file integration network type fulltext security symmetric certificate assembly service queue
   broadcast default group datashare alert tag row password secret api notification storage external connection
   organization application capacity reservation assignment bi model snapshot settings profile named definer sql algorithm
   package synonym aggregate statistics cluster distributed iceberg git compute streamlit notebook dataset workload`.split(
    /\s+/,
  ),
);

const other = (cursor: Cursor, verb: string): readonly Act[] => {
  const what = cursor.word();
  if (!OTHERS.has(what)) throw cursor.unread();
  return [{ do: "other", spot: cursor.spot(), relation: { name: what }, node: `${verb} ${what}`, about: "statement" }];
};

function alter(cursor: Cursor): readonly Act[] {
  while (cursor.eatAny("online", "ignore", "iceberg", "external", "hybrid", "transient") !== undefined);
  if (cursor.eat("table")) {
    const acts = alterTable(cursor);
    return [...acts, ...alterPlan(cursor, acts)];
  }
  if (cursor.is("view") && cursor.dialect === "sqlserver")
    return createView(skipped(cursor), { words: new Set(["alter"]), what: "view" });
  return other(cursor, "Alter");
}

function skipped(cursor: Cursor): Cursor {
  cursor.skip();
  return cursor;
}

function create(cursor: Cursor): readonly Act[] {
  const head = createHead(cursor);
  switch (head.what) {
    case "table":
      return createTable(cursor, head);
    case "view":
      return createView(cursor, head);
    case "unique":
    case "clustered":
    case "nonclustered":
    case "fulltext":
    case "spatial":
    case "columnstore":
    case "primary":
    case "xml":
    case "search":
    case "vector":
    case "index": {
      const unique = head.what === "unique";
      if (head.what !== "index") while (!cursor.done && !cursor.eat("index")) cursor.skip();
      cursor.eat("concurrently");
      if (cursor.is("on") && head.what === "fulltext") return [];
      const acts = createIndex(cursor, unique);
      return [...acts, ...alterPlan(cursor, acts)];
    }
    case "database":
    case "schema": {
      const { lenient } = cursor.ifExists();
      const { name } = cursor.name();
      return [
        { do: "create-schema", spot: cursor.spot(), relation: { name }, ...(lenient === undefined ? {} : { lenient }) },
      ];
    }
    default:
      return [
        {
          do: "other",
          spot: cursor.spot(),
          relation: { name: head.what },
          node: `Create ${head.what}`,
          about: "statement",
        },
      ];
  }
}
