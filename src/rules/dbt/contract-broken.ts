import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { adapterOf } from "../../model/constraint-support.ts";
import { contractBreaks, type ContractBreak } from "./words/contract-breaks.ts";
import { withoutSize } from "./words/declared-type.ts";
import { nameReaders } from "./words/name-readers.ts";
import { unreadOn } from "./words/unread-on.ts";

const alike = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What dbt calls broken and no other rule of ours tells: a column that goes, another type and the contract's end have their own. */
function untold(before: Model, after: Model, head: Snapshot): ContractBreak | undefined {
  const breaks = contractBreaks(before, after, adapterOf(head, after));
  if (typeof breaks === "string" || !after.contract) return undefined;
  return breaks.find((one) => {
    if (one.kind === "column-gone") return after.columns.some(({ name }) => alike(name, one.column.name));
    if (one.kind === "type-changed")
      return (
        one.column.type === undefined || one.now === undefined || withoutSize(one.column.type) === withoutSize(one.now)
      );
    return one.kind !== "ended";
  });
}

/** The message for a break, the column that it is about, and the values of its slots. */
function said(one: ContractBreak): {
  readonly message: "constraint" | "table" | "spelling" | "type";
  readonly column?: string;
  readonly was: string;
  readonly now: string;
} {
  switch (one.kind) {
    case "constraint-gone": {
      const { type, column } = one.constraint;
      return { message: "constraint", was: type, now: "", ...(column !== undefined && { column }) };
    }
    case "column-gone":
      return { message: "spelling", column: one.column.name, was: one.column.name, now: "" };
    case "type-changed":
      return {
        message: "type",
        column: one.column.name,
        was: one.column.type ?? "no type",
        now: one.now ?? "no type",
      };
    case "constraints-dropped":
      return { message: "table", was: one.was, now: one.now };
    default:
      return { message: "table", was: "enforced", now: "not enforced" };
  }
}

export default defineRule({
  id: "contract-broken",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers"],
  aliases: ["contract-breaking-change", "constraint-removed", "contract-constraint-removed"],
  docs: {
    title: "dbt calls the change of a contract a breaking one",
    sees: "A model whose contract is enforced on both sides changes so that dbt itself speaks of a break, and no other rule here tells it: a constraint that the model's database enforces is gone or says something else, a model with constraints is no longer a table, a column of the contract is spelt in other letters, or its type is one that dbt's narrow comparison takes for another. It blocks where the model has versions, since dbt stops there with an error; without versions dbt warns, and so do we. Told once a model. A column that goes is told by `model-column-removed`, another type by `contract-type-changed`, the end of the contract by `model-contract-dropped`.",
    why: "The database kept a promise that nobody had to test; from the next run on nothing keeps it. And a versioned model with such a change does not get past dbt's own check of modified contracts.",
    instead: "Leave the version as it is and bring a new version of the model; or keep what was promised.",
  },
  messages: {
    constraint:
      "Unexpected end of the constraint `{was}` on `{on}` in an enforced contract, expected {adapter} to refuse rows against it still, for {readers}",
    table:
      "Unexpected {now} for model `{on}` that was a {was} with constraints in its contract, expected a table: dbt has the database enforce them nowhere else, for {readers}",
    spelling:
      "Unexpected spelling of column `{on}` in an enforced contract, expected the letters that it had: dbt takes it for the end of the column",
    type: "Unexpected type {now} of column `{on}` in an enforced contract, expected {was}: dbt takes them for two types",
  },
  *check({ before, after }, context) {
    const { head } = context;
    if (unreadOn(head, [after.path, ...before.columns.map(({ place }) => place.path)])) return;
    const found = untold(before, after, head);
    if (found === undefined) return;
    const { message, column, was, now } = said(found);
    const twin = after.columns.find(({ name }) => column !== undefined && alike(name, column));
    const all = context.readers(after.subject, "head");
    yield {
      message,
      at: twin?.place ?? after.constraints?.[0]?.place ?? after.columns[0]?.place ?? after.place,
      subject: twin === undefined ? after.subject : [...after.subject, twin.name],
      before: found.kind === "constraint-gone" ? found.constraint.spelt : was,
      after: now,
      readers: all,
      data: {
        on: twin === undefined ? after.name : `${after.name}.${twin.name}`,
        was,
        now,
        adapter: adapterOf(head, after) ?? "the database",
        readers: all.length === 0 ? "those who read it" : nameReaders(all),
      },
      ...(after.version !== undefined && ({ level: "block", verdicts: { consumer: "broken" } } as const)),
    };
  },
});
