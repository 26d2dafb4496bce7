import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { clausesOf } from "../../look/labelled.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const GUARD = /\bguard-?rails?\b|\bbudget of (?:money|cost)|\bcost budget\b|\bmonthly budget\b|\bcost (?:limit|cap)\b/i;
const LIMIT = /\bat most\b|\bbelow\b|\babove\b|\bunder\b|\bover\b|\blimit|\bcap(?:ped)?\b|\bmaximum\b|\bmax\b|[<≤]/i;

const isMoney = (text: string): boolean =>
  findQuantities(text).some(({ quantity: { measure } }) => measure === "money") ||
  /(?:[€$£]|\b(?:EUR|USD|GBP|CHF))\s?\d/.test(text);

export default defineItem({
  id: "cost-guarded",
  asked: { "workflow-plan": "metrics" },
  anywhere: true,
  requirements: [{ row: 132, parts: "S" }],
  level: "notice",
  title: "Cost guardrail",
  demand: "the sum of money at which somebody has to look, per day or month",
  why: "A pipeline grows dearer by one small change at a time; only a figure shows when it has become too much.",
  template: "Guardrail: <sum of money> a day, reviewed <how often>",
  messages: { vague: "Unexpected guardrail without a figure (`{said}`), expected a sum of money per day or month" },
  *check(stage) {
    if (isOpen(stage, GUARD)) return;
    const guards = told(stage, GUARD).flatMap(({ text, place }) =>
      clausesOf(text).flatMap((clause) => (GUARD.test(clause) ? [{ clause, place }] : [])),
    );
    const vague = guards.find(({ clause }) => !isMoney(clause));
    if (guards.length > 0 && vague !== undefined && !guards.some(({ clause }) => isMoney(clause)))
      yield { part: "S", message: "vague", at: vague.place, data: { said: shortened(vague.clause) } };
    else if (guards.length === 0 && !told(stage, LIMIT).some(({ text }) => isMoney(text)))
      yield { part: "S", message: "missing" };
  },
});
