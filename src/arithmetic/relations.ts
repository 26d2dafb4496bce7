import type { Place } from "../model/place.ts";
import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import type { Expression } from "./expression.ts";
import { inUnitOf } from "./figure.ts";
import type { Key } from "./keys.ts";
import type { Term } from "./term.ts";

/** Figures that one row, one column or the whole document states under known names. */
export type Scope = ReadonlyMap<Key, { readonly term: Term; readonly place: Place }>;

interface Relation {
  readonly gives: Key;
  /** Joined from left to right. */
  readonly by: readonly (readonly [sign: "*" | "/" | "-", key: Key])[];
  /** Factors that count where they are stated; where not, they may be hidden in the result. */
  readonly perhaps?: readonly (readonly [sign: "*" | "/", key: Key])[];
}

/** D1 to D7 of the estimate's formulas, bandwidth and the error budget, each from the figures beside it. */
const RELATIONS: readonly Relation[] = [
  {
    gives: "daily_bytes",
    by: [
      ["*", "records_per_day"],
      ["*", "record_bytes"],
    ],
  },
  { gives: "average_rate", by: [["*", "records_per_day"]] },
  {
    gives: "peak_rate",
    by: [
      ["*", "average_rate"],
      ["*", "peak_factor"],
    ],
  },
  {
    gives: "required_rate",
    by: [
      ["*", "peak_rate"],
      ["*", "headroom"],
    ],
  },
  {
    gives: "compressed_bytes",
    by: [
      ["*", "daily_bytes"],
      ["/", "compression"],
    ],
  },
  {
    gives: "retained_bytes",
    by: [
      ["*", "compressed_bytes"],
      ["*", "retention"],
    ],
    perhaps: [["*", "replication"]],
  },
  {
    gives: "retained_bytes",
    by: [
      ["*", "daily_bytes"],
      ["*", "retention"],
    ],
    perhaps: [
      ["/", "compression"],
      ["*", "replication"],
    ],
  },
  {
    gives: "runtime",
    by: [
      ["*", "work"],
      ["/", "processing_rate"],
    ],
  },
  {
    gives: "slack",
    by: [
      ["*", "window"],
      ["-", "runtime"],
    ],
  },
  {
    gives: "net_rate",
    by: [
      ["*", "processing_rate"],
      ["-", "incoming_rate"],
    ],
  },
  {
    gives: "drain_time",
    by: [
      ["*", "backlog"],
      ["/", "net_rate"],
    ],
  },
  {
    gives: "bandwidth",
    by: [
      ["*", "average_rate"],
      ["*", "payload"],
    ],
  },
];
const SIGNS = { "*": "×", "/": "÷", "-": "−" } as const;

/** What a scope's figures say of each other. A result is held against one relation, the first that is stated whole. */
export function relations(scope: Scope): readonly PlanSum[] {
  const found: PlanSum[] = [];
  const done = new Set<Key>();
  for (const { gives, by, perhaps = [] } of RELATIONS) {
    const result = scope.get(gives);
    if (result === undefined || done.has(gives) || !by.every(([, key]) => scope.has(key))) continue;
    done.add(gives);
    const hidden = perhaps.filter(([, key]) => !scope.has(key));
    const used = [...by, ...perhaps.filter(([, key]) => scope.has(key))].flatMap(([sign, key]) => {
      const stated = scope.get(key);
      return stated === undefined ? [] : [{ sign, term: stated.term }];
    });
    found.push({ kind: "relation", place: result.place, ...outcome(used, result.term, hidden.length > 0) });
  }
  const budget = errorBudget(scope);
  return budget === undefined ? found : [...found, budget];
}

function outcome(
  used: readonly { readonly sign: "*" | "/" | "-"; readonly term: Term }[],
  result: Term,
  isOpen: boolean,
): Omit<PlanSum, "kind" | "place"> {
  const [first, ...rest] = used;
  const said = {
    formula: used.map(({ sign, term }, i) => `${i === 0 ? "" : `${SIGNS[sign]} `}${term.text.trim()}`).join(" "),
    written: result.text.trim(),
  };
  if (first === undefined) return { ...said, verdict: "undecided" };
  const expression = rest.reduce<Expression>(
    (left, { sign, term }) => ({ kind: sign, left, right: { kind: "term", term } }),
    { kind: "term", term: first.term },
  );
  const compared = compare(expression, { kind: "term", term: result }, false);
  if (compared.verdict !== "wrong") return { ...said, verdict: compared.verdict };
  // A compression or copies that nobody states may stand in the figure.
  const off = expression.kind === "term" ? 1 : Math.abs(Math.log10(valueRatio(result, compared.expected.high)));
  if (isOpen && off < 2) return { ...said, verdict: "undecided" };
  const { expected, slip, convention } = compared;
  return {
    ...said,
    verdict: "wrong",
    expected: inUnitOf(result, expected),
    ...(slip === undefined ? {} : { slip }),
    ...(convention === undefined ? {} : { convention }),
  };
}

const valueRatio = (result: Term, expected: number): number => (result.high * (result.unit?.base ?? 1)) / expected;

/** 99.95 % leaves 0.05 %. */
function errorBudget(scope: Scope): PlanSum | undefined {
  const target = scope.get("availability");
  const budget = scope.get("error_budget");
  if (target === undefined || budget === undefined || target.term.low !== target.term.high) return undefined;
  const left = 100 - target.term.high;
  const isRight = Math.abs(left - budget.term.high) <= Math.max(left * 0.02, budget.term.step / 2);
  return {
    kind: "relation",
    formula: `1 − ${target.term.text.trim()}`,
    written: budget.term.text.trim(),
    place: budget.place,
    ...(isRight ? { verdict: "right" } : { verdict: "wrong", expected: `${Number(left.toPrecision(4))} %` }),
  };
}
