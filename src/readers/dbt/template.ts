import { jinjaTags, type Tag, type Token } from "./jinja-tags.ts";
import { argumentsOf, closing, type Arguments, type Value } from "./jinja-value.ts";
import { lineIndex } from "./line-index.ts";
import type { Renames } from "./sql-renames.ts";
import { HOLE, sqlWords } from "./sql-words.ts";

/** A call of `ref`, `source` or `config`, with its line. */
export interface Call {
  readonly name: "ref" | "source" | "config";
  readonly args: Arguments;
  readonly line: number;
}

/** A named block of a template (`snapshot`, `macro`, …), or, without a name, everything outside of them. */
export interface Unit {
  readonly block: string;
  readonly name: string;
  readonly line: number;
  readonly calls: readonly Call[];
  /** Names of the other functions that are called, packages' names included. */
  readonly invokes: readonly string[];
  readonly words: readonly string[];
  readonly star: boolean;
  readonly renames: Renames;
}

export interface Template {
  readonly units: readonly Unit[];
  readonly broken?: { readonly line: number; readonly reason: string };
}

const BLOCKS: ReadonlySet<string> = new Set(["snapshot", "macro", "test", "data_test", "materialization", "docs"]);
/** Functions whose strings are names of other things, never of columns. */
const SILENT: ReadonlySet<string> = new Set(["ref", "source", "var", "env_var", "log", "return"]);
/** The settings that name columns. */
const COLUMN_SETTINGS: ReadonlySet<string> = new Set(
  "unique_key updated_at check_cols partition_by cluster_by order_by sort dist dist_key primary_key merge_update_columns merge_exclude_columns incremental_predicates".split(
    " ",
  ),
);
/** Functions that answer with every column of a relation. */
const STARS: ReadonlySet<string> = new Set([
  "star",
  "get_filtered_columns_in_relation",
  "get_columns_in_relation",
  "union_relations",
  "unpivot",
  "deduplicate",
]);

const PLAIN = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

interface Growing {
  readonly block: string;
  readonly name: string;
  readonly line: number;
  readonly calls: Call[];
  readonly invokes: Set<string>;
  readonly words: Set<string>;
  masked: string;
  star: boolean;
}

const fresh = (block: string, name: string, line: number): Growing => ({
  block,
  name,
  line,
  calls: [],
  invokes: new Set(),
  words: new Set(),
  masked: "",
  star: false,
});

/** What a SQL file of a dbt project says in its Jinja and in the SQL around it, without rendering it. */
export function readTemplate(text: string): Template {
  const { tags, broken } = jinjaTags(text);
  const lineOf = lineIndex(text);
  const body = fresh("", "", 1);
  const units = [body];
  let unit = body;
  let at = 0;
  for (const tag of tags) {
    unit.masked += text.slice(at, tag.from);
    at = tag.to;
    const [first, second] = tag.tokens;
    const word = tag.type === "statement" ? (first?.value ?? "") : "";
    if (BLOCKS.has(word) && second?.type === "name" && unit === body) {
      unit = fresh(word, second.value, lineOf(tag.from));
      units.push(unit);
    } else if (word.startsWith("end") && word === `end${unit.block}`) unit = body;
    else if (tag.type !== "comment") readTag(tag, unit, lineOf);
    unit.masked += tag.type === "expression" ? hole(tag) : " ";
  }
  unit.masked += text.slice(at, broken?.offset);
  const read = units.map(finish);
  return broken === undefined
    ? { units: read }
    : { units: read, broken: { line: lineOf(broken.offset), reason: broken.reason } };
}

function finish({ masked, words, star, calls, invokes, block, name, line }: Growing): Unit {
  const sql = block === "docs" ? { words: [], star: false, renames: new Map() } : sqlWords(masked);
  return {
    block,
    name,
    line,
    calls,
    invokes: [...invokes],
    words: [...new Set([...words, ...sql.words])].toSorted(),
    star: star || sql.star,
    renames: sql.renames,
  };
}

/** An expression's place in the SQL: `{{ cents('cost') }} as price` keeps its column, so that the alias is known to be its. */
function hole({ tokens }: Tag): string {
  const names = tokens.filter((token, i) => token.type === "string" && PLAIN.test(token.value) && !named(tokens, i));
  return names.length === 0 ? HOLE : `${HOLE}(${names.map(({ value }) => value).join(" ")})${HOLE}`;
}

const named = (tokens: readonly Token[], index: number): boolean =>
  tokens.some(
    (token, i) => i < index && (SILENT.has(token.value) || token.value === "config") && closing(tokens, i + 1) > index,
  );

function readTag({ tokens }: Tag, unit: Growing, lineOf: (offset: number) => number): void {
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.type === "string") literal(token.value, unit);
    if (token?.type !== "name" || tokens[i + 1]?.value !== "(" || tokens[i + 1]?.type !== "operator") continue;
    const owner = tokens[i - 1]?.value === "." ? tokens[i - 2]?.value : undefined;
    const own = owner === undefined || owner === "builtins";
    const end = closing(tokens, i + 1);
    const inside = tokens.slice(i + 2, end - 1);
    if (own && (token.value === "ref" || token.value === "source" || token.value === "config"))
      unit.calls.push({ name: token.value, args: argumentsOf(inside), line: lineOf(token.offset) });
    else unit.invokes.add(token.value);
    if (token.value === "dispatch" && inside[0]?.type === "string") unit.invokes.add(inside[0].value);
    if (STARS.has(token.value)) unit.star = true;
    if (own && token.value === "config") settings(inside, unit);
    // The argument of `ref` may itself be a call; only what is certainly a plain name is stepped over.
    if ((own && token.value === "config") || (SILENT.has(token.value) && inside.every(({ type }) => type !== "name")))
      i = end - 1;
  }
}

function settings(inside: readonly Token[], unit: Growing): void {
  for (const [name, value] of Object.entries(argumentsOf(inside).named))
    if (COLUMN_SETTINGS.has(name)) strings(value, unit);
}

function strings(value: Value, unit: Growing): void {
  if (value.kind === "literal" && typeof value.value === "string") literal(value.value, unit);
  if (value.kind === "list") for (const item of value.items) strings(item, unit);
  if (value.kind === "map") for (const [, item] of value.entries) strings(item, unit);
}

/** A string inside Jinja becomes SQL more often than not: its words count. */
function literal(text: string, unit: Growing): void {
  const { words, star } = sqlWords(text);
  for (const word of words) unit.words.add(word);
  if (star || text.trim() === "*") unit.star = true;
}
