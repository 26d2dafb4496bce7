import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { isVague } from "../../look/vague.ts";
import { textOf } from "../../look/told.ts";

const EMPTY =
  /^\W*(?:it )?(?:runs?|starts?|executes?|does|is|builds?|loads?|processes) (?:the |our |a )?(?:pipeline|dag|job|workflow|data|tasks?|etl)\W*$/i;

export default defineItem({
  id: "dag-documented",
  asked: { "dag-spec": "overview" },
  requirements: [
    { row: 201, parts: "", waits: { X: "the docstring of a DAG file has no reader yet: its document is asked" } },
  ],
  level: "notice",
  title: "Purpose of the DAG",
  demand: "what it builds and for whom",
  why: "Who sees a red DAG at night has to know within a line who waits for it.",
  template: "- **Purpose**: builds <tables> for <who reads them>",
  messages: { empty: "Unexpected purpose `{said}`, expected what it builds and for whom" },
  *check(stage) {
    const said = answer(
      stage,
      /\bpurpose\b|\bwhat it does\b|\bgoal\b/,
      /\bpurpose\b|\bbuilds?\b|\bloads?\b|\bfor the\b/i,
    );
    if (said.found === "nothing" && textOf(stage).length < 80) yield { part: "S", message: "missing" };
    else if (said.found === "said" && (EMPTY.test(said.text) || isVague(said.text)))
      yield { part: "S", message: "empty", at: said.place, data: { said: said.text } };
  },
});
