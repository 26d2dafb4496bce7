import type { Plan, SelectPlan } from "../resolve/plan.ts";
import { branchesOf } from "./branches.ts";
import type { Edit } from "./edit.ts";
import type { Leaf } from "./scope.ts";
import type { Side } from "./side.ts";
import { sourceOf } from "./write-rows.ts";
import { uniqueBy } from "./unique-by.ts";

type Deeper = (before: Plan, after: Plan) => readonly Edit[];

/** What is different where the relations of two queries are. */
export function compareSources(base: Side, head: Side, deeper: Deeper): readonly Edit[] {
  const [before, after] = [base.view.plan, head.view.plan];
  if (before.kind === "set" && after.kind === "set") {
    const [ones, others] = [branchesOf(before), branchesOf(after)];
    if (ones.length !== others.length) {
      const cause = ones.length < others.length ? "the union has a branch more" : "a branch of the union is gone";
      return [{ kind: "row-set-changed", verdict: "breaking", cause }];
    }
    return ones.flatMap(({ plan }, i) => {
      const other = others[i];
      return other === undefined ? [] : deeper(plan, other.plan);
    });
  }
  if (before.kind !== "select" || after.kind !== "select")
    return [{ kind: "structure-changed", verdict: "unknown", cause: "the rows are written out" }];
  return joins(joined(base, before), joined(head, after), head, deeper);
}

interface Join {
  readonly leaf: Leaf;
  readonly kind: string;
  readonly relation: string;
  readonly conditions: readonly string[];
}

const joined = ({ writer }: Side, plan: SelectPlan): readonly Join[] =>
  writer.scope(plan).leaves.map((leaf, i) => {
    const { kind, relation, conditions } = sourceOf(leaf, i, writer);
    return { leaf, kind, relation, conditions };
  });

const sameJoin = (a: Join, b: Join | undefined): boolean =>
  a.kind === b?.kind && a.relation === b.relation && a.conditions.join() === b.conditions.join();

function joins(before: readonly Join[], after: readonly Join[], head: Side, deeper: Deeper): readonly Edit[] {
  const [fewer, more] = before.length < after.length ? [before, after] : [after, before];
  if (before.length === after.length)
    return before.flatMap((one, i) => (sameJoin(one, after[i]) ? [] : pair(one, after[i], deeper)));
  if (!fewer.every((one, i) => sameJoin(one, more[i])))
    return [{ kind: "structure-changed", verdict: "unknown", cause: "other relations are joined" }];
  const added = before.length < after.length;
  return more.slice(fewer.length).map(({ leaf, kind }): Edit => {
    const outer = kind === "left";
    if (!added)
      return {
        kind: "join-changed",
        verdict: outer ? "unknown" : "breaking",
        cause: outer ? "a LEFT JOIN is gone, which may have multiplied rows" : "a join that chose rows is gone",
      };
    if (!outer) return { kind: "join-added", verdict: "breaking", cause: "a join more chooses or multiplies rows" };
    if (uniqueBy(leaf, head.writer))
      return { kind: "join-added", verdict: "safe", cause: "a LEFT JOIN finds at most one row" };
    return {
      kind: "join-added",
      verdict: "unknown",
      cause: "a LEFT JOIN more may multiply rows: nothing here says that its keys are unique",
    };
  });
}

function pair(before: Join, after: Join | undefined, deeper: Deeper): readonly Edit[] {
  if (after === undefined) return [];
  const edits: Edit[] = [];
  if (before.kind !== after.kind)
    edits.push({ kind: "join-changed", verdict: "breaking", cause: `${before.kind} became ${after.kind}` });
  edits.push(...condition(before.conditions, after.conditions));
  if (before.relation === after.relation) return edits;
  const [one, other] = [before.leaf.slot.from, after.leaf.slot.from];
  if (one.kind === "plan" && other.kind === "plan") {
    const inner = deeper(one.plan, other.plan);
    // Only columns may differ further inside, and they are told where they are used.
    return [...edits, ...inner];
  }
  return [...edits, { kind: "source-changed", verdict: "unknown", cause: "another relation is read" }];
}

/** A condition more or less is another join; one that reads differently may be the same. */
function condition(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const gone = before.some((one) => !after.includes(one));
  const come = after.some((one) => !before.includes(one));
  if (!gone && !come) return [];
  if (gone && come)
    return [{ kind: "join-changed", verdict: "unknown", cause: "the condition of a join reads differently" }];
  return [{ kind: "join-changed", verdict: "breaking", cause: `a join has a condition ${gone ? "less" : "more"}` }];
}
