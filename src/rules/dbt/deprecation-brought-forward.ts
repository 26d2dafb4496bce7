import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";

const dayOf = ({ settings = {} }: Model): string | undefined =>
  /^\d{4}-\d\d-\d\d/.exec(settings["deprecation_date"]?.[0] ?? "")?.[0];

export default defineRule({
  id: "deprecation-brought-forward",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["deprecation-date-shortened"],
  docs: {
    title: "A dbt model ends earlier than was said",
    sees: "The `deprecation_date` of a model, or of a version of it, is earlier than on the base branch. A first date, and one that is put off, are no finding.",
    why: "Its readers planned by the date that they were told.",
    instead: "Keep the date, or agree on the new one with those who read it, and say so in the pull request.",
  },
  messages: {
    earlier: "Unexpected `deprecation_date` {now} of `{model}`, expected {was} as it was promised to {readers}",
  },
  *check({ before, after }, { head }) {
    const [was, now] = [dayOf(before), dayOf(after)];
    if (was === undefined || now === undefined || now >= was) return;
    const readers = readDirectlyBy(head, after.id);
    yield {
      message: "earlier",
      at: after.place,
      subject: after.subject,
      before: was,
      after: now,
      data: { model: after.name, was, now, readers: readers.length === 0 ? "its readers" : nameFacts(readers) },
    };
  },
});
