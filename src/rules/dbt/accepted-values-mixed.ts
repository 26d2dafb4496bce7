import { defineRule } from "../../model/rule.ts";

const VALUES = /^(?:dbt_\w+\.)?accepted_values\(.*values=(\[.*?\])/;

/** How a value is written; undefined where it has no letters, is a name in capitals (EUR, SMS) or several words. */
function casing(value: string): "lower" | "capital" | undefined {
  if (!/^[\p{L}][\p{L}\d_-]*$/u.test(value) || /^\p{Lu}[\p{Lu}\d]{0,3}$/u.test(value)) return undefined;
  return /\p{Lu}/u.test(value) ? "capital" : "lower";
}

export default defineRule({
  id: "accepted-values-mixed",
  level: "notice",
  on: ["guarantee.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["inconsistent-casing", "enum-casing"],
  requirements: [{ row: 167, parts: "X" }],
  docs: {
    title: "A list of accepted values is written in two ways",
    sees: "An accepted_values test that this pull request adds or changes holds single words in lower case beside single words with capitals (`received`, `REFUNDED`). Abbreviations of up to four capitals, numbers and values of several words are not looked at. Once a file.",
    why: "Whoever filters on `refunded` finds nothing and takes it for an answer.",
    instead: "values: [announced, received, refunded], with lower() where the column is made",
  },
  messages: {
    mixed:
      "Unexpected `{capital}` beside `{lower}` in the accepted values of `{column}`, expected all of them in one casing",
  },
  *check({ after: test }, context) {
    const mixed = mixedIn(test.test);
    if (mixed === undefined) return;
    const first = context.changes.find(
      (change) =>
        change.kind === "guarantee.added" &&
        change.after.place.path === test.place.path &&
        mixedIn(change.after.test) !== undefined,
    );
    if (first?.kind === "guarantee.added" && first.after.id !== test.id) return;
    const on = context.head.facts.model[test.on] ?? context.head.facts.source[test.on];
    if (on === undefined) return;
    const column = test.column ?? on.subject.at(-1) ?? test.on;
    const subject = test.column === undefined ? on.subject : ([...on.subject, test.column] as const);
    yield { message: "mixed", at: test.place, subject, data: { ...mixed, column } };
  },
});

function mixedIn(test: string): { readonly lower: string; readonly capital: string } | undefined {
  const values = [...(VALUES.exec(test)?.[1] ?? "").matchAll(/"([^"]*)"/g)].map(([, value = ""]) => value);
  const [lower, capital] = (["lower", "capital"] as const).map((one) => values.find((value) => casing(value) === one));
  return lower === undefined || capital === undefined ? undefined : { lower, capital };
}
