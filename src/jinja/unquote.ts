const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/** A string literal → what it says, by Python's escapes; an escape that Python does not know stays as it is written. */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1).replaceAll("\r\n", "\n");
  if (!inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([^]))/g,
    (whole: string, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
      const hex = x ?? u ?? long;
      const code = hex === undefined ? (octal === undefined ? undefined : parseInt(octal, 8)) : parseInt(hex, 16);
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return SIMPLE[one ?? ""] ?? whole;
    },
  );
}
