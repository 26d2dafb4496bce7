import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { isOpen } from "../../look/told.ts";

const ACCEPTANCE = /\bacceptance\b|\bdone when\b|\bdefinition of done\b|\bsuccess criteria\b|\bready when\b/i;

export default defineItem({
  id: "acceptance-testable",
  asked: { "pipeline-spec": "acceptance" },
  anywhere: true,
  requirements: [
    {
      row: 182,
      parts: "",
      waits: { S: "the description of a pull request is no file and is not read: a spec's own criteria are asked" },
    },
  ],
  level: "review",
  title: "Acceptance criteria",
  demand: "criteria with a number each, that somebody can tick",
  why: '"Works as designed" is met on the first day and disputed on the second.',
  template:
    "Acceptance: (1) <what is measured, with its number>; (2) <what is compared with what, and by how much it may differ>",
  messages: { vague: "Unexpected acceptance `{said}`, expected criteria with numbers that can be ticked" },
  *check(stage, context) {
    const own = context.stage("acceptance");
    const said = answer(stage, ACCEPTANCE);
    if (own !== undefined) {
      const told = own.said.filter(({ open }) => open !== true);
      const [first] = told;
      if (first !== undefined && !told.some(({ text }) => /\d/.test(text)))
        yield { part: "S", message: "vague", at: first.place, data: { said: first.text } };
    } else if (said.found === "nothing") {
      if (!isOpen(stage, ACCEPTANCE)) yield { part: "S", message: "missing" };
    } else if (
      said.found === "said" &&
      !/\d/.test([said.text, ...said.items.map(({ text }) => text)].join(" ").replace(ACCEPTANCE, ""))
    )
      yield { part: "S", message: "vague", at: said.place, data: { said: said.text } };
  },
});
