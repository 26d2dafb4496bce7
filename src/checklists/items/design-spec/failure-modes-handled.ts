import { defineItem } from "../../item.ts";
import { failureModes } from "../../look/failure-modes.ts";
import { isVague } from "../../look/vague.ts";
import { wordCount } from "../../look/words.ts";

export default defineItem({
  id: "failure-modes-handled",
  asked: { "design-spec": "reliability" },
  requirements: [{ row: 74, parts: "S" }],
  level: "review",
  title: "Detection and mitigation",
  demand: "a signal with its threshold and a mitigation for each failure mode",
  why: "A failure that nobody would see lasts until a customer writes, and one that nobody thought through until somebody has.",
  template: "",
  messages: {
    detection: "Unexpected detection `{said}` of `{mode}`, expected a signal and its threshold",
    mitigation: "Unexpected mitigation `{said}` of `{mode}`, expected what is done then",
    none: "Unexpected failure mode `{mode}` without {what}, expected both",
    column: "Unexpected failure modes without {what}, expected a signal and a mitigation for each",
  },
  *check(stage) {
    const modes = failureModes(stage);
    for (const what of ["detection", "mitigation"] as const) {
      const [first] = modes;
      if (first !== undefined && first.tabular && first[what] === undefined)
        yield { part: "S", message: "column", at: first.name.place, of: what, data: { what } };
      for (const { name, tabular, ...mode } of modes) {
        const said = mode[what];
        if (name.open === true || said === undefined || (said.open === true && said.text !== "")) continue;
        const shared = { part: "S", at: said.place, of: `${name.text}/${what}` } as const;
        if (said.text === "" && tabular) yield { ...shared, message: "none", data: { mode: name.text, what } };
        else if (isVague(said.text)) yield { ...shared, message: what, data: { mode: name.text, said: said.text } };
      }
    }
    // A list says all of it in one sentence.
    for (const { name, tabular } of modes)
      if (!tabular && name.open !== true && !isVague(name.text) && wordCount(name.text) < 6)
        yield {
          part: "S",
          message: "none",
          at: name.place,
          of: name.text,
          data: { mode: name.text, what: "detection and mitigation" },
        };
  },
});
