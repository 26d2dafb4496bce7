import { defineRule } from "../../model/rule.ts";
import { named, touchesGate, waiversOnHead } from "./ask/waivers-on-head.ts";

const DAY = 86_400_000;

export default defineRule({
  id: "waiver-overlong",
  level: "review",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["waiver-too-long"],
  docs: {
    title: "A waiver is granted for too long",
    sees: "A waiver that this pull request brings, or one that head still has in a pull request that touches the gate, ends later than `waiver_max_days` from today (180, where the configuration says nothing).",
    why: "A waiver without an end in sight is a rule that was switched off without saying so; whoever granted it has long left when somebody asks.",
    instead: "Grant it for as long as the work behind it takes, and grant it anew if it takes longer.",
  },
  messages: {
    overlong:
      "Unexpected waiver of `{waiver}` until {until}, expected {last} or earlier ({days} days, `waiver_max_days`)",
  },
  *check() {},
  *afterwards(_, context) {
    if (!touchesGate(context)) return;
    const { config, today } = context;
    const days = config.waiverMaxDays;
    const last = new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
    const stood = new Set(config.waivers.map((waiver) => `${named(waiver)} ${waiver.until}`));
    for (const waiver of waiversOnHead(context)) {
      const { until, place: at } = waiver;
      if (until === undefined || until <= last) continue;
      yield {
        message: "overlong",
        at,
        subject: ["waiver", named(waiver)],
        after: until,
        data: { waiver: named(waiver), until, last, days: String(days) },
        ...(stood.has(`${named(waiver)} ${until}`) ? { level: "notice" as const } : {}),
      };
    }
  },
});
