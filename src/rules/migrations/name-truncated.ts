import type { Statement } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { subjectOf } from "./ask/label.ts";
import { statementsUp } from "./ask/way-up.ts";

const LIMIT = 63;
const encoder = new TextEncoder();
const bytes = (text: string): number => encoder.encode(text).length;

/** PostgreSQL cuts behind a whole character. */
function cut(name: string): string {
  const characters = Array.from(name);
  while (bytes(characters.join("")) > LIMIT) characters.pop();
  return characters.join("");
}

/** Names that the statement gives; a name of a function's body is no name of the statement. */
const tooLong = ({ sql }: Statement): readonly string[] =>
  sql.length <= LIMIT || !/^\s*(?:create|alter)\b/i.test(sql.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, ""))
    ? []
    : lex(sql).flatMap(({ kind, text }) =>
        (kind === "word" || kind === "quoted") && bytes(text) > LIMIT ? [text] : [],
      );

export default defineRule({
  id: "name-truncated",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["identifier-too-long", "PGM509"],
  docs: {
    title: "A name is longer than PostgreSQL keeps",
    sees: "A migration of this pull request says a name of more than 63 bytes in a CREATE or ALTER statement. Once a migration.",
    why: "PostgreSQL cuts it without an error. Code that looks for the whole name finds nothing, tools that compare see a difference for ever, and a second name that is cut to the same fails.",
    instead: "Give it a name of at most 63 bytes (umlauts and the like count two).",
  },
  messages: {
    cut: "Unexpected name `{name}` of {bytes} bytes, expected at most 63: PostgreSQL makes `{kept}` of it{others}",
  },
  *check({ after: migration }, context) {
    const found = statementsUp(migration.id, context).flatMap((statement) =>
      tooLong(statement).map((name) => ({ name, at: statement.place })),
    );
    const [first] = found;
    if (first === undefined) return;
    const rest = new Set(found.map(({ name }) => name)).size - 1;
    const others = rest === 0 ? "" : ` (and ${rest} more such names)`;
    const data = { name: first.name, bytes: String(bytes(first.name)), kept: cut(first.name), others };
    yield { message: "cut", at: first.at, subject: subjectOf(migration), after: data.kept, data };
  },
});
