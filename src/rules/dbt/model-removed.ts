import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import { nameReaders } from "./words/name-readers.ts";
import { testOfModel } from "./words/tests-naming.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "model-removed",
  level: "block",
  on: ["model.removed"],
  action: "remove",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: [
    "dbt-model-removed",
    "model-disabled",
    "version-removed-before-deprecation",
    "snapshot-removed",
    "model-renamed",
    "exposure-orphaned",
  ],
  requirements: [{ row: 193, parts: "X" }],
  docs: {
    title: "A dbt model, seed or snapshot was removed",
    sees: "A model, seed or snapshot of the base branch that head no longer has or has disabled. It blocks where something on head still reads it or a test still names it, where its contract is enforced or where it is public; else it asks for a look. One whose `deprecation_date` has come, and that nobody here reads any more, may go.",
    why: "A model that is still named in a `ref` stops the whole project from compiling. One that nobody names here may be read from outside: a contract or public access is the promise that it will stay.",
    instead:
      "Move every reader to its replacement first, give a versioned model a deprecation date, and remove it once nobody reads it; or state the removal in a change plan.",
  },
  messages: {
    read: "Unexpected removal of {resource} `{model}`, expected nobody to read it; {readers} still would",
    tested:
      "Unexpected removal of {resource} `{model}`, expected no test to name it; `{test}` still does, so that the project does not compile",
    contracted: "Unexpected removal of {resource} `{model}`, expected its enforced contract to be kept",
    public:
      "Unexpected removal of the public {resource} `{model}`, expected it to stay for those who read it from outside",
    unread:
      "Unexpected removal of {resource} `{model}`, expected word of who may read it from outside of this repository",
  },
  *check({ before }, context) {
    if (unreadOn(context.head, [before.path])) return;
    const all = context.readers(before.subject, "head");
    const direct = all.filter(({ via }) => via.length === 0);
    // A project that gets another name builds the same models from the same files.
    const renamed = Object.values(context.head.facts.model).some(
      ({ path, name }) => path === before.path && name === before.name,
    );
    if (renamed && direct.length === 0) return;
    // One that refers to it, or one of its own that still reads it.
    const test = (
      testOfModel(context.head, before.name) ??
      guaranteesOn(context.head, before.id).find((one) => one.test.startsWith("singular("))
    )?.test;
    const shared = {
      at: before.place,
      side: "base",
      subject: before.subject,
      before: before.resource,
      readers: all,
      data: { model: before.name, resource: before.resource, readers: nameReaders(direct), test: test ?? "" },
    } as const;
    // Its table stays in the warehouse with the history it holds, but from now on nothing adds to it.
    const kept = before.resource === "snapshot" ? ({ data: "conditional" } as const) : {};
    if (direct.length > 0) yield { ...shared, message: "read", verdicts: kept };
    else if (test !== undefined) yield { ...shared, message: "tested", verdicts: kept };
    else if (isPast(before, context.today)) return;
    else if (before.contract) yield { ...shared, message: "contracted", verdicts: kept };
    else if (before.access === "public") yield { ...shared, message: "public", verdicts: kept };
    else yield { ...shared, message: "unread", level: "review", verdicts: { ...kept, consumer: "unknown" } };
  },
});

/** Its `deprecation_date` has come: its readers were told of this day. */
function isPast({ settings = {} }: Model, today: string): boolean {
  const [day] = /^\d{4}-\d\d-\d\d/.exec(settings["deprecation_date"]?.[0] ?? "") ?? [];
  return day !== undefined && day <= today;
}
