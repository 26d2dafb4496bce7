import type { CommandArguments } from "../model/command.ts";

const MOST = 50;

/** Words as a shell would cut them: blanks part them, quotes and backslashes hold them together. Else, what is wrong. */
export function argumentsOf(text: string): CommandArguments | string {
  const words: string[] = [];
  const options: Record<string, string> = Object.create(null) as Record<string, string>;
  // Phones turn straight quotes into curly ones.
  const rest = text.replace(/[\u201c\u201d]/g, '"').replace(/[\u2018\u2019]/g, "'");
  const token = /\s*((?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+)/y;
  while (token.lastIndex < rest.trimEnd().length) {
    const at = token.lastIndex;
    const [, raw] = token.exec(rest) ?? [];
    if (raw === undefined)
      return `a quote or backslash that is never closed, in ${JSON.stringify(rest.slice(at, at + 40).trim())}`;
    if (words.length + Object.keys(options).length >= MOST) return `more than ${MOST} arguments`;
    const [, key, value] = /^([a-z][\w-]*)=(.*)$/s.exec(raw) ?? [];
    if (key === undefined || value === undefined) words.push(unquoted(raw));
    else if (key in options) return `\`${key}=\` given twice`;
    else options[key] = unquoted(value);
  }
  return { words, options };
}

const unquoted = (raw: string): string =>
  raw.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, escaped?: string, double?: string, single?: string) => {
    if (escaped !== undefined) return escaped;
    return double === undefined ? (single ?? "") : double.replace(/\\(["\\])/g, "$1");
  });
