import type { Catalog } from "./catalog.ts";

export interface Comparison {
  /** Lines of what is not as it was: `-` for lost, `+` for left over. */
  readonly differences: readonly string[];
  /** Tables whose columns are the same, in another order. */
  readonly reordered: readonly string[];
}

export function compareCatalogs(before: Catalog, after: Catalog): Comparison {
  const differences: { readonly key: string; readonly lines: readonly string[] }[] = [];
  for (const [key, was] of before.objects) {
    const is = after.objects.get(key);
    if (is !== undefined && meaning(key, is) === meaning(key, was)) continue;
    const lines = is === undefined ? [line("-", key, was)] : pair(key, was, is);
    differences.push({ key, lines });
  }
  for (const [key, is] of after.objects)
    if (!before.objects.has(key)) differences.push({ key, lines: [line("+", key, is)] });
  const reordered = [...before.order].flatMap(([table, columns]) => {
    const now = after.order.get(table);
    return now !== undefined && now.join("\0") !== columns.join("\0") ? [table] : [];
  });
  return {
    differences: differences.sort((a, b) => (a.key < b.key ? -1 : 1)).flatMap(({ lines }) => lines),
    reordered,
  };
}

/** What was `'now'` in a definition is the moment at which it was made; nobody writes such a moment by hand. */
const MOMENT = /'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+(?:[+-][\d:]+)?'::timestamp/g;

/** A definition without what says nothing: the moment at which it was made, the indentation of a function's text. */
function meaning(key: string, definition: string): string {
  const timeless = definition.replaceAll(MOMENT, "'now'::timestamp");
  if (!/^(?:function|procedure) /.test(key)) return timeless;
  const lines = timeless.split("\n").map((one) => one.trim());
  // white space inside a literal counts, and one that goes over several lines opens with an odd quote
  const plain = lines.every((one) => (one.split("'").length - 1) % 2 === 0);
  return plain ? lines.filter((one) => one !== "").join("\n") : timeless;
}

const WIDTH = 160;
const LEAD = 40;

const flat = (definition: string): string => definition.replaceAll(/\s+/g, " ").trim();

const line = (sign: "-" | "+", key: string, definition: string, from = 0): string => {
  const text = flat(definition);
  const shown = `${from > 0 ? "…" : ""}${text.slice(from, from + WIDTH)}${text.length > from + WIDTH ? "…" : ""}`;
  return `${sign} ${key}${shown === "" ? "" : ` ${shown}`}`;
};

/** Long definitions begin shortly before they part ways: two lines that look the same say nothing. */
function pair(key: string, was: string, is: string): readonly string[] {
  const [one, other] = [flat(was), flat(is)];
  if (one === other) return [line("-", key, was), `${line("+", key, is)} (only its white space differs)`];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const from = same > WIDTH - LEAD ? same - LEAD : 0;
  return [line("-", key, was, from), line("+", key, is, from)];
}
