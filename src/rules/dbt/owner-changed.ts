import type { ChangeOf } from "../../model/change.ts";
import { defineRule } from "../../model/rule.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const moved = ({ before, after }: ChangeOf<"model.altered">): boolean =>
  before.owner !== undefined && before.owner.toLowerCase() !== after.owner?.toLowerCase();

const together = toldOnce(["model.altered"], (change, { head }) =>
  moved(change) && !unreadOn(head, [change.after.path, ...change.before.columns.map(({ place }) => place.path)])
    ? JSON.stringify([change.after.project, change.before.owner, change.after.owner])
    : undefined,
);

export default defineRule({
  id: "owner-changed",
  level: "notice",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["group-owner-changed", "owner-removed", "model-owner-changed"],
  docs: {
    title: "A dbt model belongs to somebody else",
    sees: "The owner of a model, by its `meta`, its group or the owner of its group, is another one than on the base branch, or nobody. A move of many models from one owner to another is told once. A first owner is no finding.",
    why: "Alerts, questions and approvals go to the new name from the merge on; whether that person knows of it stands nowhere.",
    instead: "Let the new owner approve the pull request.",
  },
  messages: {
    moved: "Unexpected owner {now} of `{model}`{others}, expected the word of both: it was {was}",
    none: "Unexpected end of {was} as owner of `{model}`{others}, expected who takes it over",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { before, after } = change;
    yield {
      message: after.owner === undefined ? "none" : "moved",
      at: after.place,
      subject: after.subject,
      before: before.owner ?? "",
      after: after.owner ?? "",
      data: {
        model: after.name,
        was: before.owner ?? "",
        now: after.owner ?? "",
        others: andMore(all),
      },
    };
  },
});
