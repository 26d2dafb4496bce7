export type TokenKind = "word" | "quoted" | "string" | "number" | "symbol";

/** One token of PostgreSQL's SQL; comments and white space are left out. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Lower case for words, the name for quoted identifiers, as written for everything else. */
  readonly text: string;
}

const BLANK = /[\s\uFEFF]+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\w.]*/y;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

const match = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** The first position at or after `at` that is neither white space nor comment. */
export function skipBlank(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end) {
    const blank = match(BLANK, text, i);
    if (blank > i) i = blank;
    else if (text.startsWith("--", i)) i = lineEnd(text, i);
    else if (text.startsWith("/*", i)) i = blockEnd(text, i);
    else break;
  }
  return Math.min(i, end);
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Block comments nest in PostgreSQL. */
function blockEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text.startsWith("/*", i)) {
      depth++;
      i++;
    } else if (text.startsWith("*/", i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

function quoteEnd(text: string, at: number, escapes: boolean): number {
  const quote = text.charAt(at);
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (escapes && c === "\\") i++;
    else if (c === quote) {
      if (text.charAt(i + 1) !== quote) return i + 1;
      i++;
    }
  }
  return text.length;
}

/** The next token at or after `at`, or undefined at the end. An unended string or comment reaches to the end of the text. */
export function tokenAt(text: string, at: number, end = text.length): Token | undefined {
  const start = skipBlank(text, at, end);
  if (start >= end) return undefined;
  const c = text.charAt(start);
  const token = (kind: TokenKind, stop: number, value?: string): Token => ({
    kind,
    start,
    end: Math.min(stop, end),
    text: value ?? text.slice(start, stop),
  });
  if (c === '"') {
    const stop = quoteEnd(text, start, false);
    return token("quoted", stop, text.slice(start + 1, stop - 1).replaceAll('""', '"'));
  }
  if (c === "'") return token("string", quoteEnd(text, start, false));
  if ("eEbBxXnN".includes(c) && text.charAt(start + 1) === "'")
    return token("string", quoteEnd(text, start + 1, c === "e" || c === "E"));
  if (c === "$") {
    const open = match(DOLLAR, text, start);
    if (open > 0) {
      const tag = text.slice(start, open);
      const close = text.indexOf(tag, open);
      return token("string", close < 0 ? text.length : close + tag.length);
    }
  }
  const word = match(WORD, text, start);
  if (word > 0) return token("word", word, text.slice(start, word).toLowerCase());
  const number = match(NUMBER, text, start);
  return number > 0 ? token("number", number) : token("symbol", start + 1);
}

export function lex(text: string, start = 0, end = text.length): readonly Token[] {
  const tokens: Token[] = [];
  for (let token = tokenAt(text, start, end); token !== undefined; token = tokenAt(text, token.end, end))
    tokens.push(token);
  return tokens;
}

/** Splits at the commas that stand in no bracket; an empty list has no part. */
export function commaParts(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    const mark = token.kind === "symbol" ? token.text : "";
    if (mark === "(" || mark === "[") depth++;
    else if (mark === ")" || mark === "]") depth--;
    if (mark === "," && depth === 0) {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
