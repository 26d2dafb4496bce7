import type { CommandArguments } from "../model/command.ts";

const MOST = 50;

/**
 * Words as a shell would cut them: blanks part them, quotes and backslashes hold them together. `key=value`, `--key=value` and
 * `--key value` are the same; `--set` may be said again and again, each time with a `key=value`. Else, what is wrong.
 */
export function argumentsOf(text: string): CommandArguments | string {
  const cutUp = tokens(text);
  if (typeof cutUp === "string") return cutUp;
  const words: string[] = [];
  const sets: (readonly [string, string])[] = [];
  const options: Record<string, string> = Object.create(null) as Record<string, string>;
  const queue = cutUp.values();
  for (const raw of queue) {
    const [, dashed, name, given] = /^(--)?([a-z][\w-]*)(?:=(.*))?$/s.exec(raw) ?? [];
    const isPair = name !== undefined && (dashed !== undefined || given !== undefined);
    if (!isPair) {
      words.push(unquoted(raw));
      continue;
    }
    const next: string | undefined = given ?? queue.next().value;
    if (next === undefined) return `\`--${name}\` without a value`;
    const value = unquoted(next);
    const at = value.indexOf("=");
    if (name === "set" && at < 1) return "`--set` without a `key=value`";
    else if (name === "set") sets.push([value.slice(0, at).trim(), value.slice(at + 1).trim()]);
    else if (name in options) return `\`${name}=\` given twice`;
    else options[name] = value;
  }
  return { words, options, ...(sets.length > 0 ? { sets } : {}) };
}

function tokens(text: string): readonly string[] | string {
  const found: string[] = [];
  // Phones turn straight quotes into curly ones, and two hyphens into a dash.
  const rest = text
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(?<=^|\s)\u2014(?=[a-z])/g, "--");
  const token = /\s*((?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+)/y;
  while (token.lastIndex < rest.trimEnd().length) {
    const at = token.lastIndex;
    const [, raw] = token.exec(rest) ?? [];
    if (raw === undefined)
      return `a quote or backslash that is never closed, in ${JSON.stringify(rest.slice(at, at + 40).trim())}`;
    if (found.length >= MOST) return `more than ${MOST} arguments`;
    found.push(raw);
  }
  return found;
}

const unquoted = (raw: string): string =>
  raw.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, escaped?: string, double?: string, single?: string) => {
    if (escaped !== undefined) return escaped;
    return double === undefined ? (single ?? "") : double.replace(/\\(["\\])/g, "$1");
  });
