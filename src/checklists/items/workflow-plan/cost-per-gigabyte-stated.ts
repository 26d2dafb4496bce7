import { findQuantities } from "../../../quantity/find.ts";
import type { PlanTable } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { about, figure, firstNumber } from "../../look/figures.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";

const PER = /\b(?:per|a) (?:GB|gigabyte|TB|terabyte)\b/i;
const PROCESSED = /\b(?:per|a|each) (?:day|run)\b|\bdaily\b|\bof the day\b/i;
const DIVIDED = /(\d[\d.,]*)\s*(?:\/|÷)\s*(\d[\d.,]*)\s*(?:GB)?\s*[=≈]\s*(?:[€$£]\s?)?(\d[\d.,]*)/;
const COST = /^(?!.*\bper\b).*(?:\beuros?\b|\bcost\b|\beur\b|\busd\b|[€$£])/;
const SIZE = /^(?!.*\bper gb\b).*\bgb\b/;
const EACH = /\bper gb\b/;
const GB = 1e9;

export default defineItem({
  id: "cost-per-gigabyte-stated",
  asked: { "workflow-plan": "metrics" },
  anywhere: true,
  requirements: [{ row: 136, parts: "Q" }],
  level: "notice",
  title: "Cost per gigabyte",
  demand: "what a gigabyte costs: the cost of a day divided by the gigabytes of a day",
  why: "It is the one figure of cost that can be compared between pipelines and over a year of growth.",
  template: "Cost per GB: <cost of a day> / <GB of a day> = <cost per GB>",
  messages: {
    quotient: "Unexpected {said} per GB, expected {cost} / {size} = {each}",
    total: "Unexpected total of {said}, expected {sum}: the sum of its rows",
    divisor: "Unexpected {size} GB in the cost per GB, expected {stated} GB as the plan says elsewhere",
    row: "Unexpected {said} per GB for `{name}`, expected {cost} / {size} = {each}",
  },
  *check(stage) {
    const said = told(stage, PER).filter(({ text }) => /\d/.test(text));
    const tables = tablesWith(stage, COST, SIZE, EACH);
    if (said.length === 0 && tables.length === 0) {
      if (!isOpen(stage, PER)) yield { part: "Q", message: "missing" };
      return;
    }
    const sizes = processed(stage);
    for (const { text, place } of told(stage, PER)) {
      const [cost, size, each] = (DIVIDED.exec(text) ?? []).slice(1).map(firstNumber);
      if (cost === undefined || size === undefined || each === undefined) continue;
      if (!isEach(cost, size, each)) {
        const data = { said: figure(each), cost: figure(cost), size: figure(size), each: figure(cost / size) };
        yield { part: "Q", message: "quotient", at: place, data };
      }
      const [stated] = sizes;
      if (stated !== undefined && !sizes.some((one) => about(one, size, 0.02)))
        yield { part: "Q", message: "divisor", at: place, data: { size: figure(size), stated: figure(stated) } };
    }
    for (const { said: total, sum, place } of tables.flatMap((table) => totalOf(table) ?? []))
      yield { part: "Q", message: "total", at: place, data: { said: figure(total), sum: figure(sum) } };
    for (const row of tables.flatMap((table) => rowsBy(table, { name: /./, cost: COST, size: SIZE, each: EACH }))) {
      const [cost, size, each] = [row.cost, row.size, row.each].map((cell) => firstNumber(cell?.text ?? ""));
      if (cost === undefined || size === undefined || each === undefined || isEach(cost, size, each)) continue;
      const data = { name: row.name?.text ?? "", said: figure(each), cost: figure(cost), size: figure(size) };
      yield {
        part: "Q",
        message: "row",
        at: row.each?.place ?? stage.place,
        of: data.name,
        data: { ...data, each: figure(cost / size) },
      };
    }
  },
});

/** Two digits behind the point, as money is written. */
const isEach = (cost: number, size: number, each: number): boolean =>
  size === 0 || Math.abs(cost / size - each) <= Math.max(0.0051, 0.02 * each);

/** The last row, where it is the total of those above it. */
function totalOf(table: PlanTable) {
  const rows = rowsBy(table, { name: /./, cost: COST });
  const costs = rows.map(({ cost }) => firstNumber(cost?.text ?? ""));
  const last = rows.at(-1);
  const said = costs.at(-1);
  if (
    last?.cost === undefined ||
    said === undefined ||
    !/^\W*(?:total|sum|together|all)\b/i.test(last.name?.text ?? "")
  )
    return undefined;
  const sum = costs
    .slice(0, -1)
    .reduce<number | undefined>((all, one) => (all === undefined || one === undefined ? undefined : all + one), 0);
  return sum === undefined || about(sum, said, 0.01) ? undefined : { said, sum, place: last.cost.place };
}

/** Gigabytes of a day or a run, as the plan states them outside the cost itself. */
const processed = (stage: Stage): readonly number[] =>
  statementsOf(stage)
    .filter(({ text }) => PROCESSED.test(text))
    .flatMap(({ text }) => findQuantities(text))
    .flatMap(({ quantity: { measure, high } }) => (measure === "bytes" ? [high / GB] : []));
