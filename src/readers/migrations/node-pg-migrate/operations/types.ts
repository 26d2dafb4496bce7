import { isList, isMap } from "../../../../code/value.ts";
import { inQuotes } from "../../../../sql/quote.ts";
import { typeSql } from "../column-type.ts";
import { type Call, dropped, type Operation, type Operations, partRenamed, renamed } from "../operation.ts";
import { sequenceClauses } from "../sequence-clauses.ts";
import { holds, listOf, nameSql, optionsOf, Unclear, valueSql, when, wordOf, wordsOf } from "../values.ts";

const created: Operation = {
  sql({ list: [name, said], shorthands }) {
    if (isList(said)) return `CREATE TYPE ${nameSql(name)} AS ENUM (${said.map(valueSql).join(", ")})`;
    if (!isMap(said)) throw new Unclear("the type");
    const parts = [...said].map(([part, type]) => `${inQuotes(part)} ${typeSql(type, shorthands)}`);
    return `CREATE TYPE ${nameSql(name)} AS (${parts.join(", ")})`;
  },
  back: ({ list: [name] }) => `DROP TYPE ${nameSql(name)}`,
};

function addValue({ list: [name, value, last] }: Call): string {
  const options = optionsOf(last);
  const beside = ["before", "after"].map((key) =>
    holds(options, key) ? ` ${key.toUpperCase()} ${valueSql(options.get(key))}` : "",
  );
  return `ALTER TYPE ${nameSql(name)} ADD VALUE${when(options, "ifNotExists", " IF NOT EXISTS")} ${valueSql(value)}${beside.join("")}`;
}

const renameValue = ([name, from, to]: Call["list"]): string =>
  `ALTER TYPE ${nameSql(name)} RENAME VALUE ${valueSql(from)} TO ${valueSql(to)}`;

const dropAttribute = ({ list: [name, part, last] }: Call): string =>
  `ALTER TYPE ${nameSql(name)} DROP ATTRIBUTE ${when(optionsOf(last), "ifExists", "IF EXISTS ")}${nameSql(part)}`;

const extension = {
  sql({ list: [names, last] }: Call): string {
    const options = optionsOf(last);
    const schema = holds(options, "schema") ? ` SCHEMA ${nameSql(options.get("schema"))}` : "";
    return listOf(names)
      .map((name) => `CREATE EXTENSION${when(options, "ifNotExists", " IF NOT EXISTS")} ${nameSql(name)}${schema}`)
      .join(";\n");
  },
  back: ({ list: [names, ...rest], shorthands }: Call): string =>
    listOf(names)
      .map((name) => dropped("EXTENSION")({ list: [name, ...rest], shorthands }))
      .join(";\n"),
};

function createDomain({ list: [name, type, last], shorthands }: Call): string {
  const options = optionsOf(last);
  const [collation, check, called] = ["collation", "check", "constraintName"].map((key) => wordsOf(options, key));
  const fallback = options.get("default") ?? null;
  const required = holds(options, "notNull");
  return [
    `CREATE DOMAIN ${nameSql(name)} AS ${typeSql(type, shorthands)}`,
    ...(collation === undefined ? [] : [`COLLATE ${collation}`]),
    ...(fallback === null ? [] : [`DEFAULT ${valueSql(fallback)}`]),
    ...(called === undefined || (!required && check === undefined) ? [] : [`CONSTRAINT ${inQuotes(called)}`]),
    ...(required ? ["NOT NULL"] : check === undefined ? [] : [`CHECK (${check})`]),
  ].join(" ");
}

function sequence(verb: string, { list: [name, last], shorthands }: Call): string {
  const options = optionsOf(last);
  const restart = options.get("restart") ?? false;
  return [
    `${verb}${when(options, "temporary", " TEMPORARY")} SEQUENCE${when(options, "ifNotExists", " IF NOT EXISTS")} ${nameSql(name)}`,
    ...sequenceClauses(options, shorthands),
    ...(restart === false ? [] : [restart === true ? "RESTART" : `RESTART WITH ${wordOf(restart)}`]),
  ].join(" ");
}

export const types: Operations = {
  createType: created,
  addType: created,
  dropType: { sql: dropped("TYPE") },
  renameType: renamed("TYPE"),
  addTypeValue: { sql: addValue },
  renameTypeValue: {
    sql: ({ list }) => renameValue(list),
    back: ({ list: [name = null, from = null, to = null] }) => renameValue([name, to, from]),
  },
  addTypeAttribute: {
    sql: ({ list: [name, part, type], shorthands }) =>
      `ALTER TYPE ${nameSql(name)} ADD ATTRIBUTE ${nameSql(part)} ${typeSql(type, shorthands)}`,
    back: ({ list: [name = null, part = null], shorthands }) => dropAttribute({ list: [name, part], shorthands }),
  },
  dropTypeAttribute: { sql: dropAttribute },
  setTypeAttribute: {
    sql: ({ list: [name, part, type], shorthands }) =>
      `ALTER TYPE ${nameSql(name)} ALTER ATTRIBUTE ${nameSql(part)} SET DATA TYPE ${typeSql(type, shorthands)}`,
  },
  renameTypeAttribute: partRenamed("TYPE", "ATTRIBUTE"),
  createExtension: extension,
  addExtension: extension,
  dropExtension: { sql: extension.back },
  createSchema: {
    sql: ({ list: [name, last] }) => {
      const owner = wordsOf(optionsOf(last), "authorization");
      return `CREATE SCHEMA${when(optionsOf(last), "ifNotExists", " IF NOT EXISTS")} ${nameSql(name)}${owner === undefined ? "" : ` AUTHORIZATION ${owner}`}`;
    },
    back: dropped("SCHEMA"),
  },
  dropSchema: { sql: dropped("SCHEMA") },
  renameSchema: renamed("SCHEMA"),
  createDomain: { sql: createDomain, back: dropped("DOMAIN", 2) },
  dropDomain: { sql: dropped("DOMAIN") },
  renameDomain: renamed("DOMAIN"),
  createSequence: { sql: (call) => sequence("CREATE", call), back: dropped("SEQUENCE") },
  alterSequence: { sql: (call) => sequence("ALTER", call) },
  dropSequence: { sql: dropped("SEQUENCE") },
  renameSequence: renamed("SEQUENCE"),
};
