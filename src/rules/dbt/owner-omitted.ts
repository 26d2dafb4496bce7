import { defineRule } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { unreadOn } from "./words/unread-on.ts";

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
    sees: "A model that this pull request adds has no owner, neither in its `meta` nor through a group, in a project where most models have one; or an exposure that it adds names none.",
    why: "Whoever finds wrong figures in it has nobody to ask, and a change to what it reads tells nobody.",
    instead: "config: { group: finance }, or meta: { owner: finance@example.com }",
  },
  messages: {
    model: "Unexpected new model `{name}` without an owner, expected one as most models of the project have it",
    exposure: "Unexpected new exposure `{name}` without an owner, expected a name or an address: dbt wants one too",
  },
  *check({ after }, { base, head }) {
    if (after.owner !== undefined) return;
    if (after.kind === "exposure")
      yield { message: "exposure", at: after.place, subject: after.subject, data: { name: after.label } };
    else if (
      after.resource === "model" &&
      !unreadOn(head, [after.path]) &&
      isUsual(base, after.project, ({ owner }) => owner !== undefined)
    )
      yield { message: "model", at: after.place, subject: after.subject, data: { name: after.name } };
  },
});
