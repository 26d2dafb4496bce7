import { defineItem } from "../../item.ts";
import { wordCount } from "../../look/words.ts";
import { isVague } from "../../look/vague.ts";

const PATHS = {
  read: /\bread(?:s|ing)?(?: and write)? (?:path|flow|side)s?\b|^reads?$|\bquery path\b/i,
  write: /\bwrit(?:e|es|ing) (?:path|flow|side)s?\b|^writes?$|\bingest(?:ion)? path\b/i,
} as const;

export default defineItem({
  id: "read-and-write-paths-explained",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 67, parts: "S" }],
  level: "review",
  title: "Read and write path",
  demand: "the read path and the write path, step by step",
  why: "Where a request passes decides what it costs, what it may see stale and what takes it down.",
  template:
    "**Write path**\n1. <who sends what>\n2. <where it is written>\n\n**Read path**\n1. <who asks>\n2. <where the answer comes from>",
  messages: {
    side: "Unexpected architecture without a {side} path, expected its steps",
    steps: "Unexpected {side} path `{said}`, expected its steps",
  },
  *check(stage) {
    for (const [side, label] of Object.entries(PATHS)) {
      const fields = stage.fields.filter((field) => label.test(field.label.trim()));
      if (fields.some(({ open, text }) => open === true && text !== "")) continue;
      const [field] = fields;
      const line = stage.said.find(({ text, open }) => open !== true && label.test(text) && wordCount(text) > 5);
      const both = stage.fields.some(
        (one) => /\bread and write (?:path|flow)/i.test(one.label) && one.items.length >= 2,
      );
      if (both) continue;
      if (field === undefined) {
        if (line === undefined) yield { part: "S", message: "side", of: side, data: { side } };
        continue;
      }
      const steps = field.items.length + (field.text === "" ? 0 : field.text.split(/→|->|;|\n|\bthen\b|,/).length);
      if (steps >= 2 && !isVague(field.text.replaceAll("\n", " "))) continue;
      if (field.items.length >= 2 || (wordCount(field.text) >= 10 && !isVague(field.text))) continue;
      const said = field.text === "" ? "" : field.text;
      yield said === ""
        ? { part: "S", message: "side", at: field.place, of: side, data: { side } }
        : { part: "S", message: "steps", at: field.place, of: side, data: { side, said } };
    }
  },
});
