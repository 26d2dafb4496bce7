import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { makesTrigger } from "./ask/trigger-of.ts";

export default defineRule({
  id: "trigger-created",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["create-trigger", "add-trigger", "addTrigger", "MP090"],
  docs: {
    title: "Every write to a table runs a trigger from now on",
    sees: "A migration of this pull request makes a trigger on a table that was there before it. One that the history had already, dropped and made anew, is no finding.",
    why: "Writers wait for a moment while it is made, and behind a long transaction that moment is long; afterwards each write of running code does more than it did.",
    instead: `SET lock_timeout = '2s'; -- give up rather than hold everybody up, and try again
CREATE TRIGGER orders_touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION touch();`,
  },
  messages: {
    created: "Unexpected trigger `{trigger}` on table `{table}`, expected writers that know what it does to their rows",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "CreateTrigStmt") return;
    const { subject, place: at, detail: trigger = "" } = operation;
    if (subject[0] !== "table" || !touchesExisting(operation, context)) return;
    if (Object.values(context.base.facts.operation).some((other) => makesTrigger(other, operation))) return;
    const data = { trigger, table: spell(subject) };
    yield {
      message: "created",
      at,
      subject,
      after: `trigger ${trigger}`,
      data,
      basis: seeWriteLock(operation, context),
    };
  },
});
