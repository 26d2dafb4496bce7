/** A test as the reader spells it (`accepted_range(max_value=10, min_value=0)`), taken apart; its package's name is left out. */
export interface SpeltTest {
  readonly name: string;
  readonly arguments: ReadonlyMap<string, unknown>;
}

export function spelt(test: string): SpeltTest {
  const [, name = test, inner = ""] = /^(?:[\w-]+\.)?([\w ]+?)(?:\((.*)\))?$/s.exec(test) ?? [];
  return { name, arguments: new Map(parts(inner).flatMap(entry)) };
}

function entry(part: string): readonly (readonly [string, unknown])[] {
  const at = part.indexOf("=");
  if (at < 0) return [];
  try {
    const value: unknown = JSON.parse(part.slice(at + 1));
    return [[part.slice(0, at).trim(), value]];
  } catch {
    return [];
  }
}

/** Between the commas that stand in no text, list or map. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const mark = text.charAt(i);
    if (quoted) {
      if (mark === "\\") i += 1;
      else if (mark === '"') quoted = false;
    } else if (mark === '"') quoted = true;
    else if ("[{".includes(mark)) depth += 1;
    else if ("]}".includes(mark)) depth -= 1;
    else if (mark === "," && depth === 0) {
      found.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...found, text.slice(from)];
}
