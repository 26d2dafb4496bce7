import { defineRule } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const together = toldOnce(["model.added"], ({ after }, { base, head }) => {
  if (after.owner !== undefined || after.resource !== "model" || unreadOn(head, [after.path])) return undefined;
  return isUsual(base, after.project, ({ owner }) => owner !== undefined) ? after.project : undefined;
});

export default defineRule({
  id: "owner-omitted",
  level: "notice",
  on: ["model.added", "exposure.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["owner-missing", "model-unowned", "exposure-unowned"],
  docs: {
    title: "A new dbt model or exposure belongs to nobody",
    sees: "A model that this pull request adds has no owner, neither in its `meta` nor through a group, in a project where most models have one; once a project; or an exposure that it adds names none.",
    why: "Whoever finds wrong figures in it has nobody to ask, and a change to what it reads tells nobody.",
    instead: "config: { group: finance }, or meta: { owner: finance@example.com }",
  },
  messages: {
    model: "Unexpected new model `{name}`{others} without an owner, expected one as most models of the project have it",
    exposure: "Unexpected new exposure `{name}` without an owner, expected a name or an address: dbt wants one too",
  },
  *check(change, context) {
    const { after } = change;
    if (change.kind === "exposure.added") {
      const data = { name: change.after.label };
      if (after.owner === undefined) yield { message: "exposure", at: after.place, subject: after.subject, data };
      return;
    }
    const all = together(context).get(change);
    if (all === undefined) return;
    const data = { name: change.after.name, others: andMore(all) };
    yield { message: "model", at: after.place, subject: after.subject, data };
  },
});
