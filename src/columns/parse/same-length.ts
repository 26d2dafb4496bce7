/**
 * Words that the parser does not know, written as ones that it does, outside of strings and comments and in the same
 * length, so that every offset stays: `0x1f` → `'x1f`-like text, `UINT256 '0'` → `'0'`, `]:a` → `].a`.
 */
export function sameLength(sql: string): string {
  if (!/0x[\da-f]|u?int256\s*'|[\])]:[a-z_"]/i.test(sql)) return sql;
  return sql.replace(TOKENS, (token, hex: string | undefined, wide: string | undefined, path: string | undefined) => {
    if (hex !== undefined) return `'${hex.slice(2)}'`;
    if (wide !== undefined) return " ".repeat(wide.length);
    return path === undefined ? token : `${path[0] ?? ""}.`;
  });
}

/** Strings, quoted names and comments first, which stay as they are. */
const TOKENS =
  /'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\b(0x[\da-f]+)\b|\b(u?int256)(?=\s*')|([\])]):(?=[a-z_"])/gi;

/** `new` and `old` as names, which the parser takes for words of its own: names that nobody writes, as long as they are. */
export const withoutNew = (sql: string): string =>
  sql.replace(NEW, (token, word: string | undefined) => (word === undefined ? token : `${word[0]}$${word[2]}`));

const NEW = /'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\b(new|old)\b/gi;

/** A name as it was written before `withoutNew`. */
export function restored(name: string): string {
  const [, first, last] = /^([no])\$([wd])$/i.exec(name) ?? [];
  if (first === undefined || last === undefined) return name;
  const middle = first.toLowerCase() === "n" ? "e" : "l";
  return `${first}${first === first.toUpperCase() && last === last.toUpperCase() ? middle.toUpperCase() : middle}${last}`;
}
