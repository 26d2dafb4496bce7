import type { Token } from "../lex.ts";
import type { Piece } from "./piece.ts";

/** These fill the rest of their batch. */
const FILLS: ReadonlySet<string> = new Set(["procedure", "proc", "function", "trigger", "view"]);

/** Words that begin a statement wherever they stand outside of brackets, unless the statement goes on with them. */
const BEGINS: ReadonlySet<string> = new Set([
  "alter",
  "create",
  "drop",
  "insert",
  "update",
  "delete",
  "merge",
  "truncate",
  "exec",
  "execute",
  "if",
  "else",
  "begin",
  "end",
  "print",
  "declare",
  "set",
  "select",
  "grant",
  "revoke",
  "deny",
  "raiserror",
  "throw",
  "return",
  "while",
  "commit",
  "rollback",
  "use",
  "waitfor",
  "save",
  "goto",
  "open",
  "fetch",
  "close",
  "deallocate",
]);

/** What a statement that began with the first word takes into itself. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  alter: ["set"],
  create: ["set", "select"],
  insert: ["select", "exec", "execute"],
  update: ["set"],
  merge: ["update", "insert", "delete", "set", "select"],
  grant: ["select", "insert", "update", "delete", "execute", "alter", "create"],
  revoke: ["select", "insert", "update", "delete", "execute", "alter", "create"],
  deny: ["select", "insert", "update", "delete", "execute", "alter", "create"],
  with: ["select", "insert", "update", "delete", "merge", "set"],
  declare: ["select"],
  select: ["fetch"],
};

/** SQL Server: batches by GO, and in them statements that need no semicolon between them. */
export function sqlServerPieces(text: string, tokens: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let batch: Token[] = [];
  for (const token of tokens) {
    if (isGo(text, token)) {
      pieces.push(...inBatch(batch));
      batch = [];
    } else batch.push(token);
  }
  pieces.push(...inBatch(batch));
  // The count behind GO stands at the head of the next batch.
  return pieces.filter((piece) => !(piece.length === 1 && piece[0]?.kind === "number"));
}

function isGo(text: string, { kind, text: word, start, end }: Token): boolean {
  if (kind !== "word" || word !== "go") return false;
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return (
    before.trim() === "" && /^[ \t]*(?:\d+[ \t]*)?;?[ \t\r]*(?:--[^\n]*)?(?:\n|$)/.test(text.slice(end, end + 200))
  );
}

function inBatch(tokens: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let piece: Token[] = [];
  let depth = 0;
  let cases = 0;
  const end = (): void => {
    if (piece.length > 0) pieces.push(piece);
    piece = [];
    cases = 0;
  };
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "symbol") {
      if (token.text === "(") depth++;
      else if (token.text === ")") depth--;
      else if (token.text === ";" && depth <= 0) {
        end();
        continue;
      }
    }
    if (token.kind === "word" && depth <= 0) {
      if (token.text === "case" && piece.length > 0) cases++;
      else if (token.text === "end" && cases > 0) cases--;
      else if (piece.length > 0 && begins(tokens, i, piece)) end();
      if (piece.length === 0 && fills(tokens, i)) {
        pieces.push(tokens.slice(i));
        return pieces;
      }
    }
    piece.push(token);
    if (piece.length === 2 && piece[1] === token && /^(?:try|catch)$/.test(token.text)) end();
    const alone =
      token.kind === "word" &&
      piece.length === 1 &&
      (token.text === "else" || (token.text === "end" && !isTry(tokens[i + 1])));
    if (alone || isBlockStart(tokens, i, piece)) end();
  }
  end();
  return pieces;
}

const isBlockStart = (tokens: readonly Token[], at: number, piece: readonly Token[]): boolean =>
  piece.length === 1 &&
  tokens[at]?.text === "begin" &&
  tokens[at]?.kind === "word" &&
  !/^(?:tran|transaction|distributed|try|catch)$/.test(tokens[at + 1]?.text ?? "");

const isTry = (token: Token | undefined): boolean => token?.kind === "word" && /^(?:try|catch)$/.test(token.text);

function begins(tokens: readonly Token[], at: number, piece: readonly Token[]): boolean {
  const word = tokens[at]?.text ?? "";
  const before = tokens[at - 1];
  if (word === "with") return false;
  if (!BEGINS.has(word) || (before?.kind === "symbol" && before.text === ".")) return false;
  const first = piece[0]?.text ?? "";
  if (word === "select" && /^(?:all|union|except|intersect|as)$/.test(before?.text ?? "")) return false;
  if (word === "if" && (first === "drop" || first === "create" || first === "alter"))
    return tokens[at + 1]?.text !== "exists";
  if (/^(?:delete|update)$/.test(word) && before?.text === "on") return false;
  if (word === "set" && first === "alter") return before?.text === ")" || before?.kind === "string";
  if ((word === "drop" || word === "alter" || word === "create") && first === "alter")
    return word !== "drop" && word !== "alter"
      ? true
      : tokens[at + 1]?.text === "table" || isObject(tokens[at + 1]?.text);
  if (word === "select" && first === "insert")
    return piece.some(({ text, kind }) => kind === "word" && text === "select");
  if (word === "exec" && before?.text === "with") return false;
  if (word === "end" || word === "begin") return true;
  return !(TAKES[first] ?? []).includes(word);
}

const isObject = (word: string | undefined): boolean =>
  /^(?:table|index|procedure|proc|view|trigger|function|type|schema|unique|nonclustered|clustered|user|role|sequence|synonym)$/.test(
    word ?? "",
  );

function fills(tokens: readonly Token[], at: number): boolean {
  const [first, second, third, fourth] = tokens.slice(at, at + 4).map(({ text }) => text);
  if (first !== "create" && first !== "alter") return false;
  return FILLS.has(second ?? "") || (second === "or" && third === "alter" && FILLS.has(fourth ?? ""));
}
