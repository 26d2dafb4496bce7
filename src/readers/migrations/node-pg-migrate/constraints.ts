import { isList, isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { bareName, holds, listOf, nameSql, namesSql, optionsOf, wordOf, wordsOf } from "./values.ts";

export function references(options: ValueMap): string {
  const to = options.get("references");
  const written = typeof to === "string" && (to.startsWith('"') || to.endsWith(")")) ? to : nameSql(to);
  const [match, onDelete, onUpdate] = ["match", "onDelete", "onUpdate"].map((key) => wordsOf(options, key));
  return [
    `REFERENCES ${written}`,
    ...(match === undefined ? [] : [`MATCH ${match}`]),
    ...(onDelete === undefined ? [] : [`ON DELETE ${onDelete}`]),
    ...(onUpdate === undefined ? [] : [`ON UPDATE ${onUpdate}`]),
  ].join(" ");
}

export const deferrable = (options: ValueMap): string =>
  `DEFERRABLE INITIALLY ${holds(options, "deferred") ? "DEFERRED" : "IMMEDIATE"}`;

/** The constraints of these options, under the one name that is given or those that the tool makes. */
export function constraintLines(table: Value | undefined, options: ValueMap, name?: string): readonly string[] {
  const own = (ending: string): string => `CONSTRAINT ${inQuotes(name ?? `${bareName(table)}_${ending}`)}`;
  const lines: string[] = [];
  const check = options.get("check");
  if (isList(check)) lines.push(...check.map((one, i) => `${own(`chck_${i + 1}`)} CHECK (${wordOf(one)})`));
  else if (holds(options, "check")) lines.push(`${own("chck")} CHECK (${wordsOf(options, "check") ?? ""})`);
  const unique = listOf(options.get("unique"));
  if (unique.length > 0)
    for (const columns of unique.some((one) => isList(one)) ? unique.map(listOf) : [unique])
      lines.push(`${own(`uniq_${columns.map(bareName).join("_")}`)} UNIQUE (${columns.map(nameSql).join(", ")})`);
  if (holds(options, "primaryKey")) lines.push(`${own("pkey")} PRIMARY KEY (${namesSql(options.get("primaryKey"))})`);
  for (const one of listOf(options.get("foreignKeys"))) {
    const key = optionsOf(one);
    const columns = listOf(key.get("columns"));
    const said = wordsOf(key, "referencesConstraintName");
    const called = said === undefined ? own(`fk_${columns.map(bareName).join("_")}`) : `CONSTRAINT ${inQuotes(said)}`;
    lines.push(`${called} FOREIGN KEY (${columns.map(nameSql).join(", ")}) ${references(key)}`);
  }
  const exclude = wordsOf(options, "exclude");
  if (exclude !== undefined) lines.push(`${own("excl")} EXCLUDE ${exclude}`);
  return holds(options, "deferrable") ? lines.map((line) => `${line} ${deferrable(options)}`) : lines;
}

/** `LIKE <table>`, with what is copied of it. */
export function likeSql(value: Value): string {
  const table = isMap(value) && value.has("table") ? value.get("table") : value;
  const options = isMap(value) ? optionsOf(value.get("options")) : new Map<string, Value>();
  const copied = (key: string): string =>
    listOf(options.get(key))
      .map((one) => ` ${key.toUpperCase()} ${wordOf(one)}`)
      .join("");
  return `LIKE ${nameSql(table)}${copied("including")}${copied("excluding")}`;
}
