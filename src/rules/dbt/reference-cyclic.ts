import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
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

export default defineRule({
  id: "reference-cyclic",
  level: "review",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["dag-cycle", "circular-ref"],
  docs: {
    title: "dbt models read each other in a circle",
    sees: "A model that this pull request adds or changes comes to read itself, by a `ref` of its own or through others, and did not on the base branch. Told once a circle.",
    why: "dbt cannot tell which of them to build first and does not compile the project: no model of it is built.",
    instead:
      "Take what both need into a model that each of them reads. An incremental model reads its own rows as `{{ this }}`.",
  },
  messages: {
    circle:
      "Unexpected circle of `ref`s from `{model}` back to itself ({way}), expected models that can be built one after the other",
    itself: "Unexpected `ref` of model `{model}` to itself, expected `this` for the rows that it has",
  },
  *check(change, { base, head, changes }) {
    const { after: model } = change;
    if (unreadOn(head, [model.path])) return;
    const way = circle(head, model);
    if (way === undefined) return;
    const before = base.facts.model[model.id];
    if (before !== undefined && circle(base, before) !== undefined) return;
    const first = changes.find(
      (one) => (one.kind === "model.added" || one.kind === "model.altered") && way.includes(one.after.id),
    );
    if (first !== undefined && "after" in first && first.after.id !== model.id) return;
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
