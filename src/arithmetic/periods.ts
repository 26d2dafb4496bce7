import type { PlanSum } from "../model/plan-sum.ts";
import { compare } from "./compare.ts";
import { fromLines, outcomeOf } from "./outcome.ts";
import { periodOf, stemOf, timed } from "./period.ts";
import type { Labelled, Scope } from "./scopes.ts";
import type { Term } from "./term.ts";

/** What is no count that goes on at one pace: limits, peaks, tariffs with a rebate for a year. */
const NO_PACE =
  /\b(?:limits?|quotas?|max(?:imum)?|min(?:imum)?|peak|burst|budget|cap|capacity|allowed|allowance|free|included|threshold|target|slo|sla|p\d\d|retr(?:y|ies)|growth|change|new|backups?|schedules?|runs?|report|subscription|plan|fee|tier|discount|rate limit|copies|days|hours)\b/;
const SPENT = /\b(?:cost|spend|spending|bill|expense|storage|compute|egress|scan)/;
/** A pace may differ by season, by the days that are worked and by growth: less than this is nobody's slip. */
const PLAY = 1.5;

const NEAR = 6;

interface Paced extends Labelled {
  readonly stem: string;
  readonly span: number;
}

/** One thing counted by two spans of time, as "rows per day" and "rows per year". */
export function periods({ labelled, keys }: Scope): readonly PlanSum[] {
  const paced = new Map<string, Paced[]>();
  for (const each of labelled) {
    const one = pacedBy(each);
    // What an availability leaves is held against that.
    if (one === undefined || (keys.has("availability") && /\bdowntime\b/.test(one.stem))) continue;
    const name = `${one.section} ${one.stem} ${one.term.unit?.measure ?? "count"} ${nounOf(one.term)}`;
    paced.set(name, [...(paced.get(name) ?? []), one]);
  }
  return [...paced.values()].flatMap((group) => {
    const spans = group.map(({ span }) => span);
    // A name that is given twice for one span names two things.
    if (group.length < 2 || group.length > 6 || new Set(spans).size !== spans.length) return [];
    const [first, ...others] = group.toSorted((one, other) => one.span - other.span);
    // "Daily" and "Monthly" alone are of the same thing where they stand beside each other.
    const isNear = ({ stem, place }: Paced): boolean =>
      first !== undefined && (stem !== "" || Math.abs(place.line - first.place.line) <= NEAR);
    return first === undefined ? [] : others.filter(isNear).map((other) => pair(first, other));
  });
}

function pacedBy(each: Labelled): Paced | undefined {
  const period = periodOf(each.label);
  const said = each.term.per.filter(({ measure }) => measure === "time");
  const [own] = said;
  const one = own ?? period;
  const stem = stemOf(each.label);
  if (one === undefined || said.length > 1 || each.term.per.length > said.length || NO_PACE.test(stem))
    return undefined;
  // "Hourly: 3.3 MB" may be a roll-up by the hour, and "Per second: 100" a limit.
  if (own === undefined && (stem === "" || isAdjective(each.label)) && !VOLUME.test(each.label)) return undefined;
  if (own !== undefined && period !== undefined && own.base !== period.base) return undefined;
  const measure = each.term.unit?.measure;
  if (measure === "ratio" || measure === "factor" || (measure === "money" && !SPENT.test(stem))) return undefined;
  return {
    ...each,
    stem,
    span: one.base,
    term: timed(each.label, each.term),
  };
}

const nounOf = ({ unit }: Term): string =>
  unit?.measure === "time" || unit?.measure === "bytes" ? "" : (unit?.noun ?? "");

function pair(one: Paced, other: Paced): PlanSum {
  const compared = compare({ kind: "term", term: one.term }, { kind: "term", term: other.term }, false);
  const said = {
    kind: "relation",
    formula: one.term.text.trim(),
    written: other.term.text.trim(),
    place: other.place,
    ...fromLines(other, [one]),
  } as const;
  if (compared.verdict !== "wrong") return { ...said, verdict: compared.verdict };
  const off = [
    value(other.term, "low") / value(one.term, "high"),
    value(other.term, "high") / value(one.term, "low"),
  ] as const;
  const isPlay = off[0] < PLAY && off[1] > 1 / PLAY;
  return isPlay ? { ...said, verdict: "undecided" } : { ...said, ...outcomeOf(compared, other.term) };
}

const value = (term: Term, side: "low" | "high"): number =>
  (term[side] * (term.unit?.base ?? 1)) / term.per.reduce((all, { base }) => all * base, 1);

const isAdjective = (label: string): boolean => /\w(?:ly|annual)\b/i.test(label);
const VOLUME =
  /\b(?:volume|ingest|cost|spend|spending|rows|records|events|messages|orders|transactions|bytes|data|storage per)\b/i;
