import { type Call, nameOf, type Value } from "../../../code/python/value.ts";
import { quoteName } from "../../../sql/quote.ts";
import { type Draft, sourceOf } from "../python/draft.ts";
import { expression, plainText, tableOf } from "./expressions.ts";

/** `:name`, but neither a cast (`::`) nor a time (`12:30`) nor an escaped colon. */
const PARAMETER = /(?<![:\\\w]):([A-Za-z_]\w*)/g;

/** `op.execute(…)`, `connection.execute(…)`: the statement that it is given. */
export function runStatement(value: Value | undefined, call: Call, draft: Draft, alone: boolean): void {
  if (value === undefined) return;
  const { sql, bound } = unwrap(value);
  // What a query answers is for the program's own use.
  if (sql.is === "text" && !alone && isQuery(sql.text)) return;
  if (sql.is === "text") runText(sql, { ...bound, ...parametersOf(call.plain[1]) }, call, draft);
  else if (sql.is === "unknown") {
    if (!isQuery(sql.pieces?.[0] ?? "")) draft.sql(sql, call.at);
  } else runCore(sql, call, draft);
}

/** `sa.text("…").bindparams(a=1)`: the text and what its parameters are. */
function unwrap(value: Value): { readonly sql: Value; readonly bound: Readonly<Record<string, Value>> } {
  if (value.is !== "call") return { sql: value, bound: {} };
  const short = nameOf(value)?.split(".").at(-1);
  const [first] = value.plain;
  if (value.of.is === "member" && value.of.of.is === "call") {
    const inner = unwrap(value.of.of);
    if (["bindparams", "columns", "execution_options"].includes(value.of.name) && inner.sql.is !== "call")
      return { sql: inner.sql, bound: { ...inner.bound, ...value.named } };
  }
  if ((short === "text" || short === "DDL" || short === "TextClause") && first !== undefined)
    return { sql: first, bound: {} };
  return { sql: value, bound: {} };
}

const parametersOf = (value: Value | undefined): Readonly<Record<string, Value>> =>
  value?.is === "map"
    ? Object.fromEntries(
        [...value.entries.values()].flatMap(([key, one]) => (key.is === "text" ? [[key.text, one]] : [])),
      )
    : {};

const isQuery = (sql: string): boolean =>
  /^\s*(?:select|with\b(?![\s\S]*\b(?:insert|update|delete)\b)|show)\b/i.test(sql);

/** SQL with parameters is SQL where they are known. */
function runText(
  sql: Extract<Value, { is: "text" }>,
  bound: Readonly<Record<string, Value>>,
  call: Call,
  draft: Draft,
): void {
  const holes = [...outsideOfQuotes(sql.text).matchAll(PARAMETER)].map(([, name = ""]) => name);
  if (holes.length === 0) {
    const plain = plainText(sql.text);
    draft.sql(plain === sql.text ? sql : { is: "text", text: plain }, call.at);
    return;
  }
  if (isQuery(sql.text)) return;
  const known = new Map(holes.map((name) => [name, constant(bound[name])]));
  const unknown = [...known].some(([, one]) => one === undefined);
  if (unknown && !/^\s*(?:with|update|delete)\b/i.test(sql.text)) {
    if (/^\s*insert\b/i.test(sql.text))
      draft.gap("rows-changed-by-code", "rows are written with values that only the program knows", call.at);
    else draft.unknown("the statement has parameters that only the program knows", call.at, true);
    return;
  }
  // A value that only the program knows changes nothing about what the statement does to its table.
  const filled = plainText(sql.text.replaceAll(PARAMETER, (_, name: string) => known.get(name) ?? "NULL"));
  draft.sql({ is: "text", text: filled }, call.at);
}

const outsideOfQuotes = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g, "''");

const constant = (value: Value | undefined): string | undefined =>
  value !== undefined && ["text", "number", "truth", "none"].includes(value.is) ? expression(value) : undefined;

/** `table.update().where(…).values(…)` where all of it is known; else rows are changed by code. */
function runCore(value: Value, call: Call, draft: Draft): void {
  const steps: Call[] = [];
  let root: Value = value;
  while (root.is === "call" && root.of.is === "member") {
    steps.unshift(root);
    root = root.of.of;
  }
  const name = (nameOf(root) ?? "").split(".").at(-1) ?? "";
  const first = steps[0]?.of.is === "member" ? steps[0].of.name : "";
  const verb = [name, first].find((one) => ["update", "delete", "insert", "select"].includes(one));
  if (verb === "select" || name === "select" || name === "exists") return;
  const table = root.is === "call" && verb === name ? tableOf(root.plain[0]) : tableOf(root);
  const sql = table === undefined || verb === undefined ? undefined : coreSql(verb, table, steps);
  if (sql !== undefined) draft.add(sql, call.at);
  else if (verb !== undefined)
    draft.gap(
      "rows-changed-by-code",
      `rows${table === undefined ? "" : ` of ${table}`} are changed by \`${verb}\``,
      call.at,
    );
  else if (name === "CreateSequence" || name === "DropSequence" || name === "Sequence")
    sequence(name, root, call, draft);
  else draft.unknown(`the SQL is put together from \`${sourceOf(value)}\``, call.at, true);
}

function sequence(name: string, root: Value, call: Call, draft: Draft): void {
  const inner = root.is === "call" ? root.plain[0] : undefined;
  const given = inner?.is === "call" ? inner.plain[0] : inner;
  if (given?.is === "text")
    draft.add(`${name === "DropSequence" ? "DROP" : "CREATE"} SEQUENCE ${quoteName(given.text)}`, call.at);
  else draft.unknown("a sequence is put together by the program", call.at, name === "DropSequence");
}

function coreSql(verb: string, table: string, steps: readonly Call[]): string | undefined {
  const method = (name: string): readonly Call[] => steps.filter(({ of }) => of.is === "member" && of.name === name);
  const wheres = method("where").flatMap(({ plain }) => plain.map(expression));
  if (wheres.includes(undefined)) return undefined;
  const filter = wheres.length === 0 ? "" : ` WHERE ${wheres.join(" AND ")}`;
  if (verb === "delete") return `DELETE FROM ${table}${filter}`;
  if (verb !== "update") return undefined;
  const sets = method("values").flatMap(({ plain: [map], named }) => [
    ...Object.entries(named),
    ...(map?.is === "map"
      ? [...map.entries.values()].map(([key, one]) => [key.is === "text" ? key.text : "", one] as const)
      : []),
  ]);
  const parts = sets.map(([column, one]) => [column, expression(one)] as const);
  if (parts.length === 0 || parts.some(([column, sql]) => column === "" || sql === undefined)) return undefined;
  return `UPDATE ${table} SET ${parts.map(([column, sql]) => `${quoteName(column)} = ${sql ?? ""}`).join(", ")}${filter}`;
}
