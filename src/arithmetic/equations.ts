import { compare } from "./compare.ts";
import { type Expression, parse } from "./expression.ts";
import { inUnitOf, print } from "./figure.ts";
import { plainMath, withoutPoints } from "./plain-math.ts";
import type { PlanSum } from "../model/plan-sum.ts";
import type { Passage } from "./statement.ts";
import { type Token, tokens } from "./tokens.ts";

interface Segment {
  readonly expression: Expression;
  readonly text: string;
  readonly start: number;
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
      const checked = check(left, right, token);
      if (checked === undefined) continue;
      const line = place.line + (text.slice(0, left.start).match(/\n/g)?.length ?? 0);
      found.push({ kind: "equation", ...checked, place: { path: place.path, line } });
    }
  return found;
}

type Outcome = Omit<PlanSum, "kind" | "place">;

function check(left: Segment, right: Segment, { sign }: Relation): Outcome | undefined {
  // An arrow leads from one state to another as often as to a result.
  if (sign === "→" && (left.expression.kind === "term" || right.expression.kind !== "term")) return undefined;
  const [from, to] =
    right.expression.kind !== "term" && left.expression.kind === "term" ? [right, left] : [left, right];
  const isSum = from.expression.kind !== "term";
  if (!isSum && !isConversion(from.expression, to.expression)) return undefined;
  const compared = compare(from.expression, to.expression, sign === "≈");
  const said = { formula: from.text, written: to.text };
  if (compared.verdict !== "wrong") return { ...said, verdict: compared.verdict };
  const { expected, slip, convention } = compared;
  const printed = to.expression.kind === "term" ? inUnitOf(to.expression.term, expected) : print(expected.low);
  return {
    ...said,
    verdict: "wrong",
    expected: printed,
    ...(slip === undefined ? {} : { slip }),
    ...(convention === undefined ? {} : { convention }),
  };
}

/** `5 min = 300 s`: two figures of one kind, each with its unit. */
const isConversion = (one: Expression, other: Expression): boolean =>
  one.kind === "term" &&
  other.kind === "term" &&
  (one.term.unit?.measure === "bytes" || one.term.unit?.measure === "time") &&
  other.term.unit?.measure === one.term.unit.measure;

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
  const said = text
    .slice(first.start, last.end)
    .replaceAll(/(?<![\d)])\*\*|\*\*(?![\d(])|`/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { expression, text: said, start: first.start };
}
