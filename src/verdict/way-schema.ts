import { closed, list, text } from "./schema-words.ts";

const line = { type: "integer", minimum: 1 };

/** One step of the safe way. */
export const step = closed(
  {
    title: text("What it does and when; names in backticks."),
    sql: text("To copy."),
    runs: {
      enum: ["migration", "outside-transaction", "repeated", "query"],
      description:
        "A migration of its own, in a transaction; one that opens none; a job that is run again until it changes no row; a query that changes nothing.",
    },
    release: {
      enum: ["now", "later"],
      description: "later: the break itself, for a release in which nobody needs the old form; it owes its plan then.",
    },
    blanks: list({ type: "string" }, "Texts in the SQL that stand for what only its author knows."),
  },
  ["blanks"],
);
export const edit = closed(
  {
    at: closed({ path: text("From the repository's root."), line, column: line }),
    text: text("What to put in there."),
    next: text("What is left to do afterwards."),
    line: text("The line as it stands."),
    becomes: text("The line as it would stand."),
  },
  ["next"],
  "The one line that would make it safe, where one line does.",
);
