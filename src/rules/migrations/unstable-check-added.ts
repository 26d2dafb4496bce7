import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { lex, type Token } from "../../sql/lex.ts";

const BARE = new Set([
  "current_date",
  "current_time",
  "current_timestamp",
  "localtime",
  "localtimestamp",
  "current_user",
  "session_user",
  "current_role",
]);
const CALLED = new Set([
  "now",
  "clock_timestamp",
  "statement_timestamp",
  "transaction_timestamp",
  "timeofday",
  "random",
  "gen_random_uuid",
  "uuid_generate_v4",
  "nextval",
  "currval",
  "current_setting",
  "pg_has_role",
  "txid_current",
]);

/** What holds a CHECK of rows; a policy has one too, and is meant to ask who is there. */
const DEFINES =
  /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:create\s+[\w\s]*?table|alter\s+table|(?:create|alter)\s+domain)\b/i;

/** The words inside CHECK ( … ) of a statement. */
function checks(tokens: readonly Token[]): readonly Token[] {
  const inside: Token[] = [];
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (depth === 0) {
      if (token.text === "(" && tokens[i - 1]?.kind === "word" && tokens[i - 1]?.text === "check") depth = 1;
      continue;
    }
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth > 0) inside.push(token);
  }
  return inside;
}

/** A value of the moment that a CHECK asks for. */
function moving(sql: string): string | undefined {
  const words = checks(lex(sql));
  return words.find(
    ({ kind, text }, i) => kind === "word" && (BARE.has(text) || (CALLED.has(text) && words[i + 1]?.text === "(")),
  )?.text;
}

export default defineRule({
  id: "unstable-check-added",
  level: "notice",
  on: ["statement.added"],
  engines: ["postgres"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["volatile-check", "MP087"],
  docs: {
    title: "A CHECK asks for something that changes by itself",
    sees: "A CHECK of this pull request, on a table or a domain, calls the clock, chance, a sequence, a setting or the current role.",
    why: "It is asked when a row is written and never again. A row that was right yesterday breaks it today, and a restored dump stops at that row.",
    instead: `-- a trigger asks at the moment that is meant, and only then
CREATE TRIGGER bookings_in_time BEFORE INSERT ON public.bookings FOR EACH ROW EXECUTE FUNCTION must_be_in_time();`,
  },
  messages: {
    moving: "Unexpected `{word}` in a CHECK of `{table}`, expected a condition that only the row decides",
  },
  *check({ after: statement }, context) {
    if (statement.direction !== "up" || !DEFINES.test(statement.sql)) return;
    const word = moving(statement.sql);
    if (word === undefined) return;
    const { operations } = context.within(statement.migration, "head");
    const operation = operations.find((other) => other.statement === statement.id);
    if (operation === undefined || operation.moot === true) return;
    const { relation: subject } = operation;
    yield {
      message: "moving",
      at: statement.place,
      subject,
      after: `check on ${word}`,
      data: { word, table: spell(subject) },
    };
  },
});
