import { lineEnd, skipBlank, tokenAt } from "./lex.ts";

/** One statement, or one line for psql, without its semicolon. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly psql: boolean;
}

/** Cuts a script into statements without understanding them, so that a bad one does not take the others with it. */
export function split(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    if (text.charAt(at) === "\\") {
      const end = lineEnd(text, at);
      pieces.push({ start: at, end: at + text.slice(at, end).trimEnd().length, psql: true });
      at = skipBlank(text, end);
      continue;
    }
    const { end, next } = statementEnd(text, at);
    if (end > at) pieces.push({ start: at, end, psql: false });
    at = skipBlank(text, Math.max(next, at + 1));
  }
  return pieces;
}

function statementEnd(text: string, start: number): { end: number; next: number } {
  let depth = 0;
  let atomic = 0;
  let before = "";
  let last = start;
  const words: string[] = [];
  for (let token = tokenAt(text, start); token !== undefined; token = tokenAt(text, token.end)) {
    if (token.kind === "symbol") {
      if (token.text === "(") depth++;
      else if (token.text === ")") depth--;
      else if (token.text === ";" && depth <= 0 && atomic === 0)
        return { end: last, next: copyData(text, token.end, words) };
    } else if (token.kind === "word") {
      if (words.length < 40) words.push(token.text);
      if (token.text === "atomic" && before === "begin") atomic = 1;
      else if (atomic > 0 && token.text === "case") atomic++;
      else if (atomic > 0 && token.text === "end") atomic--;
      before = token.text;
    }
    last = token.end;
  }
  return { end: last, next: text.length };
}

/** `COPY … FROM STDIN;` is followed by its rows up to a line `\.`. */
function copyData(text: string, at: number, words: readonly string[]): number {
  if (words[0] !== "copy" || !words.includes("stdin")) return at;
  const end = /^\\\.\r?$/gm;
  end.lastIndex = at;
  const found = end.exec(text);
  return found === null ? at : lineEnd(text, found.index);
}
