import type { LostRows } from "../../model/observation.ts";
import { defineRule } from "../../model/rule.ts";
import { label, subjectOf } from "./ask/label.ts";

/** What the change says itself is judged where it says so; what an expression rewrites, one made-up row cannot judge. */
const isUnsaid = ({ by, how }: LostRows): boolean => how === "silently" || (by === "down" && how === "dropped");

export default defineRule({
  id: "rows-lost",
  level: "review",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "broken", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["down-loses-rows", "up-loses-rows"],
  requirements: [{ row: 222, parts: "X" }],
  docs: {
    title: "Rows are gone after the way up and the way back, and the change does not say so",
    sees: "The embedded engine put a row into each table that the migration names, ran it up and down, and looked for the rows again. Reported are rows and values that survived the way up and that the way back throws away, and those that the way up loses without a statement that says so (a key that cascades, a trigger).",
    why: "A schema that comes back exact looks like a way back that worked. The rows that it lost on the way are missed days later, when nobody thinks of the rollback any more.",
    instead: `-- down: change the type back, instead of a column made anew
ALTER TABLE public.orders ALTER COLUMN total TYPE integer USING total::integer;
-- up: see to the rows that a key would take along before the rows that they point to
UPDATE public.orders SET account_id = NULL WHERE account_id IN (SELECT id FROM public.accounts WHERE closed);
DELETE FROM public.accounts WHERE closed;`,
  },
  messages: {
    "up rows":
      "Unexpected loss of the rows of `{table}`{others} on the way up of `{migration}`, expected a statement that says so",
    "up values":
      "Unexpected loss of the values of `{column}`{others} on the way up of `{migration}`, expected a statement that says so",
    "down rows":
      "Unexpected loss of the rows of `{table}`{others} in the way back of `{migration}`, expected them to outlive it as they outlived the way up",
    "down values":
      "Unexpected loss of the values of `{column}`{others} in the way back of `{migration}`, expected them to outlive it as they outlived the way up",
  },
  *check({ after: migration }, { head }) {
    const proof = Object.values(head.facts.proof).find((one) => one.migration === migration.id);
    for (const way of ["up", "down"] as const) {
      const [first, ...rest] = proof?.rows.lost.filter((one) => one.by === way && isUnsaid(one)) ?? [];
      if (first === undefined) continue;
      const { table, column } = first;
      const report = {
        at: { path: way === "down" ? (migration.down ?? migration.up) : migration.up, line: 1 },
        subject: subjectOf(migration),
        after: `rows lost on the way ${way}`,
        basis: "observed" as const,
      };
      const data = {
        migration: label(migration),
        others: rest.length === 0 ? "" : ` and ${rest.length} more`,
      };
      if (column === undefined) yield { ...report, message: `${way} rows`, data: { ...data, table } };
      else yield { ...report, message: `${way} values`, data: { ...data, column: `${table}.${column}` } };
    }
  },
});
