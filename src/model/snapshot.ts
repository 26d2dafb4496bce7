import type { Fact, FactOf, Gap, Kind } from "./fact.ts";

/** Everything known at one commit. Plain data: it survives JSON. Facts are keyed by kind, then by id. */
export interface Snapshot {
  readonly sha: string;
  readonly facts: { readonly [K in Kind]: Readonly<Record<string, FactOf<K>>> };
  readonly gaps: readonly Gap[];
  /** Blob hash of every file that a reader asked for. */
  readonly files: Readonly<Record<string, string>>;
  /** Every path of the commit: whether a file that a plan names is there. */
  readonly paths: readonly string[];
}

/** Sort a reader's yield into a snapshot. */
export function snapshot(
  sha: string,
  seen: Iterable<Fact | Gap>,
  files: Readonly<Record<string, string>> = {},
  paths: readonly string[] = [],
): Snapshot {
  const facts: { [K in Kind]: Record<string, FactOf<K>> } = {
    migration: {},
    statement: {},
    operation: {},
    table: {},
    observation: {},
    proof: {},
    model: {},
    source: {},
    exposure: {},
    guarantee: {},
    semantic: {},
    "raw-query": {},
    "unit-test": {},
    function: {},
    plan: {},
    setting: {},
    suppression: {},
  };
  const gaps: Gap[] = [];
  for (const item of seen) {
    if (item.kind === "gap") gaps.push(item);
    else (facts[item.kind] as Record<string, Fact>)[item.id] = item;
  }
  return { sha, facts, gaps, files, paths };
}
