import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { about, figure, reckons } from "../../look/figures.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { answer } from "../../look/answer.ts";
import type { Stage } from "../../look/stage.ts";

const BUDGET = /\berror[- ]budget\b|\bburn[- ]rate\b/i;
const POLICY =
  /\b(?:freeze|frozen|stops?|halt|pause|slow(?:s|ed)? down|no (?:more )?(?:features|releases)|roll(?:ed)? back|pages?|spent|exhausted|used up|burn(?:s|t|ed)?)\b/i;

export default defineItem({
  id: "error-budget-spent",
  asked: { "design-spec": "reliability" },
  requirements: [{ row: 76, parts: "SQ" }],
  level: "notice",
  title: "Error budget",
  demand: "how much of the error budget there is, or what is done when it is spent",
  why: "A service level without consequences is a wish: the budget says when features wait for repairs.",
  template: "Error budget: <the share and the minutes in the window>; when it is spent, <what stops>",
  messages: {
    said: "Unexpected error budget `{said}`, expected its figure or what is done when it is spent",
    share: "Unexpected `{written}` for {part} of {whole}, expected {expected}",
    slo: "Unexpected error budget of {written} beside an availability of {slo}, expected {expected}",
  },
  *check(stage, context) {
    const said = answer(stage, BUDGET);
    if (said.found === "open") return;
    if (said.found === "nothing") {
      const elsewhere =
        context.stage("slo")?.said.some(({ text }) => POLICY.test(text) && /\bbudget\b/i.test(text)) === true;
      if (!elsewhere) yield { part: "S", message: "missing" };
      return;
    }
    if (!POLICY.test(said.text) && quantitiesOf(said.text, { measure: "ratio" }).length === 0)
      yield { part: "S", message: "said", at: said.place, data: { said: said.text } };
    for (const one of shares(said.text)) yield { part: "Q", message: "share", at: said.place, data: one };
    const slo = context.stage("slo");
    if (slo !== undefined && !reckons(said.text)) yield* beside(slo, `error budget: ${said.text}`, said.place);
  },
});

/** "1 of 21.6 min, 4.6 %": the share is that of the two. */
function* shares(text: string) {
  for (const match of text.matchAll(
    /(\d+(?:\.\d+)?) of (\d+(?:\.\d+)?)\s?(?:min|minutes|h|hours|s|seconds)\b\W{1,4}(?:(?:or|i\.e\.|which is|that is)\s+)?(\d+(?:\.\d+)?)\s?%/g,
  )) {
    const [, part = "", whole = "", percent = ""] = match;
    const expected = (Number(part) / Number(whole)) * 100;
    if (!about(expected, Number(percent), 0.06))
      yield { written: `${percent} %`, part, whole, expected: `${figure(expected)} %` };
  }
}

/** The budget is one less the availability that the service levels promise. */
function* beside(slo: Stage, text: string, at: Stage["place"]) {
  const field = slo.fields.find(({ label, open }) => open !== true && /\bavailability\b|\bup ?time\b/i.test(label));
  const target = quantitiesOf(field?.text ?? "", { measure: "ratio" }).find(({ low }) => low > 0.5 && low < 1);
  const budget = findQuantities(text).find(
    ({ quantity, start }) =>
      quantity.measure === "ratio" && quantity.low < 0.1 && /budget[^.;]{0,20}$/i.test(text.slice(0, start)),
  );
  if (target === undefined || budget === undefined || about(1 - target.low, budget.quantity.low, 0.06)) return;
  const data = {
    written: text.slice(budget.start, budget.end),
    slo: `${String(Number((target.low * 100).toPrecision(5)))} %`,
    expected: `${String(Number(((1 - target.low) * 100).toPrecision(5)))} %`,
  };
  yield { part: "Q" as const, message: "slo" as const, at, data };
}
