import { defineItem } from "../../item.ts";
import { broken } from "../../look/promised.ts";

export default defineItem({
  id: "references-tested",
  asked: { "data-plan": "quality" },
  requirements: [{ row: 27, parts: "X" }],
  level: "review",
  title: "Tests of references",
  demand: "for each column that points to another table a test that follows it",
  why: "A line whose product is not there falls out of the next inner join, and the sum is quietly too small.",
  template: "- References: <column> to <table> (<severity>)",
  messages: {
    unkept:
      "Unexpected promise that `{column}` leads somewhere, which no test of `{model}` keeps, expected `relationships` or a foreign key",
  },
  *check(stage, context) {
    for (const { column, model, said } of broken(stage, "references", context))
      yield { part: "X", message: "unkept", at: said.place, of: column, data: { column, model } };
  },
});
