import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const CARDINALITY = /\bcardinality\b|\bkind\b|\btype\b|\brelation(?:ship)?\b/;
const FROM = /\bfrom\b|\btable\b|\bparent\b|\bleft\b|\bentity\b/;
const MANY =
  /\bone[- ]to[- ](?:one|many)\b|\bmany[- ]to[- ](?:one|many)\b|\b[1nm*]\s?[:–-]\s?[1nm*]\b|\b0\.\.|\bone\b.*\bmany\b|\bmany\b.*\bone\b|\bexactly one\b|\bat most one\b|[|}o]{1,2}--[|{o]{1,2}/i;

export default defineItem({
  id: "cardinality-stated",
  asked: { "data-model-spec": "relationships" },
  requirements: [],
  level: "review",
  title: "Relationships",
  demand: "the cardinality of each: one to one, one to many, many to one or many to many",
  why: "A join over a relation that is many to many where one thought of one counts rows twice.",
  template: "| From | To | Cardinality |\n| --- | --- | --- |\n| <table> | <table> | <many to one> |",
  messages: {
    vague: "Unexpected cardinality `{said}` of `{from}`, expected one to one, one to many, many to one or many to many",
  },
  *check(stage) {
    const rows = tablesWith(stage, FROM, CARDINALITY).flatMap((table) =>
      rowsBy(table, { from: FROM, cardinality: CARDINALITY }),
    );
    for (const { from, cardinality } of rows)
      if (from !== undefined && cardinality !== undefined && cardinality.open !== true && !MANY.test(cardinality.text))
        yield {
          part: "S",
          message: "vague",
          at: cardinality.place,
          of: from.text,
          data: { said: cardinality.text, from: from.text },
        };
    const drawn = stage.code.some(({ text }) => MANY.test(text)) || MANY.test(textOf(stage));
    const open = stage.said.some((said) => said.open === true);
    if (rows.length === 0 && !drawn && !open && !/\bnone\b|\bno (?:other|relation)/i.test(textOf(stage)))
      yield { part: "S", message: "missing" };
  },
});
