import type { Model } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { toldOnce } from "./words/told-once.ts";

const MOST = 5;
/** Where counting ends: nobody builds on so many. */
const DEEPEST = 200;

const isComputed = ({ resource, materialized = "view" }: Model): boolean =>
  resource === "model" && (materialized === "view" || materialized === "ephemeral");

/** How many views, one on the other, each reading of a model computes; a circle counts once. */
const lengths = oncePer(({ facts }: Snapshot) => {
  const known = new Map<string, number>();
  const lengthOf = (id: string, depth = 0): number => {
    const model = facts.model[id];
    if (model === undefined || !isComputed(model) || depth > DEEPEST) return 0;
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, 0);
    const length = 1 + model.reads.reduce((most, read) => Math.max(most, lengthOf(read, depth + 1)), 0);
    known.set(id, length);
    return length;
  };
  return lengthOf;
});

type Changed = ChangeOf<"model.added"> | ChangeOf<"model.altered">;

function lengthened(change: Changed, { base, head }: Context): number | undefined {
  const { after } = change;
  const now = lengths(head)(after.id);
  if (now <= MOST) return undefined;
  if (change.kind === "model.added") return now;
  const own = change.fields.includes("reads") || change.fields.includes("materialized");
  return own && lengths(base)(change.before.id) < now ? now : undefined;
}

const together = toldOnce(["model.added", "model.altered"], (change, context) =>
  lengthened(change, context) === undefined ? undefined : change.after.project,
);

export default defineRule({
  id: "view-chain-lengthened",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["chained-views", "fct_chained_views_dependencies"],
  docs: {
    title: "More than five dbt views stand on each other",
    sees: "A model that this pull request adds, or lets read others or become a view, stands at the end of more than five views and ephemeral models in a row, and of fewer on the base branch. Told once a project.",
    why: "Each reading of the last one computes all of them, and a database that plans them together may give up.",
    instead: "Build one in the middle as a table.",
  },
  messages: {
    longer: "Unexpected view number {count} in a row at `{model}`, expected a table after {most} at the latest",
  },
  *check(change, context) {
    const count = lengthened(change, context);
    if (count === undefined || !together(context).has(change)) return;
    const { after } = change;
    const data = { model: after.name, count: String(count), most: String(MOST) };
    yield { message: "longer", at: after.place, subject: after.subject, after: data.count, data };
  },
});
