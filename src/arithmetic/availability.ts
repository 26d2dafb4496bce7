import type { PlanSum } from "../model/plan-sum.ts";
import { baseOf, valueOf } from "./evaluate.ts";
import { print } from "./figure.ts";
import { fromLines } from "./outcome.ts";
import { timed } from "./period.ts";
import type { Labelled, Scope } from "./scopes.ts";

const DOWNTIME = /\b(?:downtime|unavailab(?:le|ility)|outage)\b/i;

/** 99.95 % leaves an error budget of 0.05 %, and that share of a month as downtime. */
export function availability({ keys, labelled }: Scope): readonly PlanSum[] {
  const target = keys.get("availability");
  if (target === undefined || target.term.low !== target.term.high || target.term.high > 100) return [];
  const left = 100 - target.term.high;
  const formula = `1 − ${target.term.text.trim()}`;
  const budget = keys.get("error_budget");
  const downtimes = labelled.flatMap((each) => {
    const term = timed(each.label, each.term);
    const isOne = DOWNTIME.test(each.label) && term.unit?.measure === "time" && term.per.length === 1;
    return isOne && each.section === target.section ? [{ ...each, term }] : [];
  });
  return [
    ...(budget === undefined || budget.section !== target.section
      ? []
      : [{ ...share(left, formula, budget), ...fromLines(budget, [target]) }]),
    ...downtimes.map((each) => ({ ...span(left, formula, each), ...fromLines(each, [target]) })),
  ];
}

function share(left: number, formula: string, { term, place }: Labelled): PlanSum {
  const isRight = Math.abs(left - term.high) <= Math.max(left * 0.02, term.step / 2);
  return {
    kind: "relation",
    formula,
    written: term.text.trim(),
    place,
    ...(isRight ? { verdict: "right" } : { verdict: "wrong", expected: `${Number(left.toPrecision(4))} %` }),
  };
}

function span(left: number, formula: string, { term, place }: Labelled): PlanSum {
  const stated = valueOf(term, { binary: false, days: "exact" }).high;
  const step = (stated * term.step) / term.high;
  // A month is said to have 28 to 31 days, a year 360 to 366.
  const isRight = Math.abs(stated - left / 100) <= Math.max(left / 1000 + (left / 100) * 0.02, step);
  const [per] = term.per;
  const seconds = (left / 100) * (per === undefined ? 1 : baseOf(per, { binary: false, days: "exact" }));
  const size = term.unit?.base ?? 1;
  return {
    kind: "relation",
    formula: `${formula} of a ${per?.unit ?? "year"}`,
    written: term.text.trim(),
    place,
    ...(isRight ? { verdict: "right" } : { verdict: "wrong", expected: `${print(seconds / size)}${term.unitText}` }),
  };
}
