import { isMap, type Value } from "../../../../code/value.ts";
import { typeSql } from "../column-type.ts";
import { type Call, type Operations, renamedOn } from "../operation.ts";
import {
  holds,
  listOf,
  nameSql,
  optionsOf,
  type Shorthands,
  Unclear,
  valueSql,
  when,
  wordOf,
  wordsOf,
} from "../values.ts";

function parameters(value: Value | undefined, shorthands: Shorthands, defaults = true): string {
  const words = listOf(value).map((one) => {
    const options = isMap(one) ? one : new Map<string, Value>([["type", one]]);
    const fallback = options.get("default") ?? null;
    return [
      wordsOf(options, "mode"),
      holds(options, "name") ? nameSql(options.get("name")) : undefined,
      typeSql(options.get("type"), shorthands),
      fallback === null || !defaults ? undefined : `DEFAULT ${valueSql(fallback)}`,
    ]
      .filter((word) => word !== undefined)
      .join(" ");
  });
  return `(${words.join(", ")})`;
}

function create({ list: [name, given, last, definition], shorthands }: Call): string {
  const options = optionsOf(last);
  const [returns, language, behavior, security, parallel] = [
    "returns",
    "language",
    "behavior",
    "security",
    "parallel",
  ].map((key) => wordsOf(options, key));
  if (language === undefined) throw new Unclear("the language of the function");
  const set = listOf(options.get("set")).map((one) => {
    const [key, value] = ["configurationParameter", "value"].map((word) => wordsOf(optionsOf(one), word));
    return value === "FROM CURRENT" ? `SET ${key} FROM CURRENT` : `SET ${key} TO ${value}`;
  });
  return [
    `CREATE${when(options, "replace", " OR REPLACE")} FUNCTION ${nameSql(name)}${parameters(given, shorthands)}`,
    `RETURNS ${returns ?? "void"} AS ${valueSql(definition)}`,
    `${behavior ?? "VOLATILE"} LANGUAGE ${language}`,
    ...(security === undefined || security === "INVOKER" ? [] : [`SECURITY ${security}`]),
    ...(holds(options, "window") ? ["WINDOW"] : []),
    ...(holds(options, "onNull") ? ["RETURNS NULL ON NULL INPUT"] : []),
    ...(parallel === undefined ? [] : [`PARALLEL ${parallel}`]),
    ...set,
  ].join(" ");
}

function drop({ list: [name, given, last], shorthands }: Call): string {
  const options = optionsOf(last);
  return `DROP FUNCTION${when(options, "ifExists", " IF EXISTS")} ${nameSql(name)}${parameters(given, shorthands, false)}${when(options, "cascade", " CASCADE")}`;
}

const rename = (
  from: Value | undefined,
  given: Value | undefined,
  to: Value | undefined,
  shorthands: Shorthands,
): string => `ALTER FUNCTION ${nameSql(from)}${parameters(given, shorthands)} RENAME TO ${nameSql(to)}`;

function createTrigger({ list: [table, name, last, definition = null], shorthands }: Call): string {
  const options = optionsOf(last);
  const constraint = holds(options, "constraint");
  const at = constraint ? "AFTER" : wordsOf(options, "when");
  const operations = listOf(options.get("operation")).map(wordOf).join(" OR ");
  const called = options.get("function") ?? (definition === null ? null : (name ?? null));
  if (at === undefined || operations === "" || called === null) throw new Unclear("the trigger");
  const level = /instead\s+of/i.test(at) ? "ROW" : (wordsOf(options, "level") ?? "STATEMENT");
  const condition = wordsOf(options, "condition");
  const deferred = holds(options, "deferred") ? "DEFERRED" : "IMMEDIATE";
  const later = holds(options, "deferrable") ? `DEFERRABLE INITIALLY ${deferred}` : "NOT DEFERRABLE";
  const body =
    definition === null
      ? []
      : [create({ list: [called, [], new Map([...options, ["returns", "trigger"]]), definition], shorthands })];
  const given = listOf(options.get("functionParams")).map(valueSql).join(", ");
  return [
    ...body,
    [
      `CREATE${constraint ? " CONSTRAINT" : ""} TRIGGER ${nameSql(name)} ${at} ${operations} ON ${nameSql(table)}`,
      ...(constraint ? [later] : []),
      `FOR EACH ${level}`,
      ...(condition === undefined ? [] : [`WHEN (${condition})`]),
      `EXECUTE FUNCTION ${nameSql(called)}(${given})`,
    ].join(" "),
  ].join(";\n");
}

const dropOn =
  (kind: string) =>
  ({ list: [table, name, last] }: Call): string => {
    const options = optionsOf(last);
    return `DROP ${kind}${when(options, "ifExists", " IF EXISTS")} ${nameSql(name)} ON ${nameSql(table)}${when(options, "cascade", " CASCADE")}`;
  };

function policy(verb: string, { list: [table, name, last] }: Call): string {
  const options = optionsOf(last);
  const created = verb === "CREATE";
  const [using, check, command] = ["using", "check", "command"].map((key) => wordsOf(options, key));
  const roles = listOf(options.get("role") ?? (created ? "PUBLIC" : null))
    .map(wordOf)
    .join(", ");
  return [
    `${verb} POLICY ${nameSql(name)} ON ${nameSql(table)}`,
    ...(created ? [`FOR ${command ?? "ALL"}`] : []),
    ...(roles === "" ? [] : [`TO ${roles}`]),
    ...(using === undefined ? [] : [`USING (${using})`]),
    ...(check === undefined ? [] : [`WITH CHECK (${check})`]),
  ].join(" ");
}

export const functions: Operations = {
  createFunction: { sql: create, back: drop },
  dropFunction: { sql: drop },
  renameFunction: {
    sql: ({ list: [from, given, to], shorthands }) => rename(from, given, to, shorthands),
    back: ({ list: [from, given, to], shorthands }) => rename(to, given, from, shorthands),
  },
  createTrigger: {
    sql: createTrigger,
    back(call) {
      const [, name = null, last = null, definition = null] = call.list;
      const called = isMap(last) ? (last.get("function") ?? name) : name;
      const body = definition === null ? [] : [drop({ ...call, list: [called, [], last] })];
      return [dropOn("TRIGGER")(call), ...body].join(";\n");
    },
  },
  dropTrigger: { sql: dropOn("TRIGGER") },
  renameTrigger: renamedOn("TRIGGER"),
  createPolicy: { sql: (call) => policy("CREATE", call), back: dropOn("POLICY") },
  alterPolicy: { sql: (call) => policy("ALTER", call) },
  dropPolicy: { sql: dropOn("POLICY") },
  renamePolicy: renamedOn("POLICY"),
};
