import type { Act } from "../act.ts";
import type { Cursor } from "./cursor.ts";

/** How MySQL is asked to carry an ALTER TABLE or CREATE INDEX out; nothing for other dialects. */
export function alterPlan(cursor: Cursor, acts: readonly Act[]): readonly Act[] {
  if (cursor.dialect !== "mysql" && cursor.dialect !== "mariadb") return [];
  const [first] = acts;
  const about = first === undefined ? undefined : first.do === "drop-index" ? first.on : first.relation;
  if (first === undefined || about === undefined) return [];
  const algorithm = valueOf(cursor, "algorithm");
  const lock = valueOf(cursor, "lock");
  return [
    {
      do: "plan-alter",
      spot: first.spot,
      relation: about,
      ...(algorithm === undefined ? {} : { algorithm }),
      ...(lock === undefined ? {} : { lock }),
      settings: settingsOf(cursor),
      placed: acts.flatMap((act) => (act.do === "add-column" && isPlaced(act.column) ? [act.column.name] : [])),
    },
  ];
}

const isPlaced = (column: object): boolean => "placed" in column && column.placed === true;

function valueOf(cursor: Cursor, word: string): string | undefined {
  const at = cursor.tokens.findIndex(({ kind, text }) => kind === "word" && text === word);
  if (at < 0) return undefined;
  const value = cursor.tokens[cursor.tokens[at + 1]?.text === "=" ? at + 2 : at + 1];
  return value?.kind === "word" ? value.text : undefined;
}

/** Settings that write every row anew. */
function settingsOf(cursor: Cursor): readonly string[] {
  const words = cursor.tokens.map(({ kind, text }) => (kind === "word" ? text : ""));
  const found: string[] = [];
  if (words.some((word, i) => word === "convert" && words[i + 1] === "to")) found.push("convert to character set");
  for (const [i, word] of words.entries())
    if (
      (word === "engine" || word === "row_format" || word === "key_block_size") &&
      cursor.tokens[i + 1]?.text === "=" &&
      !inBrackets(cursor, i)
    )
      found.push(word);
  if (words.includes("force") && words[0] === "alter") found.push("force");
  return found;
}

function inBrackets(cursor: Cursor, at: number): boolean {
  const before = cursor.tokens.slice(0, at).filter(({ kind }) => kind === "symbol");
  return before.filter(({ text }) => text === "(").length > before.filter(({ text }) => text === ")").length;
}
