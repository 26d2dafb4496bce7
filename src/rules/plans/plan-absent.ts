import type { Change } from "../../model/change.ts";
import type { Place } from "../../model/place.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import type { Subject } from "../../model/subject.ts";
import { changedPlans } from "./tell/changed-plans.ts";
import { standingKinds } from "./tell/standing-kinds.ts";
import { whereNamed } from "./tell/where-named.ts";

interface Touched {
  readonly what: string;
  readonly name: string;
  readonly subject: Subject;
  readonly at: Place;
  readonly side?: "base";
}

/** What runs, or what is read by what runs: models and migrations. */
function touchedBy(change: Change): readonly Touched[] {
  switch (change.kind) {
    case "model.added":
    case "model.altered":
      return [
        { what: change.after.resource, name: change.after.name, subject: change.after.subject, at: change.after.place },
      ];
    case "model.removed": {
      const { resource, name, subject, place } = change.before;
      return [{ what: resource, name, subject, at: place, side: "base" }];
    }
    case "migration.added": {
      const { root, version, name, place } = change.after;
      const told = name === "" || name === version ? version : `${version}_${name}`;
      return [{ what: "migration", name: told, subject: ["migration", root, version], at: place }];
    }
    default:
      return [];
  }
}

const isRemoval = ({ kind }: Change): boolean => kind === "model.removed";

/** A plan that describes what is there plans nothing. */
const plansOf = ({ head }: Context) =>
  Object.values(head.facts.plan).filter(({ planKind, status }) => !standingKinds.has(planKind) && status !== "draft");

export default defineRule({
  id: "plan-absent",
  level: "off",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["plan-required", "no-plan"],
  requirements: [{ row: 3, parts: "X" }],
  docs: {
    title: "Data are changed without a plan",
    sees: "A pull request that adds, edits or removes dbt models or brings migrations, while it edits no plan and no plan of the repository that is more than a draft names what is changed. Once a pull request. Off by default: most changes of a model need none, and a breaking change owes its plan entry by itself, whether this rule is on or not.",
    why: "What was not thought through before the build is thought through in the incident.",
    instead: "dataplan plan writes one with what is changed here and empty slots for the rest.",
  },
  messages: {
    absent:
      "Unexpected change of {what} `{name}`{others} without a plan, expected a plan in this pull request, or one that names it",
  },
  *check() {},
  *afterwards(_found, context) {
    // What goes is what hurts: it is named before what comes.
    const [gone, kept] = [context.changes.filter(isRemoval), context.changes.filter((change) => !isRemoval(change))];
    const all = [...gone, ...kept].flatMap(touchedBy);
    const [first] = all;
    if (first === undefined || changedPlans(context).length > 0) return;
    const plans = plansOf(context);
    const [open, ...rest] = all.filter(({ name }) => plans.every((plan) => whereNamed(plan, name) === undefined));
    if (open === undefined) return;
    const { what, name, subject, at, side } = open;
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    yield { message: "absent", at, subject, data: { what, name, others }, ...(side && { side }) };
  },
});
