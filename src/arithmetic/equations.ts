import { compare } from "./compare.ts";
import { type Expression, parse } from "./expression.ts";
import { inUnitOf, print } from "./figure.ts";
import { plainMath, withoutPoints } from "./plain-math.ts";
import type { PlanSum } from "../model/plan-sum.ts";
import type { Passage } from "./statement.ts";
import type { Term } from "./term.ts";
import { type Token, tokens } from "./tokens.ts";

interface Segment {
  readonly expression: Expression;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The index of the token behind it, or before it. */
  readonly next: number;
}

/** Deeper brackets and longer runs are no sum that a person wrote. */
const DEEPEST = 50;
const LONGEST = 400;

type Relation = Extract<Token, { readonly kind: "=" }>;

/** Every `a × b = d` of a text, reckoned again. */
export function equations({ text: raw, place }: Passage, isEuropean = false): readonly PlanSum[] {
  if (!/\d/.test(raw) || !/[=≈→⇒≅≃≒]|->|=>|\\approx|&asymp;/.test(raw)) return [];
  const text = plainMath(raw);
  const found: PlanSum[] = [];
  for (const level of levels(tokens(isEuropean ? withoutPoints(text) : text)))
    for (const [i, token] of level.entries()) {
      if (token.kind !== "=") continue;
      const left = segment(text, level, i, -1);
      const right = segment(text, level, i, 1);
      if (left === undefined || right === undefined) continue;
      const checked = check(text, left, right, token, level[right.next]?.kind === "=");
      if (checked === undefined) continue;
      const line = place.line + (text.slice(0, left.start).match(/\n/g)?.length ?? 0);
      found.push({ kind: "equation", ...checked, place: { path: place.path, line } });
    }
  return found;
}

type Outcome = Omit<PlanSum, "kind" | "place">;

function check(text: string, left: Segment, right: Segment, { sign }: Relation, goesOn: boolean): Outcome | undefined {
  // An arrow leads from one state to another as often as to a result.
  if (sign === "→" && (left.expression.kind === "term" || right.expression.kind !== "term")) return undefined;
  const [from, to] =
    right.expression.kind !== "term" && left.expression.kind === "term" ? [right, left] : [left, right];
  const isSum = from.expression.kind !== "term";
  if (!isSum && (!isConversion(from.expression, to.expression) || !standsAlone(text, from))) return undefined;
  const compared = compare(from.expression, to.expression, sign === "≈");
  const said = { formula: from.text, written: to.text };
  if (compared.verdict !== "wrong") return { ...said, verdict: compared.verdict };
  const { expected, slip, convention } = compared;
  if (isSum ? isOtherwise(text, [left, right, from], sign, goesOn) : !SLIP.test(slip ?? "") && convention === undefined)
    return { ...said, verdict: "undecided" };
  const printed = to.expression.kind === "term" ? inUnitOf(to.expression.term, expected) : print(expected.low);
  return {
    ...said,
    verdict: "wrong",
    expected: printed,
    ...(slip === undefined ? {} : { slip }),
    ...(convention === undefined ? {} : { convention }),
  };
}

/** What a conversion is wrong by; whoever is further off speaks of something else. */
const SLIP = /^(?:off by|a factor of (?:10|100|1 000) )/;

/** `5 min = 300 s`: two figures of one kind, each with its unit and of the same thing. */
const isConversion = (one: Expression, other: Expression): boolean =>
  one.kind === "term" &&
  other.kind === "term" &&
  (one.term.unit?.measure === "bytes" || one.term.unit?.measure === "time") &&
  other.term.unit?.measure === one.term.unit.measure &&
  one.term.label === other.term.label &&
  one.term.per.length === other.term.per.length &&
  one.term.per.every(({ measure }, i) => measure === other.term.per[i]?.measure);

/** No word before it says what it is: "each 32 GB = 320 GB" is no conversion. */
const standsAlone = (text: string, { start }: Segment): boolean =>
  /(?:^|[:;,.|—–]|\n\s*[-*>]?|[^\p{L}\d\s)]\()\s*[~*_`]*$/u.test(text.slice(0, start));

/** "1M × 5 = 5M/day ÷ 100K = 58" reckons on, "7 characters = 62^7 = 3.5 trillion" tells, and what is capped is less. */
function isOtherwise(
  text: string,
  [left, right, from]: readonly [Segment, Segment, Segment],
  sign: Relation["sign"],
  goesOn: boolean,
): boolean {
  if (CAPPED.test(text.slice(right.end, right.end + 40))) return true;
  if (from === right) return goesOn || /\^/.test(from.text);
  const first = firstOf(right.expression);
  return (
    first !== undefined &&
    right.expression.kind !== "term" &&
    compare(left.expression, { kind: "term", term: first }, sign === "≈").verdict === "right"
  );
}

const CAPPED = /^\s*[([,;—–-]*\s*(?:capped|clamped|limited|at most|max\b|cut off|rounded)/i;
const firstOf = (expression: Expression): Term | undefined =>
  expression.kind === "term" ? expression.term : expression.kind === "call" ? undefined : firstOf(expression.left);

/** The tokens of a text without asides; what stands in an aside is a level of its own. `(= 4)` is no aside. */
function levels(run: readonly Token[]): readonly (readonly Token[])[] {
  const all: (readonly Token[])[] = [];
  const walk = (from: number, depth: number): { readonly end: number; readonly level: readonly Token[] } => {
    const level: Token[] = [];
    let i = from;
    for (; i < run.length; i++) {
      const token = run[i];
      if (token === undefined || token.kind === ")") break;
      if (token.kind !== "(" || depth > DEEPEST) {
        level.push(token.kind === "(" ? stopAt(token) : token);
        continue;
      }
      const before = level.at(-1)?.kind;
      const inner = walk(i + 1, depth + 1);
      const close = run[inner.end];
      const end = close?.kind === ")" ? close : undefined;
      if (run[i + 1]?.kind === "=") level.push(...inner.level, stopAt(end ?? token));
      else if (before === "unread") all.push(inner.level);
      else if (before === "term" || before === ")") all.push(inner.level);
      else if (inner.level.some(({ kind }) => kind === "=" || kind === "stop") || end === undefined) {
        all.push(inner.level);
        level.push(stopAt(token));
      } else level.push(token, ...inner.level, end);
      i = inner.end;
    }
    return { end: i, level };
  };
  for (let i = 0; i < run.length; i++) {
    const { end, level } = walk(i, 0);
    all.push(level);
    i = end;
  }
  return all;
}

const stopAt = ({ start, end }: Token): Token => ({ kind: "stop", start, end });

/** The expression that ends before a relation, or begins behind it. */
function segment(text: string, level: readonly Token[], at: number, step: 1 | -1): Segment | undefined {
  let depth = 0;
  let i = at + step;
  for (; i >= 0 && i < level.length; i += step) {
    const kind = level[i]?.kind;
    if (kind === "=" || kind === "stop") break;
    if (kind === "(" || kind === ")") depth += (kind === "(") === (step === 1) ? 1 : -1;
    if (depth < 0) break;
    if (kind === "," && depth === 0) break;
  }
  const run = step === 1 ? level.slice(at + 1, i) : level.slice(i + 1, at);
  const first = run[0];
  const last = run.at(-1);
  const expression = run.length > LONGEST ? undefined : parse(run);
  if (first === undefined || last === undefined || expression === undefined) return undefined;
  if (step === -1 && isCut(text, level, i)) return undefined;
  const said = text
    .slice(first.start, last.end)
    .replaceAll(/(?<![\d)])\*\*|\*\*(?![\d(])|`/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { expression, text: said, start: first.start, end: last.end, next: i };
}

/** "1M users × some 10 holdings × 8 bytes": a word that is not read stands between the sign and the rest. */
function isCut(text: string, level: readonly Token[], from: number): boolean {
  let i = from;
  while (/^\p{L}/u.test(text.slice(level[i]?.start ?? 0, level[i]?.end ?? 0)) && level[i]?.kind === "stop") i--;
  const before = level[i];
  if (before === undefined || i === from || !/^[-+*/]$/.test(before.kind)) return false;
  // A dash at the beginning of a line makes a list.
  return !/(?:^|\n)\s*$/.test(text.slice(0, before.start));
}
