import type { Token } from "../lex.ts";
import type { Dialect } from "../../model/dialect.ts";
import type { Piece } from "./piece.ts";
import { sqlServerPieces } from "./sql-server-pieces.ts";

/** Cuts a script into statements by what ends them, bodies of routines and triggers whole. */
export function piecesOf(text: string, tokens: readonly Token[], dialect: Dialect): readonly Piece[] {
  if (dialect === "sqlserver") return sqlServerPieces(text, tokens);
  const pieces: Piece[] = [];
  let terminator = ";";
  let piece: Token[] = [];
  let nest = 0;
  const end = (): void => {
    if (piece.length > 0) pieces.push(piece);
    piece = [];
    nest = 0;
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (piece.length === 0 && token.kind === "word" && token.text === "delimiter") {
      const line = lineEnd(text, token.end);
      terminator = text.slice(token.end, line).trim() || ";";
      while ((tokens[i + 1]?.start ?? Infinity) < line) i++;
      continue;
    }
    if (token.kind === "symbol" && text.startsWith(terminator, token.start) && (terminator !== ";" || nest === 0)) {
      end();
      while ((tokens[i + 1]?.start ?? Infinity) < token.start + terminator.length) i++;
      continue;
    }
    const glued = token.kind === "word" && terminator !== ";" ? token.text.indexOf(terminator) : -1;
    if (glued > 0) {
      piece.push({ ...token, end: token.start + glued, text: token.text.slice(0, glued) });
      end();
      continue;
    }
    piece.push(token);
    if (terminator === ";" && token.kind === "word") nest = Math.max(0, nest + step(tokens, i, piece));
  }
  end();
  return pieces;
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

const ROUTINE: ReadonlySet<string> = new Set(["trigger", "procedure", "function", "event"]);
const CLOSES: ReadonlySet<string> = new Set(["if", "loop", "while", "repeat", "for"]);

/** How much deeper into the body of a routine this word leads. */
function step(tokens: readonly Token[], at: number, piece: readonly Token[]): number {
  const word = tokens[at]?.text;
  const next = tokens[at + 1];
  const routine =
    piece[0]?.text === "create" && piece.slice(1, 12).some(({ kind, text }) => kind === "word" && ROUTINE.has(text));
  if (!routine) return 0;
  if (word === "begin") return 1;
  if (word === "case") return tokens[at - 1]?.text === "end" ? 0 : 1;
  if (word === "end") return next?.kind === "word" && CLOSES.has(next.text) ? 0 : -1;
  return 0;
}
