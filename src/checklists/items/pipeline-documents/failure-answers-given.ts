import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { lacking } from "../../look/told.ts";
import { isVague } from "../../look/vague.ts";

const TOPICS = {
  "what happens on failure": /\bon failure\b|\bfails?\b|\bfailed\b|\bfailure\b/i,
  "what happens when the SLA is missed": /\bslas?\b|\bmiss(?:ed)?\b|\blate\b/i,
  "how it is repaired by hand": /\bby hand\b|\bmanual\w*|\bclear\b|\bre-?run\b|\brecover\w*/i,
  "where unreadable rows go":
    /\bdead[- ]?letters?\b|\breject\w+|\bquarantin\w+|\bunreadable\b|\bbad (?:rows|lines|records)\b/i,
};
const ELSEWHERE = /^\W*(?:see|as in|like|refer to) (?:the )?[\w ]{3,30}\W*$/i;

export default defineItem({
  id: "failure-answers-given",
  asked: { "dag-spec": "failure" },
  requirements: [
    { row: 199, parts: "", waits: { X: "DAG files have no reader yet: the document's own answers are asked" } },
  ],
  level: "review",
  title: "When things go wrong",
  demand:
    "what happens on failure and when the SLA is missed, how it is repaired by hand, and where rows go that nobody can read",
  why: "These four are asked in the same night, and always by somebody else than the author.",
  template:
    "- **On failure**: <retries, then who is told, and what readers see>\n- **SLA missed**: <who is told, who decides what>\n- **By hand**: <what is cleared; why a task may run twice>\n- **Dead letters**: <where rows go that cannot be read, and who looks>",
  messages: {
    lacks: "Unexpected failure handling without {what}, expected it",
    elsewhere: "Unexpected `{said}` for {label}, expected the answer, or a link to it",
  },
  *check(stage) {
    for (const what of lacking(stage, TOPICS)) yield { part: "S", message: "lacks", of: what, data: { what } };
    for (const { label, text, place } of fieldsLike(stage, /failure|sla|hand|manual|dead|recover/))
      if (
        (text !== "" && isVague(text)) ||
        (ELSEWHERE.test(text) && !stage.links.some((link) => link.place.line === place.line))
      )
        yield { part: "S", message: "elsewhere", at: place, of: label, data: { said: text, label } };
  },
});
