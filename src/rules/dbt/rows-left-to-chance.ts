import { defineRule } from "../../model/rule.ts";

export default defineRule({
  id: "rows-left-to-chance",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["non-deterministic-model", "row-number-without-order"],
  requirements: [{ row: 184, parts: "X" }],
  docs: {
    title: "A dbt model gives other rows each time it is built",
    sees: "The SQL of a new model, or what this pull request brings into one, draws a random number or a new uuid, or takes row_number(), first_value() or last_value() over a window without an order. A call with an argument counts as seeded. The clock is no finding: a model may well be about today.",
    why: "A key that is drawn anew points to nothing after the next full refresh, and of two copies of a row now this one and now that one is kept. Nobody can repeat what was wrong.",
    instead:
      "row_number() over (partition by visit_id order by received_at desc, event_id); a key that is hashed from the columns that make the row",
  },
  messages: {
    drawn: "Unexpected `{call}` in model `{model}`, expected a value that the next run gives again",
    unordered: "Unexpected `{call}` in model `{model}`, expected an ORDER BY in its window that leaves no tie",
  },
  *check(change) {
    const { after: model } = change;
    const before = new Set(change.kind === "model.altered" ? change.before.chance : []);
    const [call] = (model.chance ?? []).filter((one) => !before.has(one));
    if (call === undefined) return;
    const unordered = call.endsWith(" without order");
    yield {
      message: unordered ? "unordered" : "drawn",
      at: model.place,
      subject: model.subject,
      after: call,
      data: { call: call.replace(" without order", ""), model: model.name },
    };
  },
});
