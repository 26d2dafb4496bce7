import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import type { Expression } from "./expression.ts";
import { inUnitOf, print } from "./figure.ts";
import { figureIn } from "./figure-in.ts";
import { plainMath } from "./plain-math.ts";
import type { Passage, Sheet } from "./statement.ts";
import type { Term } from "./term.ts";

const TOTAL = /^\W*(?:grand\s+)?(?:total|sum|together|overall|in all|altogether|gesamt|summe)\b/i;
/** Columns that are not added up. */
const NO_SUM =
  /\b(?:avg|average|mean|median|p\d\d|max|min|rate|ratio|share|latency|per (?:record|row|event|message|user|item)|price|factor|retention|window|throughput|qps|rps|version|score|speedup|change|diff|delta|#|no|id|year|date)\b|%|Δ/i;

/** Every total below a column, added up again. A column that cannot be read whole says nothing. */
export function totals({ head, rows }: Sheet, isEuropean: boolean): readonly PlanSum[] {
  const found: PlanSum[] = [];
  let from = 0;
  for (const [i, row] of rows.entries()) {
    if (!TOTAL.test(row[0]?.text ?? "")) continue;
    const above = rows.slice(from, i);
    from = i + 1;
    if (above.length < 2) continue;
    for (const [column, cell] of row.entries()) {
      const name = head[column]?.text ?? "";
      if (column === 0 || (NO_SUM.test(name) && !/^\W*100(?:[.,]0+)?\s*%\W*$/.test(cell.text))) continue;
      const sum = total(
        above.map((each) => each[column]),
        cell,
        isEuropean,
      );
      if (sum !== undefined) found.push({ ...sum, formula: `${plainMath(name).trim()}: ${sum.formula}` });
    }
  }
  return found;
}

function total(cells: readonly (Passage | undefined)[], cell: Passage, isEuropean: boolean): PlanSum | undefined {
  const result = figureIn(cell.text, isEuropean);
  const parts: Term[] = [];
  for (const each of cells) {
    if (each === undefined || /^\s*(?:[–—-]|n\/a|none)?\s*$/i.test(each.text)) continue;
    const part = figureIn(each.text, isEuropean);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  if (result === undefined || parts.length < 2 || parts.length > 400) return undefined;
  if (result.unit?.measure === "ratio") return shares(result, parts, cell);
  const expression = parts
    .map((term): Expression => ({ kind: "term", term }))
    .reduce((left, right) => ({ kind: "+", left, right }));
  const said = {
    kind: "total",
    formula: parts.map(({ text }) => text.trim()).join(" + "),
    written: result.text.trim(),
    place: cell.place,
  } as const;
  if (isNoMore(result, parts)) return { ...said, verdict: "undecided" };
  const compared = compare(expression, { kind: "term", term: result }, false);
  return compared.verdict === "wrong"
    ? {
        ...said,
        verdict: "wrong",
        expected: inUnitOf(result, compared.expected),
        ...(compared.slip === undefined ? {} : { slip: compared.slip }),
        ...(compared.convention === undefined ? {} : { convention: compared.convention }),
      }
    : { ...said, verdict: compared.verdict };
}

/** Shares of a whole: what is said to be 100 % has to be, but for what rounding leaves. */
function shares(result: Term, parts: readonly Term[], { place }: Passage): PlanSum | undefined {
  if (result.high !== 100 || !parts.every(({ unit }) => unit?.measure === "ratio")) return undefined;
  const sum = parts.reduce((all, { low, high }) => all + (low + high) / 2, 0);
  const isRight = Math.abs(sum - 100) <= Math.max(1, parts.length / 2);
  return {
    kind: "total",
    formula: parts.map(({ text }) => text.trim()).join(" + "),
    written: result.text.trim(),
    place,
    ...(isRight ? { verdict: "right" } : { verdict: "wrong", expected: `${print(sum)} %` }),
  };
}

/** What is no more than its greatest part is an average or a maximum. */
const isNoMore = (result: Term, parts: readonly Term[]): boolean => {
  const size = (term: Term): number => term.high * (term.unit?.base ?? 1);
  return size(result) <= Math.max(...parts.map(size)) * 1.02;
};
