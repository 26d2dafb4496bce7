import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";

export default defineRule({
  id: "constraint-index-dropped",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "drop",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["drop-constraint-backing-index", "MP097"],
  docs: {
    title: "An index is dropped that a constraint needs",
    sees: "A migration of this pull request drops the index of a primary key, a unique or an exclusion constraint by DROP INDEX.",
    why: "PostgreSQL refuses it, IF EXISTS or not: the migration fails where it is deployed.",
    instead: "ALTER TABLE public.users DROP CONSTRAINT users_email_key;",
  },
  messages: {
    dropped: "Unexpected DROP INDEX of `{index}`, which the {constraint} constraint needs, expected DROP CONSTRAINT",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "index-dropped" || operation.backs === undefined) return;
    if (operation.direction !== "up" || operation.moot === true) return;
    const observed = context.observed(operation);
    // The engine dropped it: the constraint is gone by something that could not be read.
    if (observed !== undefined && observed.error === undefined) return;
    const { subject, place: at, backs } = operation;
    const basis = observed === undefined ? "grammar" : "observed";
    yield { message: "dropped", at, subject, data: { index: spell(subject), constraint: backs }, basis };
  },
});
