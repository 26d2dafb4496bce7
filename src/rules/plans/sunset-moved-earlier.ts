import type { Plan, PlanEntry } from "../../model/plan.ts";
import { defineRule } from "../../model/rule.ts";

const DAY = /\b20\d\d-\d\d-\d\d\b/;
const dayOf = ({ sunset }: PlanEntry): string | undefined => DAY.exec(sunset ?? "")?.[0];

/** The same row on the other side: what it does to what, however the line moved. */
const pairOf = ({ entries }: Plan, entry: PlanEntry): PlanEntry | undefined =>
  entries.find(
    ({ action, names, phase }) =>
      action === entry.action &&
      names.join(".").toLowerCase() === entry.names.join(".").toLowerCase() &&
      phase === entry.phase,
  );

export default defineRule({
  id: "sunset-moved-earlier",
  level: "block",
  on: ["plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: ["repair"],
  aliases: ["sunset-changed-earlier", "api-sunset-date-changed-too-small"],
  docs: {
    title: "A sunset was moved earlier",
    sees: "A row of a plan that is approved on the base branch, whose Sunset this pull request moves to an earlier day or takes away. In a plan that was a draft it is a notice. A later day is always fine.",
    why: "Somebody who read the old date has planned by it, and will not read the plan again before that day.",
    instead: `| Change | Subject | Announced | Sunset |
|---|---|---|---|
| drop column | \`users.legacy_code\` | 2026-08-01 | 2027-02-01 |

The day may move back, never forward.`,
  },
  messages: {
    earlier: "Unexpected Sunset `{after}` of `{subject}`, expected `{before}` or later, as its readers were told",
    gone: "Unexpected row of `{subject}` without its Sunset, expected `{before}` or later, as its readers were told",
  },
  *check({ before, after }) {
    for (const entry of after.entries) {
      const told = pairOf(before, entry);
      const [was, is] = [told === undefined ? undefined : dayOf(told), dayOf(entry)];
      if (was === undefined || (is !== undefined && is >= was)) continue;
      const level = before.status === "approved" ? {} : ({ level: "notice" } as const);
      yield {
        message: is === undefined ? "gone" : "earlier",
        at: entry.place,
        subject: ["plan", after.id, ...entry.names],
        before: was,
        ...(is === undefined ? {} : { after: is }),
        data: { subject: entry.subject.replaceAll("`", ""), before: was, after: is ?? "" },
        ...level,
      };
    }
  },
});
