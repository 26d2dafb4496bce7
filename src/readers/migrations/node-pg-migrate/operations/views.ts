import type { ValueMap } from "../../../../code/value.ts";
import { type Call, dropped, type Operations, partRenamed, renamed } from "../operation.ts";
import { holds, listOf, nameSql, namesSql, optionsOf, when, wordOf, wordsOf } from "../values.ts";

const columnsOf = (options: ValueMap): string =>
  listOf(options.get("columns")).length > 0 ? `(${namesSql(options.get("columns"))})` : "";

const withData = (options: ValueMap): string => {
  const data = options.get("data");
  return typeof data === "boolean" ? ` WITH ${data ? "" : "NO "}DATA` : "";
};

function view({ list: [name, last, definition = null] }: Call): string {
  const options = optionsOf(last);
  const check = wordsOf(options, "checkOption");
  const kind = `${when(options, "replace", " OR REPLACE")}${when(options, "temporary", " TEMPORARY")}${when(options, "recursive", " RECURSIVE")}`;
  const set = [...optionsOf(options.get("options"))].map(
    ([key, value]) => `${key} = ${value === true ? "true" : wordOf(value)}`,
  );
  return `CREATE${kind} VIEW ${nameSql(name)}${columnsOf(options)}${set.length > 0 ? ` WITH (${set.join(", ")})` : ""} AS ${bodyOf(wordOf(definition))}${check === undefined ? "" : ` WITH ${check} CHECK OPTION`}`;
}

function materialized({ list: [name, last, definition = null] }: Call): string {
  const options = optionsOf(last);
  const lenient = when(options, "ifNotExists", " IF NOT EXISTS");
  return `CREATE MATERIALIZED VIEW${lenient} ${nameSql(name)}${columnsOf(options)} AS ${bodyOf(wordOf(definition))}${withData(options)}`;
}

function refresh({ list: [name, last] }: Call): string {
  const options = optionsOf(last);
  return `REFRESH MATERIALIZED VIEW${when(options, "concurrently", " CONCURRENTLY")} ${nameSql(name)}${holds(options, "data") || options.get("data") === false ? withData(options) : ""}`;
}

/** Some end it themselves. */
const bodyOf = (definition: string): string => definition.trim().replace(/;$/, "");

export const views: Operations = {
  createView: { sql: view, back: dropped("VIEW") },
  dropView: { sql: dropped("VIEW") },
  renameView: renamed("VIEW"),
  createMaterializedView: { sql: materialized, back: dropped("MATERIALIZED VIEW") },
  dropMaterializedView: { sql: dropped("MATERIALIZED VIEW") },
  renameMaterializedView: renamed("MATERIALIZED VIEW"),
  renameMaterializedViewColumn: partRenamed("MATERIALIZED VIEW", "COLUMN"),
  refreshMaterializedView: { sql: refresh, back: refresh },
};
