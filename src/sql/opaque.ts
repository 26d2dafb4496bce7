import { lex } from "./lex.ts";

/** A statement that begins with one of these leaves what exists as it is, whatever else it says. */
const HARMLESS: ReadonlySet<string> = new Set([
  "select",
  "set",
  "reset",
  "show",
  "create",
  "comment",
  "grant",
  "revoke",
  "analyze",
  "explain",
  "vacuum",
  "checkpoint",
  "notify",
  "listen",
]);

const TOUCHING: ReadonlySet<string> = new Set([
  "alter",
  "drop",
  "truncate",
  "delete",
  "update",
  "execute",
  "merge",
  "perform",
  "insert",
  "call",
]);

/** Could this text, which was not understood, change something that exists? `anywhere` looks at all its words. */
export function looksDangerous(sql: string, anywhere = false): boolean {
  const words = lex(sql).filter(({ kind }) => kind === "word");
  if (anywhere) return words.some(({ text }) => TOUCHING.has(text));
  const [first] = words;
  return first === undefined || !HARMLESS.has(first.text);
}
