import type { PlanPart } from "../../../model/plan-part.ts";
import * as registry from "../../../outline/kinds/index.ts";
import { defineItem } from "../../item.ts";

export default defineItem({
  id: "stages-in-order",
  asked: { "design-spec": "context", "data-plan": "context" },
  requirements: [
    { row: 1, parts: "S" },
    { row: 54, parts: "S" },
  ],
  level: "notice",
  title: "Order of the stages",
  demand: "the stages in the order in which each starts from what the one before it found",
  why: "Who chooses the architecture before the load is known writes the load to fit it.",
  template: "",
  messages: {
    moved:
      "Unexpected section `{heading}` before `{after}`, expected it behind, or a line `sequence_override:` with the reason in the front matter",
  },
  *check(_stage, { plan }) {
    if ((plan.front["sequence_override"]?.text ?? "") !== "") return;
    const outline = Object.values(registry).find(({ kind }) => kind === plan.planKind);
    const order = new Map(
      outline?.stages
        .filter(({ name, optional }) => optional !== true && !isFree(plan.planKind, name))
        .map(({ name }, i) => [name, i] as const),
    );
    const found = firstOf(plan.parts).flatMap((part) => {
      const rank = order.get(PEERS.get(part.name ?? "") ?? part.name ?? "");
      return rank === undefined ? [] : [{ part, rank }];
    });
    const kept = longestRise(found.map(({ rank }) => rank));
    const [moved] = found.filter((_, i) => !kept.has(i));
    if (moved === undefined) return;
    // Too early: it stands before one that it builds on. Too late: one that builds on it stands before it.
    const later = found.findLast(({ part, rank }) => part.place.line > moved.part.place.line && rank < moved.rank);
    const earlier = found.find(({ part, rank }) => part.place.line < moved.part.place.line && rank > moved.rank);
    const [early, late] = later === undefined ? [earlier ?? moved, moved] : [moved, later];
    yield {
      part: "S",
      message: "moved",
      at: early.part.place,
      data: { heading: early.part.heading, after: late.part.heading },
    };
  },
});

/** A data plan's source has eleven stages, and these are none of them: its bundle puts them where it likes. */
const isFree = (kind: string, stage: string): boolean =>
  kind === "data-plan" && (stage === "assumptions" || stage === "risks");

/** The stages of the source and its bundle have these two the other way round: either order will do. */
const PEERS: ReadonlyMap<string, string> = new Map([["quality", "contracts"]]);

/** The first heading of each stage, in the order of the text. */
function firstOf(parts: readonly PlanPart[]): readonly PlanPart[] {
  const seen = new Map<string, PlanPart>();
  const walk = (all: readonly PlanPart[]): void => {
    for (const part of all) {
      if (part.name !== undefined && !seen.has(part.name)) seen.set(part.name, part);
      walk(part.parts);
    }
  };
  walk(parts);
  return [...seen.values()].toSorted((one, other) => one.place.line - other.place.line);
}

/** Positions of a longest rising sequence: what is not in it was moved. */
function longestRise(ranks: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  for (const [i, rank] of ranks.entries()) {
    const before = best.filter((one) => (ranks[one.at(-1) ?? i] ?? rank) <= rank);
    const longest = before.toSorted((one, other) => other.length - one.length)[0] ?? [];
    best.push([...longest, i]);
  }
  return new Set(best.toSorted((one, other) => other.length - one.length)[0]);
}
