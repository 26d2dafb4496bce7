import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { lacking } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";
import { isVague } from "../../look/vague.ts";

const TOPICS = {
  lineage: /\blineage\b|(?:→|->|-->)[^→>]+(?:→|->|-->)/i,
  "access control": /\baccess\b|\bgrants?\b|\bgranted\b|\bpermissions?\b|\bmay (?:read|write)\b|\brbac\b/i,
  retention: /\bretention\b|\bretained\b|\bkept(?: for)?:? .{0,20}\d+ (?:days|months|years)\b/i,
  "an audit log": /\baudit(?:ing)?[ -](?:logs?|trail|table|records?)\b|\baudit\.\w+|\baudited\b|\baccess logs?\b/i,
};
const LABELS = /^(?:lineage|access(?: control)?|retention|audit(?: logs?| trail)?)\b/;

export default defineItem({
  id: "governance-topics-stated",
  asked: { "pipeline-blueprint": "governance" },
  anywhere: true,
  requirements: [{ row: 180, parts: "S" }],
  level: "review",
  title: "Governance",
  demand: "lineage, access control, retention and an audit log",
  why: "The four are asked for together, by somebody from outside, with a date on the letter.",
  template:
    "- Lineage: <from which source through which models>\n- Access: <which role reads and which writes>\n- Retention: <days for each layer>\n- Audit log: <what is recorded, where, for how long>",
  messages: {
    lacks: "Unexpected governance without {lacks}, expected lineage, access control, retention and an audit log",
    vague: "Unexpected answer on {topic} (`{said}`), expected who, what or how long",
  },
  *check(stage) {
    const lacks = lacking(stage, TOPICS);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
    for (const { label, text, items, place } of fieldsLike(stage, LABELS))
      if (items.length === 0 && text !== "" && isVague(text))
        yield { part: "S", message: "vague", at: place, of: label, data: { topic: label.toLowerCase(), said: text } };
  },
});
