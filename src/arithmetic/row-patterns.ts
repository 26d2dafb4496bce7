import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import { type Expression, termsOf } from "./expression.ts";
import { figureIn } from "./figure-in.ts";
import { outcomeOf } from "./outcome.ts";
import { plainMath } from "./plain-math.ts";
import type { Passage, Sheet } from "./statement.ts";
import type { Term } from "./term.ts";
import { TOTAL } from "./totals.ts";

type Sign = "+" | "-" | "*" | "/";

/** How a column may follow from two others. */
const SHAPES: readonly (readonly [Sign, reversed: boolean])[] = [
  ["+", false],
  ["-", false],
  ["-", true],
  ["*", false],
  ["/", false],
  ["/", true],
];
/** Statistics of one and the same figure follow from its single values, not from each other. */
const ORDER = /\b(?:median|percentile|p\d\d|min(?:imum)?|max(?:imum)?|std|dev(?:iation)?)\b|\d(?:st|nd|rd|th)\b/i;
const STATISTIC = new RegExp(`${ORDER.source}|\\b(?:avg|average|mean)\\b`, "i");
/** So many rows have to hold before the one that does not is held against anybody. */
const EVIDENCE = 4;
const MOST_COLUMNS = 8;
const MOST_ROWS = 60;

interface Row {
  readonly terms: readonly (Term | undefined)[];
  readonly cells: readonly Passage[];
}

/** Tables whose own rows show that a column is the sum, difference, product or quotient of two others, or the sum of all before it. */
export function rowPatterns({ head, rows: body }: Sheet, isEuropean: boolean): readonly PlanSum[] {
  if (body.length < EVIDENCE + 1 || body.length > MOST_ROWS || head.length < 3 || head.length > 2 * MOST_COLUMNS)
    return [];
  const rows = body
    .filter((row) => !TOTAL.test(row[0]?.text ?? ""))
    .map((cells): Row => ({ cells, terms: cells.map(({ text }) => figureIn(text, isEuropean)) }));
  const columns = head
    .map((_, i) => i)
    .filter((i) => rows.filter(({ terms }) => terms[i] !== undefined).length > EVIDENCE);
  if (columns.length < 3 || columns.length > MOST_COLUMNS) return [];
  const found: PlanSum[] = [];
  for (const [at, result] of columns.entries()) {
    const before = columns.slice(0, at).filter((i) => !STATISTIC.test(head[i]?.text ?? ""));
    if (before.length < 2 || ORDER.test(head[result]?.text ?? "")) continue;
    const ways: ((row: Row) => Expression | undefined)[] = before.flatMap((one, i) =>
      before.slice(i + 1).flatMap((other) =>
        SHAPES.map(
          ([kind, reversed]) =>
            (row: Row) =>
              joined(kind, reversed ? [row.terms[other], row.terms[one]] : [row.terms[one], row.terms[other]]),
        ),
      ),
    );
    if (before.length > 2)
      ways.push(({ terms }) =>
        joined(
          "+",
          before.map((i) => terms[i]),
        ),
      );
    const sums = ways.map((way) => held(rows, way, result, head)).find((each) => each !== undefined);
    found.push(...(sums ?? []));
  }
  return found;
}

/** The parts joined from left to right; nothing where one is missing, or is nought or one and so would say nothing. */
function joined(kind: Sign, terms: readonly (Term | undefined)[]): Expression | undefined {
  const trivial = kind === "*" || kind === "/" ? 1 : 0;
  let whole: Expression | undefined;
  for (const term of terms) {
    if (term === undefined || term.high === 0 || term.high === trivial) return undefined;
    const part: Expression = { kind: "term", term };
    whole = whole === undefined ? part : { kind, left: whole, right: part };
  }
  return whole;
}

function held(
  rows: readonly Row[],
  way: (row: Row) => Expression | undefined,
  result: number,
  head: readonly Passage[],
): readonly PlanSum[] | undefined {
  const sums: PlanSum[] = [];
  const right = new Set<string>();
  let wrong = 0;
  for (const row of rows) {
    const [term, cell] = [row.terms[result], row.cells[result]];
    const expression = way(row);
    if (term === undefined || cell === undefined || expression === undefined) continue;
    const compared = compare(expression, { kind: "term", term }, false);
    if (compared.verdict === "undecided") return undefined;
    if (compared.verdict === "right" && digits(term) > 1 && tells(expression, term))
      right.add(`${textOf(expression)} ${term.text}`);
    if (compared.verdict === "wrong") wrong++;
    if (wrong > 2) return undefined;
    sums.push({
      kind: "row",
      formula: `${plainMath(head[result]?.text ?? "").trim()}: ${textOf(expression)}`,
      written: term.text.trim(),
      place: cell.place,
      ...outcomeOf(compared, term),
    });
  }
  return right.size >= EVIDENCE && right.size >= wrong * 4 ? sums : undefined;
}

/** A result that is one of its own operands, all but a little, would be so by chance. */
const tells = (expression: Expression, result: Term): boolean =>
  termsOf(expression).every(({ high }) => Math.abs(high / result.high - 1) > 0.05);

const digits = ({ text }: Term): number => (text.match(/\d/g) ?? []).length;
const SIGNS: Readonly<Record<Sign, string>> = { "+": "+", "-": "−", "*": "×", "/": "÷" };

const textOf = (expression: Expression): string =>
  expression.kind === "term"
    ? expression.term.text.trim()
    : expression.kind === "call" || expression.kind === "^"
      ? ""
      : `${textOf(expression.left)} ${SIGNS[expression.kind]} ${textOf(expression.right)}`;
