import type { Model } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

/** The shortest way on which a model comes to read itself, its own id first; undefined where it does not. */
function circle({ facts }: Snapshot, { id, reads }: Model): readonly string[] | undefined {
  const seen = new Set<string>();
  const queue = reads.map((read): readonly string[] => [id, read]);
  for (const way of queue) {
    const at = way.at(-1) ?? "";
    if (at === id) return way;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const next of facts.model[at]?.reads ?? []) queue.push([...way, next]);
  }
  return undefined;
}

/** Models that read each other in a circle, or stand between two circles: what is left when all others are taken away. */
const entangled = oncePer(({ facts }: Snapshot): ReadonlySet<string> => {
  const left = new Set(Object.keys(facts.model));
  const readers = new Map<string, string[]>();
  const readsOf = (id: string): readonly string[] => facts.model[id]?.reads ?? [];
  for (const id of left)
    for (const read of readsOf(id)) {
      const known = readers.get(read);
      if (known === undefined) readers.set(read, [id]);
      else known.push(id);
    }
  const peel = (from: (id: string) => readonly string[], to: (id: string) => readonly string[]): void => {
    const waits = new Map([...left].map((id) => [id, from(id).filter((one) => left.has(one)).length]));
    const free = [...left].filter((id) => waits.get(id) === 0);
    for (const id of free) {
      left.delete(id);
      for (const next of to(id)) {
        const count = (waits.get(next) ?? 0) - 1;
        waits.set(next, count);
        if (count === 0 && left.has(next)) free.push(next);
      }
    }
  };
  const readersOf = (id: string): readonly string[] => readers.get(id) ?? [];
  peel(readsOf, readersOf);
  peel(readersOf, readsOf);
  return left;
});

const ON = ["model.added", "model.altered"] as const;

/** Of a circle that was there before nobody is told; one whose `ref`s are as they were did not close it. */
const together = toldOnce(ON, (change, { base, head }) => {
  const { after: model } = change;
  const isSame = change.kind === "model.altered" && !change.fields.includes("reads");
  if (isSame || !entangled(head).has(model.id) || entangled(base).has(model.id)) return undefined;
  return unreadOn(head, [model.path]) ? undefined : model.project;
});

/** Most often that of the first; a model between two circles has none of its own. */
function firstCircle(head: Snapshot, all: readonly { readonly after: Model }[]): readonly string[] | undefined {
  for (const { after } of all.slice(0, 20)) {
    const way = circle(head, after);
    if (way !== undefined) return way;
  }
  return undefined;
}

export default defineRule({
  id: "reference-cyclic",
  level: "review",
  on: ON,
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["dag-cycle", "circular-ref"],
  docs: {
    title: "dbt models read each other in a circle",
    sees: "A model that this pull request adds or changes comes to read itself, by a `ref` of its own or through others, and did not on the base branch. Told once a project.",
    why: "dbt cannot tell which of them to build first and does not compile the project: no model of it is built.",
    instead:
      "Take what both need into a model that each of them reads. An incremental model reads its own rows as `{{ this }}`.",
  },
  messages: {
    circle:
      "Unexpected circle of `ref`s from `{model}` back to itself ({way}), expected models that can be built one after the other",
    itself: "Unexpected `ref` of model `{model}` to itself, expected `this` for the rows that it has",
  },
  *check(change, context) {
    const { head } = context;
    const all = together(context).get(change) ?? [];
    const way = firstCircle(head, all);
    const model = head.facts.model[way?.[0] ?? ""];
    if (way === undefined || model === undefined) return;
    const names = way.map((id) => head.facts.model[id]?.name ?? id);
    yield {
      message: way.length === 2 ? "itself" : "circle",
      at: model.place,
      subject: model.subject,
      after: way.toSorted().join(" "),
      data: { model: model.name, way: names.join(" → ") },
    };
  },
});
