import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { about } from "../../look/figures.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { tablesWith } from "../../look/table.ts";
import { told } from "../../look/told.ts";

const HOP = /\bhop\b|\bstage\b|\bstep\b|\bfrom\b/;
const BUDGET = /\bbudget\b|\blatency\b/;
const TOTAL = /^\W*(?:together|total|sum|end[ -]to[ -]end|in all)\b/i;

export default defineItem({
  id: "latency-budget-sound",
  asked: { "workflow-plan": "design" },
  profiles: ["streaming"],
  anywhere: true,
  requirements: [{ row: 120, parts: "S" }],
  level: "review",
  title: "Latency budget",
  demand: "how long each hop may take, and their sum below the SLA",
  why: "Each hop that is fast enough by itself makes a stream that is too slow, and nobody knows whose second it was.",
  template:
    "| Hop | Budget |\n| --- | --- |\n| source to ingest | <duration> |\n| ingest to process | <duration> |\n| process to serve | <duration> |\n| together | <duration, below the SLA> |",
  messages: {
    sum: "Unexpected {said} for all hops together, expected {sum}: the sum of the hops",
  },
  *check(stage) {
    const [table] = tablesWith(stage, HOP, BUDGET);
    if (table === undefined) {
      yield* inProse(stage);
      return;
    }
    const rows = rowsBy(table, { hop: HOP, budget: BUDGET });
    const total = rows.find(({ hop }) => TOTAL.test(hop?.text ?? ""))?.budget;
    const hops = rows.filter(({ hop }) => !TOTAL.test(hop?.text ?? "")).map(({ budget }) => secondsOf(budget));
    const said = secondsOf(total);
    if (total === undefined || said === undefined || hops.length < 2) return;
    let sum = 0;
    for (const one of hops) {
      if (one === undefined) return;
      sum += one;
    }
    if (!about(sum, said, 0.01))
      yield { part: "Q", message: "sum", at: total.place, data: { said: spoken(said), sum: spoken(sum) } };
  },
});

/** "Latency: a to b 5 s, b to c 10 s, 15 s in total". */
function* inProse(stage: Stage) {
  const line = told(stage, /\blatency\b|\bhops?\b|\bbudget\b/i).find(({ text }) => hopsIn(text).length > 1);
  if (line === undefined) {
    yield { part: "S", message: "missing" } as const;
    return;
  }
  const [said] = timesIn(clausesIn(line.text).find((clause) => TOGETHER.test(clause)) ?? "");
  const sum = hopsIn(line.text).reduce((all, one) => all + one, 0);
  if (said !== undefined && !about(sum, said, 0.01))
    yield { part: "Q", message: "sum", at: line.place, data: { said: spoken(said), sum: spoken(sum) } } as const;
}

const TOGETHER = /\b(?:in total|together|in all|end[ -]to[ -]end)\b/i;

const clausesIn = (text: string): readonly string[] => text.split(/[;,]\s/);

/** "a to b 5 s + b to c 20 s = 25 s". */
const summands = (text: string): readonly number[] | undefined => {
  const [sum = "", total] = text.split("=");
  const each = sum.split(/\s\+\s/).map(timesIn);
  return total !== undefined && each.length > 1 && each.every((times) => times.length === 1) ? each.flat() : undefined;
};

/** A hop leads from somewhere to somewhere, and has one time. */
const hopsIn = (text: string): readonly number[] =>
  summands(text) ??
  clausesIn(text).flatMap((clause) => {
    const times = timesIn(clause);
    return /\S (?:to|→|->) \S/.test(clause) && !TOGETHER.test(clause) && times.length === 1 ? times : [];
  });

const timesIn = (text: string): readonly number[] =>
  findQuantities(text).flatMap(({ quantity: { measure, high } }) => (measure === "time" ? [high] : []));

const secondsOf = (cell: Stage["said"][number] | undefined): number | undefined => timesIn(cell?.text ?? "")[0];
