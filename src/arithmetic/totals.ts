import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import type { Expression } from "./expression.ts";
import { print } from "./figure.ts";
import { figureIn } from "./figure-in.ts";
import { outcomeOf } from "./outcome.ts";
import { plainMath } from "./plain-math.ts";
import type { Passage, Sheet } from "./statement.ts";
import type { Term } from "./term.ts";

export const TOTAL = /^\W*(?:grand\s+|sub-?)?(?:total|sum|together|overall|in all|altogether|gesamt|summe)\b/i;
const PLAIN =
  /^\W*(?:grand\s+|sub-?)?(?:total|sum|together|overall|in all|altogether|gesamt|summe)\b\W*(?:$|\(|(?:of|for|all)\b)/i;
/** Columns that are not added up. */
const NO_SUM =
  /\b(?:avg|average|mean|median|p\d\d|max|min|rate|ratio|share|latency|per (?:record|row|event|message|user|item)|price|factor|retention|window|throughput|qps|rps|version|score|speedup|change|diff|delta|#|no|id|year|date)\b|%|Δ/i;

/** Every total below a column, added up again. A column that cannot be read whole says nothing. */
export function totals({ head, rows }: Sheet, isEuropean: boolean): readonly PlanSum[] {
  const found: PlanSum[] = [];
  let from = 0;
  for (const [i, row] of rows.entries()) {
    if (!isTotal(row)) continue;
    const above = rows.slice(0, i);
    const [parts, subtotals] = [above.filter((each) => !isTotal(each)), above.filter(isTotal)];
    // Behind a subtotal a total may be of the rows since, of all of them, or of the subtotals.
    const ways = subtotals.length === 0 ? [parts] : [rows.slice(from, i), parts, subtotals];
    from = i + 1;
    for (const [column, cell] of row.entries()) {
      const name = head[column]?.text ?? "";
      if (column === 0 || (NO_SUM.test(name) && !/^\W*100(?:[.,]0+)?\s*%\W*$/.test(cell.text))) continue;
      const sums = ways.flatMap((way) =>
        way.length < 2
          ? []
          : (total(
              way.map((each) => each[column]),
              cell,
              isEuropean,
            ) ?? []),
      );
      const sum = sums.find(({ verdict }) => verdict !== "wrong") ?? sums[0];
      if (sum === undefined) continue;
      const { expected: _, slip: __, convention: ___, ...rest } = sum;
      // "Total events" may be one more figure of its own.
      const judged =
        sum.verdict !== "wrong" || PLAIN.test(row[0]?.text ?? "") ? sum : { ...rest, verdict: "undecided" as const };
      found.push({ ...judged, formula: `${plainMath(name).trim()}: ${sum.formula}` });
    }
  }
  return found;
}

const isTotal = (row: Sheet["rows"][number]): boolean => TOTAL.test(row[0]?.text ?? "");

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
  return { ...said, ...outcomeOf(compare(expression, { kind: "term", term: result }, false), result) };
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
const isNoMore = (result: Term, parts: readonly Term[]): boolean =>
  sizeOf(result) <= Math.max(...parts.map(sizeOf)) * 1.02;
const sizeOf = ({ high, unit }: Term): number => high * (unit?.base ?? 1);
