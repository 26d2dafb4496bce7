import type { Branch, Plan, SelectPlan, SetPlan } from "../resolve/plan.ts";
import { walkPlans } from "../walk-plans.ts";
import { branchesOf } from "./branches.ts";
import { pairUp } from "./pair-up.ts";
import type { Leaf, Scope } from "./scope.ts";
import type { Side } from "./side.ts";
import type { Writer } from "./writer.ts";

/** Behind all numbers of the other side. */
const NEW = 10_000;
const ROUNDS = 5;

/**
 * Gives the relations of head the numbers of their likes at base, so that a join more in the middle moves no column, and
 * tells which branches of a union both sides have. Wants to be called before anything is written.
 */
export function align(base: Side, head: Side): void {
  for (let rounds = 0; rounds < ROUNDS; rounds++) if (aligned(base, head)) return;
}

/** False where a query of one side, which a relation stood in for, has to be looked at as the other side's is. */
function aligned(base: Side, head: Side): boolean {
  const seen = new Set<Plan>();
  const apart: (() => void)[] = [];
  const go = (before: Plan, after: Plan, outer: Scope | undefined, outerAfter: Scope | undefined): void => {
    if (seen.has(after)) return;
    seen.add(after);
    if (before.kind === "select" && after.kind === "select") {
      const [one, other] = [base.writer.scope(before, outer), head.writer.scope(after, outerAfter)];
      for (const [leaf, twin] of number(one, other)) {
        const [from, to] = [leaf.slot.from, twin.slot.from];
        if (from.kind !== "plan" && to.kind === "plan") keepWhole(base.writer, leaf);
        else if (from.kind === "plan" && to.kind !== "plan") keepWhole(head.writer, twin);
        else if (from.kind === "plan" && to.kind === "plan") go(from.plan, to.plan, leaf.scope, twin.scope);
      }
    } else if (before.kind === "set" || after.kind === "set") {
      const [ones, others] = [listOf(before), listOf(after)];
      if (ones === undefined || others === undefined) return;
      const [was, is] = [base.writer.fresh(), head.writer.fresh()];
      const exact = (branch: Branch): string => {
        const writer = ones.includes(branch) ? was : is;
        return [writer.body(branch.plan), ...branch.at.map((at) => writer.output(branch.plan, at))].join("\n");
      };
      const names = [exact, (branch: Branch) => wordsOf(branch.plan)];
      const pairs = pairUp(ones, others, names, ones.length === others.length);
      if (pairs.length === 0) return;
      keep(
        base.writer,
        before,
        ones,
        pairs.map(([branch]) => branch),
      );
      keep(
        head.writer,
        after,
        others,
        pairs.map(([, branch]) => branch),
      );
      for (const [branch, twin] of pairs) go(branch.plan, twin.plan, outer, outerAfter);
    }
  };
  function keepWhole(writer: Writer, { via }: Leaf): void {
    if (via !== undefined) apart.push(() => writer.keep(via));
  }
  go(base.view.plan, head.view.plan, undefined, undefined);
  for (const keep of apart) keep();
  return apart.length === 0;
}

/** A query alone is a union of one. */
function listOf(plan: Plan): readonly Branch[] | undefined {
  if (plan.kind === "set") return plan.op === "union" ? branchesOf(plan) : undefined;
  return plan.kind === "select" ? [{ plan, at: plan.outputs.map((_, i) => i) }] : undefined;
}

function keep({ matched }: Writer, plan: Plan, all: readonly Branch[], pairs: readonly Branch[]): void {
  const moved = pairs.some((branch, i) => branch !== all[i]);
  if (plan.kind === "set" && (moved || pairs.length < all.length)) matched.set(plan satisfies SetPlan, pairs);
}

const alias = ({ slot }: Leaf): string => slot.alias ?? "";

/** Pairs of relations; those of head are written under the numbers of base from now on. */
function number(before: Scope, after: Scope): readonly (readonly [Leaf, Leaf])[] {
  const ordered = [before, after].every(({ leaves }) => leaves.every(({ how }) => !/^(?:right|full|other)$/.test(how)));
  if (!ordered && before.leaves.length === after.leaves.length)
    return before.leaves.flatMap((leaf, i) => {
      const twin = after.leaves[i];
      return twin === undefined ? [] : [[leaf, twin] as const];
    });
  const same = before.leaves.length === after.leaves.length;
  const pairs = pairUp(
    before.leaves,
    after.leaves,
    [(leaf) => `${relationWords(leaf)} ${alias(leaf)}`, relationWords, (leaf) => alias(leaf) || undefined],
    same,
  );
  const numbers = new Map(pairs.map(([leaf, twin]) => [twin, before.leaves.indexOf(leaf)]));
  for (const [i, leaf] of after.leaves.entries()) after.labels.set(i, numbers.get(leaf) ?? NEW + i);
  return pairs;
}

function relationWords({ slot: { from } }: Leaf): string {
  switch (from.kind) {
    case "table":
      return from.name;
    case "plan":
      return `query ${wordsOf(from.plan)}`;
    case "call":
      return `call ${from.name}`;
    default:
      return from.kind;
  }
}

/** What a query is known by on both sides: the tables that it reads. */
function wordsOf(plan: Plan): string {
  const names = new Set<string>();
  walkPlans(plan, (one) => {
    if (one.kind === "select") for (const name of tablesOf(one)) names.add(name);
  });
  return [...names].toSorted().join();
}

const tablesOf = ({ slots }: SelectPlan): readonly string[] =>
  slots.flatMap(({ from }) => (from.kind === "table" ? [from.name] : []));
