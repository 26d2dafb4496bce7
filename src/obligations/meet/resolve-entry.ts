import type { PlanEntry } from "../../model/plan.ts";
import { OWN_SCHEMAS, type Subject, type SubjectKind } from "../../model/subject.ts";
import { type Known, knownSubjects } from "./known-subjects.ts";

/** One subject where the names mean one thing; several where they are ambiguous; none where they mean nothing known. */
export type Resolved = readonly Subject[];

const RELATIONS: ReadonlySet<SubjectKind> = new Set<SubjectKind>(["table", "view", "index", "constraint", "type"]);
const SUFFIXED: ReadonlySet<SubjectKind> = new Set<SubjectKind>(["model", "source", "exposure"]);

/** Unquoted names fold to lower case in SQL, and a plan does not show which of them were quoted. */
const same = (known: string, written: string): boolean => known === written || known === written.toLowerCase();

const equal = (known: readonly string[], written: readonly string[]): boolean =>
  known.length === written.length && known.every((name, i) => same(name, written[i] ?? ""));

const kindFits = (said: SubjectKind | undefined, kind: SubjectKind): boolean =>
  said === undefined ||
  said === kind ||
  ((said === "table" || said === "view") && (kind === "table" || kind === "view"));

const memo = new WeakMap<Known, WeakMap<PlanEntry, Resolved>>();

/** What a plan's row speaks of: the full name, or the default schema's; a model or source also without its project. */
export function resolveEntry(entry: PlanEntry, context: Known): Resolved {
  const known = memo.get(context) ?? new WeakMap<PlanEntry, Resolved>();
  memo.set(context, known);
  const resolved = known.get(entry) ?? resolve(entry, context);
  known.set(entry, resolved);
  return resolved;
}

/** What a name means that stands outside of the *Subject* cell. */
export const resolveName = (names: readonly string[], context: Known): Resolved => resolve({ names }, context);

function resolve({ names, subjectKind }: Pick<PlanEntry, "names" | "subjectKind">, context: Known): Resolved {
  if (names.length === 0) return [];
  const fitting = knownSubjects(context).filter(([kind]) => kindFits(subjectKind, kind));
  const { defaultSchema } = context.config;
  const exact = fitting.filter(
    ([kind, ...known]) =>
      equal(known, names) ||
      (RELATIONS.has(kind) &&
        (equal(known, [defaultSchema, ...names]) ||
          (OWN_SCHEMAS.has(known[0] ?? "public") && equal(known.slice(1), names)))),
  );
  if (exact.length > 0) return exact;
  return fitting.filter(([kind, ...known]) => SUFFIXED.has(kind) && equal(known.slice(-names.length), names));
}
