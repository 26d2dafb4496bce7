import { defineRule } from "../../model/rule.ts";
import { named } from "./ask/waivers-on-head.ts";

export default defineRule({
  id: "gate-changed",
  level: "review",
  on: ["setting.added", "setting.removed", "setting.altered", "plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: [],
  docs: {
    title: "The gate's own settings changed",
    sees: "A pull request that adds, changes or removes a setting of `.github/dataplan.yml`, or a plan that brings a waiver in its front matter.",
    why: "Whoever loosens the gate in the same pull request as the break would let himself through. This pull request is still judged by the settings of the base branch; the new ones count after the merge.",
    instead: "Change the gate in a pull request of its own, and have it reviewed by those who own it.",
  },
  messages: {
    added:
      "Unexpected new setting `{key}: {value}` of the gate, expected it in a pull request of its own; in force after the merge",
    removed:
      "Unexpected removal of the gate's setting `{key}: {value}`, expected it in a pull request of its own; in force after the merge",
    altered:
      "Unexpected change of the gate's setting `{key}` from `{before}` to `{value}`, expected it in a pull request of its own; in force after the merge",
    waiver:
      "Unexpected waiver of `{key}` by a plan of this pull request, expected it in a pull request of its own; in force after the merge",
  },
  *check(change) {
    switch (change.kind) {
      case "plan.added":
      case "plan.altered": {
        const before = change.kind === "plan.altered" ? (change.before.waivers ?? []) : [];
        const stood = new Set(before.map((waiver) => `${named(waiver)} ${waiver.until}`));
        for (const waiver of change.after.waivers ?? [])
          if (!stood.has(`${named(waiver)} ${waiver.until}`))
            yield {
              message: "waiver",
              at: waiver.place,
              subject: ["waiver", named(waiver)],
              after: waiver.until,
              data: { key: named(waiver) },
            };
        break;
      }
      case "setting.added":
        yield {
          message: "added",
          at: change.after.place,
          subject: ["config", change.after.key],
          after: change.after.value,
          data: { ...words(change.after) },
        };
        break;
      case "setting.removed":
        yield {
          message: "removed",
          at: change.before.place,
          side: "base",
          subject: ["config", change.before.key],
          before: change.before.value,
          data: { ...words(change.before) },
        };
        break;
      default:
        yield {
          message: "altered",
          at: change.after.place,
          subject: ["config", change.after.key],
          before: change.before.value,
          after: change.after.value,
          data: { ...words(change.after), before: change.before.value },
        };
    }
  },
});

const words = ({ key, value }: { key: string; value: string }): Record<string, string> => ({ key, value });
