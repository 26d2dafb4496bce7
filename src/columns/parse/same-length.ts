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
