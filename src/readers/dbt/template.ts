import { jinjaTags, type Tag } from "./jinja-tags.ts";
import { argumentsOf, closings, type Arguments, type Value } from "./jinja-value.ts";
import { lineIndex } from "./line-index.ts";
import type { Renames } from "./sql-renames.ts";
import { chanceIn } from "./sql-chance.ts";
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
  /** What makes its rows differ from run to run. */
  readonly chance: readonly string[];
}

export interface Template {
  readonly units: readonly Unit[];
  readonly broken?: { readonly line: number; readonly reason: string };
}

const BLOCKS: ReadonlySet<string> = new Set(["snapshot", "macro", "test", "data_test", "materialization", "docs"]);
/** Functions whose strings are names of other things, never of columns. */
const SILENT: ReadonlySet<string> = new Set(["ref", "source", "config", "var", "env_var", "log"]);
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

const DEEPEST = 4;
const UNREAD: Arguments = { positional: [{ kind: "computed" }], named: {} };
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
    else if (tag.type !== "comment") {
      const kept = readTag(tag, unit, lineOf);
      if (tag.type === "expression") unit.masked += kept;
    }
    if (tag.type !== "expression") unit.masked += " ";
  }
  unit.masked += text.slice(at, broken?.offset);
  const read = units.map(finish);
  return broken === undefined
    ? { units: read }
    : { units: read, broken: { line: lineOf(broken.offset), reason: broken.reason } };
}

function finish({ masked, words, star, calls, invokes, block, name, line }: Growing): Unit {
  const sql =
    block === "docs"
      ? { words: [], star: false, renames: new Map() }
      : sqlWords(masked, block === "" || block === "snapshot");
  return {
    block,
    name,
    line,
    calls,
    invokes: [...invokes],
    words: [...new Set([...words, ...sql.words])].toSorted(),
    star: star || sql.star,
    renames: sql.renames,
    chance: block === "" ? chanceIn(masked) : [],
  };
}

/**
 * Reads the calls and the strings of one tag. Answers what stands in its place in the SQL: `{{ cents('cost') }} as price`
 * keeps its column, so that the alias is known to be its.
 */
function readTag({ tokens }: Tag, unit: Growing, lineOf: (offset: number) => number): string {
  const ends = closings(tokens);
  const kept: string[] = [];
  let quiet = 0;
  let around: readonly number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.type === "string" && i >= quiet) {
      literal(token.value, unit);
      if (PLAIN.test(token.value)) kept.push(token.value);
    }
    const end = token.type === "name" ? ends.get(i + 1) : undefined;
    if (end === undefined || tokens[i + 1]?.value !== "(") continue;
    const owner = tokens[i - 1]?.value === "." ? tokens[i - 2]?.value : undefined;
    const own = owner === undefined || owner === "builtins";
    if (own && (token.value === "ref" || token.value === "source" || token.value === "config")) {
      // Nobody nests these; whoever does is told that it was not followed.
      around = [...around.filter((outer) => outer > i), end].slice(-DEEPEST);
      const args = around.length < DEEPEST ? argumentsOf(tokens, i + 2, end - 1) : UNREAD;
      unit.calls.push({ name: token.value, args, line: lineOf(token.offset) });
      if (token.value === "config") settings(args, unit);
    } else unit.invokes.add(token.value);
    if (token.value === "dispatch" && tokens[i + 2]?.type === "string") unit.invokes.add(tokens[i + 2]?.value ?? "");
    if (STARS.has(token.value)) unit.star = true;
    if (SILENT.has(token.value)) quiet = Math.max(quiet, end);
  }
  return kept.length === 0 ? HOLE : `${HOLE}(${kept.join(" ")})${HOLE}`;
}

function settings({ named }: Arguments, unit: Growing): void {
  for (const [name, value] of Object.entries(named)) if (COLUMN_SETTINGS.has(name)) strings(value, unit);
}

function strings(value: Value, unit: Growing): void {
  if (value.kind === "literal" && typeof value.value === "string") literal(value.value, unit);
  if (value.kind === "list") for (const item of value.items) strings(item, unit);
  if (value.kind === "map") for (const [, item] of value.entries) strings(item, unit);
}

/** A string inside Jinja becomes SQL more often than not: its words count. */
function literal(text: string, unit: Growing): void {
  const { words, star } = sqlWords(text, false);
  for (const word of words) unit.words.add(word);
  if (star || text.trim() === "*") unit.star = true;
}
