import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "fanout-join-added",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["join-fanout"],
  docs: {
    title: "A join more may find several rows for one",
    sees: "A model joins a relation more than on the base branch, and the columns that it compares are no key of that relation. It is for review where a key is known (tests of uniqueness, constraints, GROUP BY, DISTINCT, `row_number() = 1`) and is not compared as a whole; where no key is known at all, or the join is inside of a CTE, it is a notice. Semi joins and EXISTS find one row at most. Only where somebody on head reads the model, or it is promised.",
    why: "Each row is there once for each match: every sum behind the join is too large, and it grows from day to day.",
    instead:
      "Compare the whole key, or bring the relation to one row for each key first; a unique test on the key says that it holds.",
  },
  messages: {
    multiplied:
      "Unexpected join in {resource} `{model}` that is not on a key: {cause}, expected its rows not to be multiplied for {readers}",
    perhaps:
      "Unexpected join in {resource} `{model}` on no key that is known: {cause}, expected a unique test on it so that no row is multiplied for {readers}",
  },
  *check({ before, after }, context) {
    const edits = (context.edits(before, after) ?? []).filter(({ fans }) => fans !== undefined);
    const edit = edits.find(({ fans, inside }) => fans === "surely" && inside === undefined) ?? edits[0];
    if (edit === undefined) return;
    const readers = context.readers(after.subject, "head");
    if (readers.length === 0 && !after.contract && after.access !== "public") return;
    const sure = edit.fans === "surely" && edit.inside === undefined;
    yield {
      message: edit.fans === "surely" ? "multiplied" : "perhaps",
      at: edit.line === undefined ? after.place : { path: after.path, line: edit.line },
      subject: after.subject,
      after: edit.relation ?? "",
      readers,
      data: {
        model: after.name,
        resource: after.resource,
        cause: edit.matches ?? "",
        readers: readers.length === 0 ? "those it is promised to" : nameReaders(readers),
      },
      ...(!sure && ({ level: "notice", verdicts: { meaning: "unknown" } } as const)),
    };
  },
});
