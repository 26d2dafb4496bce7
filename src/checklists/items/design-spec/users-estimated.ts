import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { firstNumber } from "../../look/figures.ts";
import { isExcused } from "../../look/vague.ts";

const MONTHLY = /\bmau\b|\bmonthly (?:active )?users?\b|\busers? (?:a|per) month\b/i;
const DAILY = /\bdau\b|\bdaily (?:active )?users?\b|\busers? (?:a|per) day\b/i;

export default defineItem({
  id: "users-estimated",
  asked: { "design-spec": "capacity" },
  requirements: [{ row: 61, parts: "Q" }],
  level: "notice",
  title: "Users",
  demand: "monthly and daily users as numbers, or n/a with the reason",
  why: "Every rate below is worked out from them; who doubts a rate wants to see what it rests on.",
  template: "- MAU: <how many users a month>\n- DAU: <how many users a day>",
  messages: {
    number: "Unexpected {label} of `{said}`, expected a number, or n/a with its reason",
    more: "Unexpected `{daily}` users a day of `{monthly}` a month, expected no more in a day than in a month",
  },
  *check(stage) {
    const monthly = answer(stage, MONTHLY);
    const daily = answer(stage, DAILY);
    if (monthly.found === "nothing" && daily.found === "nothing") {
      if (!stage.said.some(({ text }) => /\busers?\b|\bclients?\b|\bcallers?\b/i.test(text) && isExcused(text)))
        yield { part: "Q", message: "missing" };
      return;
    }
    const numbers = [];
    for (const [label, one] of [
      ["MAU", monthly],
      ["DAU", daily],
    ] as const) {
      if (one.found !== "said") continue;
      const value = firstNumber(one.text.replace(MONTHLY, "").replace(DAILY, ""));
      numbers.push({ value, text: one.text, place: one.place, label });
      if (value === undefined && !isExcused(one.text))
        yield { part: "Q", message: "number", at: one.place, of: label, data: { label, said: one.text } };
    }
    const [first, second] = numbers;
    if (first?.value !== undefined && second?.value !== undefined && second.value > first.value)
      yield {
        part: "Q",
        message: "more",
        at: second.place,
        data: { daily: second.text, monthly: first.text },
      };
  },
});
