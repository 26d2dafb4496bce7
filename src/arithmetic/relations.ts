import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import type { Expression } from "./expression.ts";
import type { Key } from "./keys.ts";
import { fromLines, type Outcome, outcomeOf } from "./outcome.ts";
import type { Labelled, Scope } from "./scopes.ts";
import type { Term } from "./term.ts";

type Sign = "*" | "/" | "-";
type Part = readonly [sign: Sign, key: Key];

interface Relation {
  readonly gives: Key;
  /** Joined from left to right. */
  readonly by: readonly Part[];
  /** Factors that count where they are stated; where not, they may be hidden in the result. */
  readonly perhaps?: readonly Part[];
  /** The result may hold more than this (indexes, discounts): only a slip by powers of ten is told. */
  readonly open?: true;
  readonly whole?: "ceil";
}

const product = (gives: Key, ...keys: readonly Key[]): Relation => ({ gives, by: keys.map((key) => ["*", key]) });
const ratio = (gives: Key, over: Key, under: Key): Relation => ({
  gives,
  by: [
    ["*", over],
    ["/", under],
  ],
});
const difference = (gives: Key, from: Key, less: Key): Relation => ({
  gives,
  by: [
    ["*", from],
    ["-", less],
  ],
});

/** D1 to D8 of the estimate's formulas, those of systems, price and bandwidth, each from the figures beside it. */
const RELATIONS: readonly Relation[] = [
  product("records_per_day", "users", "actions"),
  product("daily_bytes", "records_per_day", "record_bytes"),
  product("average_rate", "records_per_day"),
  product("average_rate", "users", "actions"),
  product("peak_rate", "average_rate", "peak_factor"),
  product("required_rate", "peak_rate", "headroom"),
  { ...ratio("instances", "required_rate", "rate_per_instance"), whole: "ceil" },
  ratio("compressed_bytes", "daily_bytes", "compression"),
  { ...product("retained_bytes", "compressed_bytes", "retention"), perhaps: [["*", "replication"]] },
  {
    ...product("retained_bytes", "daily_bytes", "retention"),
    perhaps: [
      ["/", "compression"],
      ["*", "replication"],
    ],
  },
  { ...product("table_bytes", "rows", "record_bytes"), open: true },
  ratio("runtime", "work", "processing_rate"),
  difference("slack", "window", "runtime"),
  difference("net_rate", "processing_rate", "incoming_rate"),
  ratio("drain_time", "backlog", "net_rate"),
  product("bandwidth", "average_rate", "payload"),
  product("scanned", "runs", "bytes_per_run"),
  { ...product("cost", "quantity", "unit_price"), open: true },
];
const term = (each: Term): Expression => ({ kind: "term", term: each });
const SIGNS = { "*": "×", "/": "÷", "-": "−" } as const;

/** What a scope's figures say of each other. A result is held against one relation, the first that is stated whole. */
export function relations({ keys }: Scope): readonly PlanSum[] {
  const found: PlanSum[] = [];
  const done = new Set<Key>();
  for (const relation of RELATIONS) {
    const { gives, by, perhaps = [] } = relation;
    const result = keys.get(gives);
    if (result === undefined || done.has(gives) || !by.every(([, key]) => keys.has(key))) continue;
    done.add(gives);
    const used = [...by, ...perhaps].flatMap(([sign, key]) => {
      const stated = keys.get(key);
      return stated === undefined ? [] : [{ sign, stated }];
    });
    const isOpen = relation.open ?? perhaps.some(([, key]) => !keys.has(key));
    const isApart = used.some(({ stated }) => stated.section !== result.section);
    const formula = used
      .map(({ sign, stated }, i) => `${i === 0 ? "" : `${SIGNS[sign]} `}${stated.term.text.trim()}`)
      .join(" ");
    const judged = judge(used, result, relation);
    found.push({
      kind: "relation",
      place: result.place,
      formula,
      written: result.term.text.trim(),
      ...fromLines(
        result,
        used.map(({ stated }) => stated),
      ),
      ...(isHeld(judged, isOpen, isApart) ? judged : { verdict: "undecided" }),
    });
  }
  return found;
}

function judge(
  used: readonly { readonly sign: Sign; readonly stated: Labelled }[],
  { term: result }: Labelled,
  { whole }: Relation,
): Outcome {
  const [first, ...rest] = used;
  if (first === undefined) return { verdict: "undecided" };
  const expression = rest.reduce<Expression>(
    (left, { sign, stated }) => ({ kind: sign, left, right: term(stated.term) }),
    term(first.stated.term),
  );
  if (whole === undefined || !Number.isInteger(result.low))
    return outcomeOf(compare(expression, term(result), false), result);
  // More than are needed is headroom; fewer are not enough.
  const rounded = compare({ kind: "call", name: whole, values: [expression] }, term(result), false);
  return rounded.verdict === "wrong" && result.low >= rounded.expected.low
    ? { verdict: "undecided" }
    : outcomeOf(rounded, result);
}

/** A compression, copies or indexes that nobody states may stand in a figure, and figures of two sections may be of two things. */
function isHeld({ verdict, slip = "" }: Outcome, isOpen: boolean, isApart: boolean): boolean {
  if (verdict !== "wrong") return true;
  if (isOpen) return slip.startsWith("a factor of ");
  return !isApart || slip !== "";
}
