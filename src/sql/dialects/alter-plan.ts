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
      unchecked: cursor.script.unchecked,
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

/** Settings of the table that no algorithm but COPY carries out. */
function settingsOf(cursor: Cursor): readonly string[] {
  const { tokens } = cursor;
  const word = (at: number): string => (tokens[at]?.kind === "word" ? (tokens[at]?.text ?? "") : "");
  const found: string[] = [];
  let depth = 0;
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === "symbol" && text === "(") depth++;
    else if (kind === "symbol" && text === ")") depth--;
    if (depth > 0) continue;
    if (word(i) === "convert" && word(i + 1) === "to") found.push("CONVERT TO CHARACTER SET");
    const engine = word(tokens[i + 1]?.text === "=" ? i + 2 : i + 1);
    if (word(i) === "engine" && engine !== "" && engine !== "innodb") found.push(`ENGINE=${engine}`);
  }
  return found;
}
