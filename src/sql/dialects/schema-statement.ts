import type { Act } from "../act.ts";
import { alterPlan } from "./alter-plan.ts";
import { alterTable } from "./alter-table.ts";
import { createHead, createIndex, createTable, createView } from "./create.ts";
import type { Cursor } from "./cursor.ts";

/** Kinds of things that are altered without a table or a row being touched. */
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

/** ALTER, from behind that word. */
export function alter(cursor: Cursor): readonly Act[] {
  while (cursor.eatAny("online", "ignore", "iceberg", "external", "hybrid", "transient") !== undefined);
  if (cursor.eat("table")) {
    const acts = alterTable(cursor);
    return [...acts, ...alterPlan(cursor, acts)];
  }
  if (cursor.is("view") && cursor.dialect === "sqlserver")
    return createView(skipped(cursor), { words: new Set(["alter"]), what: "view" });
  if (cursor.is("schema") || cursor.is("database") || cursor.is("view")) return renamed(cursor);
  return other(cursor, "Alter");
}

/** ALTER SCHEMA and ALTER VIEW, of which a new name counts. */
function renamed(cursor: Cursor): readonly Act[] {
  const spot = cursor.spot();
  const whole = cursor.at(1);
  const what = cursor.word();
  cursor.skip();
  if (cursor.word() === "role") return other(whole, "Alter");
  const { lenient } = cursor.ifExists();
  const relation = cursor.name();
  const at = { spot, relation, ...(lenient === undefined ? {} : { lenient }) };
  if (!cursor.eat("rename", "to")) return other(whole, "Alter");
  const to = cursor.name().name;
  return [what === "view" ? { do: "rename-relation", ...at, to, kind: "view" } : { do: "rename-schema", ...at, to }];
}

function skipped(cursor: Cursor): Cursor {
  cursor.skip();
  return cursor;
}

/** CREATE, from behind that word. */
export function create(cursor: Cursor): readonly Act[] {
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
      if (cursor.is("role")) return other(cursor, "Create");
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
