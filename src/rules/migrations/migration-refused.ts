import { type Context, defineRule } from "../../model/rule.ts";
import type { Migration, Statement } from "../../model/migration.ts";
import { label, subjectOf } from "./ask/label.ts";

/** What the server may have and the embedded one has not, what hangs on rows that may have changed, and what a gap or another rule tells. */
const ELSEWHERE =
  /\b(?:extension|role|tablespace|access method|language|foreign-data wrapper|server|publication|subscription|collation|text search configuration|permission|CONCURRENTLY|transaction block)\b|not available|not supported|could not|contains null values|violate|duplicate key|out of range|invalid input|requires it|syntax error/;

/** A column of a table that is there can be misspelt; a whole table may have been made outside these migrations. */
const OUTSIDE =
  /^(?:relation|table|view|materialized view|schema|type|domain|function|procedure|aggregate|operator|index|sequence) .* does not exist$/;

/** Why the engine said no to a statement. */
function refusal(statement: Statement, { head, config }: Context): string | undefined {
  const seen = head.facts.observation[`observation:${statement.id}`];
  if (seen?.error === undefined || config.postgresVersion < seen.engine) return undefined;
  const { error } = seen;
  return ELSEWHERE.test(error) || OUTSIDE.test(error) ? undefined : error;
}

/** Where a part of the history did not run, what is refused may only lack what that part would have made. */
const isBehind = ({ root }: Migration, { head }: Context): boolean =>
  head.gaps.some(
    ({ key, place }) => key === "history-unreplayed" && (root === "" || place.path.startsWith(`${root}/`)),
  );

export default defineRule({
  id: "migration-refused",
  level: "review",
  on: ["statement.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["subquery-in-check"],
  docs: {
    title: "PostgreSQL refuses a statement",
    sees: "The embedded engine ran the migration on what its history leaves, and a statement was refused, for a reason that no row has a part in; told once for each migration, at the first such statement.",
    why: "The release stops at this statement. What stands before it is taken back, or stays, as the tool has it.",
    instead: `-- a CHECK sees its own row only; what it needs of others is for a trigger or a foreign key
ALTER TABLE public.orders ADD CONSTRAINT orders_user_known FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;`,
  },
  messages: {
    refused: "Unexpected error in `{migration}`, expected it to run after its history, got `{error}`",
  },
  *check({ after: statement }, context) {
    if (statement.direction !== "up") return;
    const error = refusal(statement, context);
    const migration = context.head.facts.migration[statement.migration];
    if (error === undefined || migration === undefined || isBehind(migration, context)) return;
    const { statements } = context.within(statement.migration, "head");
    const first = statements.find((one) => one.direction === "up" && refusal(one, context) !== undefined);
    if (first?.id !== statement.id) return;
    const data = { migration: label(migration), error };
    yield { message: "refused", at: statement.place, subject: subjectOf(migration), data, basis: "observed" };
  },
});
