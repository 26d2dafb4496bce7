/** The arguments of a test as it is spelt in a fact: `accepted_values(quote=false, values=["a"])`. */
export function argumentsOf(test: string): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const open = test.indexOf("(");
  if (open < 0 || !test.endsWith(")")) return found;
  let rest = test.slice(open + 1, -1);
  while (rest !== "") {
    const [head = "", key = ""] = /^(?:, )?(\w+)=/.exec(rest) ?? [];
    if (head === "") return found;
    const length = valueLength(rest.slice(head.length));
    try {
      found.set(key, JSON.parse(rest.slice(head.length, head.length + length)));
    } catch {
      return found;
    }
    rest = rest.slice(head.length + length);
  }
  return found;
}

/** How long a JSON value is that stands at the head of a text. */
function valueLength(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    else if (char === "," && depth === 0) return at;
  }
  return text.length;
}
