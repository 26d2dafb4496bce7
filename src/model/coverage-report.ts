import { coverageOf, type Covered } from "./coverage.ts";
import type { Place } from "./place.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the repository checks of one model, seed, snapshot or source. */
export interface CoverageOf {
  readonly id: string;
  readonly kind: "model" | "seed" | "snapshot" | "source";
  readonly name: string;
  readonly place: Place;
  readonly checks: readonly Covered[];
  /** Tests of which nobody can tell what they look after. */
  readonly other: number;
  /** Tests of its logic on rows that are made up: they say nothing of its data. */
  readonly unitTests: number;
}

/** What is checked at one commit. */
export interface CoverageReport {
  readonly version: 1;
  readonly commit: string;
  readonly all: readonly CoverageOf[];
}

/** Models first, then seeds, snapshots and sources, each by name; or those ids alone. */
export function coverageReport(side: Snapshot, only?: ReadonlySet<string>): CoverageReport {
  const { facts } = side;
  const tested = Map.groupBy(Object.values(facts["unit-test"]), ({ on }) => on);
  const open = Map.groupBy(
    Object.values(facts.guarantee).filter(({ checks }) => checks === undefined),
    ({ on }) => on,
  );
  const named = [
    ...Object.values(facts.model).map(({ id, resource: kind, subject, place }) => {
      return { id, kind, name: subject.slice(2).join("."), place };
    }),
    ...Object.values(facts.source).map(({ id, subject, place }) => {
      return { id, kind: "source" as const, name: subject.slice(2).join("."), place };
    }),
  ];
  const all = named
    .filter(({ id }) => only?.has(id) !== false)
    .toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || (one.name < other.name ? -1 : 1))
    .map((one) => ({
      ...one,
      checks: coverageOf(side, one.id),
      other: open.get(one.id)?.length ?? 0,
      unitTests: tested.get(one.id)?.length ?? 0,
    }));
  return { version: 1, commit: side.sha, all };
}

const KINDS: readonly CoverageOf["kind"][] = ["model", "seed", "snapshot", "source"];
