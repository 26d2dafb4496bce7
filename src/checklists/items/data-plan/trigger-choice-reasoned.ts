import { defineItem } from "../../item.ts";
import { givesReason } from "../../look/reason.ts";
import { statementsOf } from "../../look/statements.ts";

const STRICT =
  /\bstrict(?:ly)?\b|\bin (?:this|that|exactly this) order\b|\bmust (?:run|come|finish|wait) (?:after|before|for|in)\b|\bonly after\b/i;
const BY_EVENT =
  /\b(?:started|triggered|kicked off|woken) by (?:an? |the |its )?(?:\w+ )?events?\b|\bevent[- ](?:driven|chain\w*|based)\b|\bchain of events\b|\bevents? (?:starts?|triggers?)\b/i;

export default defineItem({
  id: "trigger-choice-reasoned",
  asked: { "data-plan": "ingestion" },
  requirements: [
    { row: 51, parts: "S", waits: { X: "DAG files have no reader yet: the plan's own words alone are asked" } },
  ],
  level: "notice",
  title: "Reason for event triggers",
  demand: "a reason where tasks have a strict order and are started by events all the same",
  why: "In a chain of events nobody sees which link has not come.",
  template: "Schedule: <cron, or the event that starts it, and why>",
  messages: {
    events:
      "Unexpected tasks in strict order that are started by events (`{said}`), expected a scheduler, or the reason why not",
  },
  *check(stage) {
    const all = statementsOf(stage);
    const told = all.find(({ text }) => BY_EVENT.test(text));
    if (told === undefined || !all.some(({ text }) => STRICT.test(text)) || givesReason(told.text)) return;
    yield { part: "S", message: "events", at: told.place, data: { said: told.text.slice(0, 80) } };
  },
});
