import { hold, waiver } from "./schema-leave.ts";
import { place, print, spot } from "./schema-places.ts";
import { closed, list, text } from "./schema-words.ts";
import { edit, step } from "./way-schema.ts";

const level = { enum: ["block", "review", "notice"], description: "block holds the merge until what is owed is met." };
const side = { enum: ["base", "head"] };
const axis = { enum: ["ok", "conditional", "broken", "unknown"] };

const silence = closed(
  { tool: text("Whose comment it is."), place, reason: text("As its author stated it.") },
  ["reason"],
  "A comment in the migration that asks for silence.",
);

const finding = closed(
  {
    rule: text("Id of the rule; `dataplan explain` tells about it."),
    level,
    subject: text("What it is about, in its usual spelling."),
    subjectPath: {
      type: "array",
      items: { type: "string" },
      minItems: 2,
      description: "The same, exactly: the kind first, then one name a segment.",
    },
    fingerprint: print,
    message: text("Plain text, names in backticks."),
    words: closed({
      template: text("The message with its slots."),
      data: { type: "object", additionalProperties: { type: "string" } },
    }),
    place: closed({ ...spot, side }, ["column", "endLine"]),
    verdicts: closed(
      { data: axis, consumer: axis, ddl: axis, meaning: axis },
      [],
      "Do old rows and writers survive; do old readers; can the engine do it in place; do stored values mean the same.",
    ),
    basis: { enum: ["observed", "grammar"], description: "Seen in the embedded engine, or read from the text alone." },
    before: text("Canonical state before."),
    after: text("Canonical state after."),
    readers: list(
      closed(
        {
          id: text(""),
          kind: {
            enum: ["model", "seed", "snapshot", "source", "exposure", "semantic model", "metric", "saved query"],
          },
          name: text(""),
          owner: text(""),
          place,
          via: list({ type: "string" }, "The chain of ids that leads there."),
          doubt: text("Why it is not sure that it, or somebody before it on the way, reads what changes."),
        },
        ["owner", "doubt"],
      ),
      "Who reads it, nearest first.",
    ),
    owes: list({ type: "string" }, "Kinds of obligations that it opens."),
    excuse: silence,
    way: list(step, "The safe way as SQL for this very case, in order; absent where none is known."),
    edit,
  },
  ["before", "after", "excuse", "way", "edit"],
);

const kind = {
  enum: [
    "plan-entry",
    "compatibility",
    "consumers",
    "migration",
    "backfill",
    "archive",
    "sign-off",
    "rollback",
    "window",
    "repair",
    "approval",
  ],
};

const owedPlan = closed(
  {
    path: text("Where to write it."),
    isNew: { type: "boolean", description: "False where a plan is there that is to be completed." },
    rows: list(
      closed(
        {
          fingerprint: print,
          change: text("The verb and the thing, for its Change cell."),
          phase: {
            enum: ["contract", "migrate"],
            description: "contract: takes away what old readers or writers need.",
          },
          migration: text("Id of the migration that it stands in."),
          up: text("The file that it stands in."),
          down: text("The file with the way back."),
          unrestored: list({ type: "string" }, "Catalog lines that the way back leaves out (-) or over (+)."),
          kept: text("The relation that keeps the values which go."),
          lacks: list(kind, "What it still owes."),
          tell: list({ type: "string" }, "Ids of the readers who have to be told."),
        },
        ["migration", "down", "unrestored", "kept"],
      ),
      "What the plan still has to name.",
    ),
  },
  [],
  "What a plan would have to name; absent where nothing is missing in one. `dataplan plan` writes it.",
);

/** The public contract of `--format json`: JSON Schema draft-07 of the Verdict. */
export const verdictSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/verdict.schema.json",
  title: "dataplan verdict",
  ...closed(
    {
      version: { const: 1 },
      conclusion: {
        enum: ["success", "failure", "action_required", "neutral"],
        description: "Nothing owed; something owed; only a person's act left; audit mode or nothing of ours touched.",
      },
      summary: text("One line for a tired person."),
      mode: { enum: ["enforce", "audit"] },
      base: text("Commit before."),
      head: text("Commit after."),
      touched: list({ type: "string" }, "Files of ours that differ."),
      findings: list(finding, "Blocking ones first."),
      obligations: list(
        closed({
          fingerprint: print,
          kind,
          met: { type: "boolean" },
          by: {
            anyOf: [
              { type: "null" },
              closed(
                {
                  what: text("What met it."),
                  place,
                  side,
                  verified: { type: "boolean", description: "False where we only have the author's word." },
                  approvedBy: text("Login of the owner who approved this very head, where a plan says it."),
                },
                ["place", "side", "approvedBy"],
              ),
            ],
          },
          remedy: text("The shortest way to meet it."),
          person: { type: "boolean", description: "Only a person's act is left." },
        }),
        "What the blocking findings owe.",
      ),
      owedPlan,
      waived: list(
        closed({ finding, by: waiver }),
        "Findings that a waiver on the base branch, or one of a comment, lets pass.",
      ),
      holds: list(hold, "People who want the merge to wait; absent where nobody does."),
      suppressed: list(
        closed({ finding, by: silence }),
        "Findings that a comment in the migration takes off the list; none that holds the merge, unless the configuration says so.",
      ),
      gaps: list(
        closed(
          {
            reader: text(""),
            key: text("Cause, in kebab-case."),
            level,
            place,
            reason: text(""),
            fingerprint: { ...print, description: "What a waiver of it is bound to, its file's text too." },
            waived: waiver,
          },
          ["fingerprint", "waived"],
        ),
        "What was met and not understood: never taken for clean.",
      ),
      proofs: list(
        closed({
          migration: text("Id of the migration."),
          result: { enum: ["exact", "differs", "fails", "not-provable"] },
          detail: text(""),
          differences: list(
            { type: "string" },
            "Catalog lines that the way back did not restore: `-` for lost, `+` for left over.",
          ),
          rows: closed(
            {
              result: { enum: ["kept", "lost", "unseen"], description: "unseen: there was no row to watch." },
              lost: list(
                closed(
                  {
                    table: text("As the catalog spells it."),
                    column: text("Absent where whole rows are lost."),
                    by: { enum: ["up", "down"] },
                    how: {
                      enum: ["dropped", "rewritten", "silently"],
                      description:
                        "Wholesale (DROP, TRUNCATE, DELETE of every row); by an UPDATE, a DELETE … WHERE or a new type; or without a statement that says so.",
                    },
                  },
                  ["column"],
                ),
                "What was there before the way up and is not there after the way back.",
              ),
            },
            [],
            "What became of one made-up row a table, and of rows that the history itself wrote.",
          ),
        }),
        "Ways back that were run: up, down, catalogs compared.",
      ),
      configErrors: list(closed({ place, message: text("") }), "Mistakes in the base branch's configuration."),
      notes: list({ type: "string" }, "What has to be said beside the verdict."),
    },
    ["owedPlan", "holds"],
  ),
};
