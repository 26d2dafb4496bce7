import type { Token, TokenKind } from "../lex.ts";
import type { Lexis } from "./dialect.ts";

const BLANK = /[\s\uFEFF]+/y;
const WORD = /[\p{L}_@#][\p{L}\p{N}_$@#]*/uy;
const NUMBER = /\d[\w.]*/y;
/** Prefixes of a string: `N'…'`, `X'…'`, `r'…'`. */
const PREFIXED = /[nxbr]{1,2}(?=['"])/iy;
const CLOSING: Readonly<Record<string, string>> = { "[": "]", '"': '"', "`": "`", "'": "'" };

const match = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** A text of the dialect as tokens; comments and white space are left out, what is not ended reaches to the end. */
export function tokensOf(text: string, lexis: Lexis): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const next = skipped(text, at, lexis);
    if (next > at) at = next;
    else {
      const token = tokenAt(text, at, lexis);
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

/** Where what stands here goes on after white space or a comment. */
function skipped(text: string, at: number, lexis: Lexis): number {
  const blank = match(BLANK, text, at);
  if (blank > at) return blank;
  if (isLineComment(text, at, lexis)) {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end + 1;
  }
  if (lexis.executable) {
    const open = match(/\/\*M?!\d*/y, text, at);
    if (open > at) return open;
    if (text.startsWith("*/", at)) return at + 2;
  }
  return text.startsWith("/*", at) ? blockEnd(text, at, lexis.nested) : at;
}

function isLineComment(text: string, at: number, lexis: Lexis): boolean {
  // MySQL wants a blank behind the two dashes.
  if (text.startsWith("--", at)) return !lexis.executable || /^(?:--)(?:\s|$)/.test(text.slice(at, at + 3));
  return lexis.comments.some((mark) => text.startsWith(mark, at));
}

function blockEnd(text: string, at: number, nested: boolean): number {
  let depth = 1;
  for (let i = at + 2; i < text.length; i++) {
    if (text.startsWith("*/", i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    } else if (nested && text.startsWith("/*", i)) {
      depth++;
      i++;
    }
  }
  return text.length;
}

function tokenAt(text: string, start: number, lexis: Lexis): Token {
  const c = text.charAt(start);
  const token = (kind: TokenKind, end: number, value = text.slice(start, end)): Token => ({
    kind,
    start,
    end,
    text: value,
  });
  if ((lexis.names as readonly string[]).includes(c)) {
    const end = quoteEnd(text, start, false);
    const close = CLOSING[c] ?? c;
    return token("quoted", end, text.slice(start + 1, end - 1).replaceAll(close + close, close));
  }
  const prefix = match(PREFIXED, text, start);
  const quote = prefix > start ? prefix : start;
  if ((lexis.strings as readonly string[]).includes(text.charAt(quote))) {
    const raw = /r/i.test(text.slice(start, quote));
    return token("string", stringEnd(text, quote, lexis.backslash && !raw));
  }
  if (lexis.dollar && c === "$") {
    const open = match(/\$\w*\$/y, text, start);
    if (open > start) {
      const close = text.indexOf(text.slice(start, open), open);
      return token("string", close < 0 ? text.length : close + open - start);
    }
  }
  const word = match(WORD, text, start);
  if (word > start) return token("word", word, text.slice(start, word).toLowerCase());
  const number = match(NUMBER, text, start);
  return number > start ? token("number", number) : token("symbol", start + 1);
}

function stringEnd(text: string, at: number, backslash: boolean): number {
  const triple = text.slice(at, at + 3);
  if (triple === '"""' || triple === "'''") {
    const end = text.indexOf(triple, at + 3);
    // Three quotes in a row may also be an empty string before a doubled quote: only a later end makes them one mark.
    if (end > 0 && backslash) return end + 3;
  }
  return quoteEnd(text, at, backslash);
}

function quoteEnd(text: string, at: number, backslash: boolean): number {
  const close = CLOSING[text.charAt(at)] ?? text.charAt(at);
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (backslash && c === "\\") i++;
    else if (c === close) {
      if (text.charAt(i + 1) !== close) return i + 1;
      i++;
    }
  }
  return text.length;
}
