import { defineItem } from "../../item.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const SAMPLE = /\bexamples?\b|\bsamples?\b|\bvalues? found\b/;
const PERSONAL: readonly (readonly [string, RegExp])[] = [
  ["address of mail", /[\w.+-]+@(?:[\w-]+\.?)*[\w…-]+/],
  ["telephone number", /(?<![\d.,])\+\d{1,3}[\s()/-]?(?:\d[\s()/-]?){6,}\d/],
  ["bank account", /\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,}/],
];

export default defineItem({
  id: "samples-anonymous",
  asked: { "quality-assessment-report": "accuracy" },
  anywhere: true,
  requirements: [{ row: 141, parts: "S" }],
  level: "review",
  title: "Samples without persons",
  demand: "examples of wrong values that are nobody's personal data",
  why: "A report goes to more people than the table that it is about may be read by, and stays in the history for ever.",
  template: "",
  messages: {
    personal: "Unexpected {what} among the examples, expected a made-up or shortened value that shows the same fault",
  },
  *check(stage) {
    for (const table of tablesWith(stage, SAMPLE))
      for (const { text, place } of cellsOf(table, SAMPLE)) {
        const found = PERSONAL.find(([, shape]) => shape.test(text));
        if (found !== undefined)
          yield { part: "S", message: "personal", at: place, of: `${place.line}`, data: { what: found[0] } };
      }
  },
});
