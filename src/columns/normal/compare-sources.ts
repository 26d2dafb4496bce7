import type { Plan, SelectPlan } from "../resolve/plan.ts";
import { branchesOf } from "./branches.ts";
import type { Edit } from "./edit.ts";
import { comparedOf } from "./grain.ts";
import { nameOfLeaf } from "./name-of-leaf.ts";
import type { Leaf, Scope } from "./scope.ts";
import type { Side } from "./side.ts";
import { sourceOf } from "./write-rows.ts";

type Deeper = (before: Plan, after: Plan) => readonly Edit[];

/** What is different where the relations of two queries are; nothing where that cannot be told. */
export function compareSources(base: Side, head: Side, deeper: Deeper): readonly Edit[] {
  const [before, after] = [base.view.plan, head.view.plan];
  if (before.kind === "select" && after.kind === "select")
    return joins(joined(base, before), joined(head, after), head, deeper);
  const [ones, others] = [branchesAt(base), branchesAt(head)];
  if (ones === undefined || others === undefined || ones.pairs.length !== others.pairs.length)
    return [{ kind: "structure-changed", verdict: "unknown", cause: "the rows are written out" }];
  const edits: Edit[] = [];
  if (others.more > 0)
    edits.push({ kind: "row-set-changed", verdict: "breaking", cause: "the union has a branch more" });
  if (ones.more > 0)
    edits.push({ kind: "row-set-changed", verdict: "breaking", cause: "a branch of the union is gone" });
  return edits.concat(ones.pairs.flatMap((one, i) => deeper(one, others.pairs[i] ?? one)));
}

/** The branches that both sides have, and how many more there are; a query alone is a union of one. */
function branchesAt({
  view: { plan },
  writer,
}: Side): { readonly pairs: readonly Plan[]; readonly more: number } | undefined {
  if (plan.kind === "select") return { pairs: [plan], more: 0 };
  if (plan.kind !== "set") return undefined;
  const all = branchesOf(plan);
  const pairs = writer.matched.get(plan) ?? all;
  return { pairs: pairs.map((branch) => branch.plan), more: all.length - pairs.length };
}

interface Join {
  readonly label: number;
  readonly name: string;
  readonly leaf: Leaf;
  readonly scope: Scope;
  /** Its place among the relations of its query. */
  readonly index: number;
  readonly kind: string;
  readonly relation: string;
  readonly conditions: readonly string[];
}

function joined({ writer }: Side, plan: SelectPlan): readonly Join[] {
  const scope = writer.scope(plan);
  return scope.leaves.map((leaf, i) => {
    const { kind, relation, conditions } = sourceOf(leaf, i, writer);
    return { label: scope.label(i), name: nameOfLeaf(leaf), leaf, scope, index: i, kind, relation, conditions };
  });
}

function joins(before: readonly Join[], after: readonly Join[], head: Side, deeper: Deeper): readonly Edit[] {
  const edits = before.flatMap((one): readonly Edit[] => {
    const other = after.find(({ label }) => label === one.label);
    return other === undefined ? [left(one)] : pair(one, other, deeper);
  });
  return edits.concat(
    after.filter(({ label }) => !before.some((one) => one.label === label)).map((one) => added(one, head)),
  );
}

function left({ kind, name }: Join): Edit {
  const outer = kind === "left";
  return {
    kind: "join-changed",
    verdict: outer ? "unknown" : "breaking",
    cause: outer ? `the LEFT JOIN of ${name} is gone, which may have multiplied rows` : `the join of ${name} is gone`,
  };
}

function added({ leaf, index, kind, name, conditions, scope }: Join, { grain }: Side): Edit {
  if (kind === "from")
    return { kind: "source-changed", verdict: "unknown", cause: `the rows begin with those of ${name}` };
  const one = grain.findsOne(leaf, index, scope);
  const key = grain.keysOfLeaf(leaf).map((columns) => columns.join(", "))[0];
  const everything =
    conditions.length === 0 && comparedOf(leaf, index, scope).size === 0 && leaf.slot.from.kind !== "call";
  const matches = everything
    ? `every row of ${name} is joined`
    : key === undefined
      ? `nothing says which columns of ${name} are unique`
      : `a row of ${name} is told apart by ${key}`;
  const several = {
    fans: key !== undefined || everything ? ("surely" as const) : ("perhaps" as const),
    relation: name,
    matches,
  };
  const fans = one || kind === "semi" || kind === "anti" ? {} : several;
  if (kind === "left")
    return {
      kind: "join-added",
      verdict: one ? "safe" : "unknown",
      cause: `a LEFT JOIN of ${name} finds ${one ? "at most one row" : "perhaps several rows"}`,
      ...fans,
    };
  if (kind === "cross" && one)
    return { kind: "join-added", verdict: "unknown", cause: `${name} may give no row to join` };
  return { kind: "join-added", verdict: "breaking", cause: `a join of ${name} chooses rows`, ...fans };
}

function pair(before: Join, after: Join, deeper: Deeper): readonly Edit[] {
  const edits: Edit[] = [];
  const turned = [before.kind, after.kind].includes("from") && before.kind !== after.kind;
  if (turned)
    edits.push({ kind: "structure-changed", verdict: "unknown", cause: "relations are joined in another order" });
  else if (before.kind !== after.kind)
    edits.push({ kind: "join-changed", verdict: "breaking", cause: `${before.kind} became ${after.kind}` });
  if (!turned) edits.push(...condition(before, after));
  if (before.relation === after.relation) return edits;
  const [one, other] = [before.leaf.slot.from, after.leaf.slot.from];
  if (one.kind === "plan" && other.kind === "plan") {
    const inner = deeper(one.plan, other.plan);
    // Only columns may differ further inside, and they are told where they are used.
    return [...edits, ...inner];
  }
  return [
    ...edits,
    { kind: "source-changed", verdict: "unknown", cause: `${after.name} is read in place of ${before.name}` },
  ];
}

/** A condition more or less is another join; one that reads differently may be the same. */
function condition({ conditions: before }: Join, { conditions: after, kind, name }: Join): readonly Edit[] {
  const gone = before.some((one) => !after.includes(one));
  const come = after.some((one) => !before.includes(one));
  if (!gone && !come) return [];
  const join = `the ${kind === "left" ? "LEFT JOIN" : "join"} of ${name}`;
  if (gone && come)
    return [{ kind: "join-changed", verdict: "unknown", cause: `the condition of ${join} reads differently` }];
  return [{ kind: "join-changed", verdict: "breaking", cause: `${join} has a condition ${gone ? "less" : "more"}` }];
}
