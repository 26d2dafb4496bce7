import type { Config } from "./model/config.ts";
import type { PlanEntry, PlannedAction } from "./model/plan.ts";
import type { Reader } from "./model/reader.ts";
import type { Snapshot } from "./model/snapshot.ts";
import { subjectKey } from "./model/subject.ts";
import { stepOnBase, stepsBefore } from "./obligations/meet/expanding.ts";
import { subjectsOf } from "./obligations/meet/known-subjects.ts";
import { resolveEntry } from "./obligations/meet/resolve-entry.ts";
import { type Memo, read, type Tree } from "./readers/read.ts";

/** Each costs the App a few requests. */
const MOST = 12;

const LEAVING: ReadonlySet<PlannedAction> = new Set<PlannedAction>(["drop", "remove", "rename"]);
const keysOf = (side: Snapshot): ReadonlySet<string> => new Set(subjectsOf(side).map(subjectKey));

/** The files of base whose first day decides whether a contracting phase may come: those of the expanding steps before it. */
export async function phasedPaths(
  { base, head }: { readonly base: Tree; readonly head: Tree },
  readers: readonly Reader[],
  config: Config,
  memo: Memo,
): Promise<readonly string[]> {
  const known = {
    base: await read(base, readers, config, memo),
    head: await read(head, readers, config, memo, base),
    findings: [],
    config,
  };
  const [before, after] = [keysOf(known.base), keysOf(known.head)];
  // A plan whose last phase is for another day costs nothing.
  const comes = (entry: PlanEntry): boolean =>
    !LEAVING.has(entry.action) ||
    resolveEntry(entry, known).some((one) => before.has(subjectKey(one)) && !after.has(subjectKey(one)));
  const steps = Object.values(known.head.facts.plan).flatMap((plan) =>
    plan.entries
      .filter(comes)
      .flatMap((entry) => stepsBefore(plan, entry, known).map((step) => stepOnBase(plan, step, entry, known))),
  );
  return [...new Set(steps.flatMap((step) => step?.place.path ?? []))].slice(0, MOST);
}
