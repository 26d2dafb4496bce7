import type { Cursor } from "./cursor.ts";

/** What a SELECT yields: the column that each item is, undefined for an expression; `*` for all. */
export function selectList(query: Cursor): readonly (string | undefined)[] | undefined {
  const start = query.tokens.findIndex(({ kind, text }) => kind === "word" && text === "select");
  if (start < 0) return undefined;
  const cursor = query.at(start + 1);
  while (cursor.eatAny("distinct", "all") !== undefined);
  let depth = 0;
  const end = cursor.tokens.findIndex(({ kind, text }) => {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    return depth === 0 && kind === "word" && text === "from";
  });
  const items = end < 0 ? cursor : cursor.upTo(end);
  return items.parts().map(itemColumn);
}

function itemColumn(item: Cursor): string | undefined {
  if (item.tokens.at(-1)?.text === "*") return "*";
  const alias = item.tokens.findIndex(({ kind, text }) => kind === "word" && text === "as");
  const tokens = alias < 0 ? item.tokens : item.tokens.slice(0, alias);
  const plain = tokens.every(({ kind, text }, i) =>
    i % 2 === 0 ? kind === "word" || kind === "quoted" : text === ".",
  );
  if (!plain || tokens.length === 0 || (tokens.length === 1 && isConstant(tokens[0]?.text ?? ""))) return undefined;
  return item.column();
}

const isConstant = (word: string): boolean => /^(?:null|true|false|current_\w+)$/.test(word);
