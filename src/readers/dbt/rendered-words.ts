import { elements } from "../../jinja/iterate.ts";
import { Dict, type Value } from "../../jinja/value.ts";
import type { RenderedModel } from "./render-model.ts";
import { HOLE, sqlWords, union, type SqlWords } from "./sql-words.ts";

/** The settings that name columns. */
const COLUMN_SETTINGS: ReadonlySet<string> = new Set(
  "unique_key updated_at check_cols partition_by cluster_by order_by sort dist dist_key primary_key merge_update_columns merge_exclude_columns incremental_predicates".split(
    " ",
  ),
);
/** Holes in whose place every column of something may stand. */
const OPEN = /^the columns of |which is in no package|which no package/;
const DEEPEST = 5;

/** The words of everything that a run may make of a model: a word too many is a question, a word too few is a silence. */
export function renderedWords(ways: readonly RenderedModel[], text: string): SqlWords {
  const parts = ways.flatMap((way) => [
    sqlWords(masked(way)),
    ...way.beside.map((one) => sqlWords(one, false)),
    ...way.configs.flatMap(({ values }) =>
      [...values]
        .filter(([key]) => COLUMN_SETTINGS.has(key))
        .flatMap(([, value]) => strings(value).map((one) => sqlWords(one, false))),
    ),
  ]);
  // Of a text that was not rendered to its end, what is written counts instead.
  if (ways.some(({ whole }) => !whole))
    parts.push(sqlWords(text.replace(/\{[{%#](?:.*?[}%#]\}|.*$)/gs, ` ${HOLE} `), false));
  const words = new Set(parts.flatMap((part) => [...part.words]));
  const unknownColumns = ways.some(({ holes, whole }) => !whole || holes.some(({ reason }) => OPEN.test(reason)));
  return {
    words,
    star: unknownColumns || parts.some(({ star }) => star),
    renames: parts.map(({ renames }) => renames).reduce(union),
  };
}

/** The SQL with its holes as what word scanners know them by. */
export function masked({ sql, holes }: RenderedModel): string {
  let text = "";
  let at = 0;
  for (const { from, to } of holes) {
    text += sql.slice(at, from) + HOLE;
    at = to;
  }
  return text + sql.slice(at);
}

function strings(value: Value, depth = 0): readonly string[] {
  if (typeof value === "string") return [value];
  if (depth > DEEPEST) return [];
  const inner = value instanceof Dict ? value.values() : (elements(value) ?? []);
  return inner.flatMap((one) => strings(one, depth + 1));
}
