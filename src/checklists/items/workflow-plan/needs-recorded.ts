import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { isOpen, lacking, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";
import { inWords } from "../../look/topics.ts";

const TOPICS = {
  "the data that is needed": /\bneed(?:s|ed)?\b|\brequire[sd]?\b|\bwants?\b/i,
  "its use cases": /\buse cases?\b|\bused (?:by|for)\b|\bso that\b|\bin order to\b|\bdecid|\bshows?\b|\bevery time\b/i,
  "the logic of the transformation":
    /\blogic\b|\btransform|\bcomput|\bcalculat|\bderiv|\baggregat|\bis made (?:of|from)\b/i,
  "the quality that is wanted": /\bquality\b|\bagrees?\b|\bexact|\bcorrect\b|\baccura|\blost\b|\bduplicates?\b/i,
  "an SLA": /\bSLAs?\b|\bservice levels?\b/i,
  "its constraints": /\bconstraints?\b|\blimit(?:s|ed)?\b|\b(?:can )?only\b|\bat most\b|\bmust not\b/i,
};
const SLA = /\bSLAs?\b|\bservice levels?\b/i;
const CLOCK = /\b\d{1,2}:\d{2}\b/;

export default defineItem({
  id: "needs-recorded",
  asked: { "workflow-plan": "requirements" },
  requirements: [{ row: 104, parts: "SQ" }],
  level: "review",
  title: "Needs and service levels",
  demand: "the data needed, use cases, transformation logic, quality, an SLA with a number, and the constraints",
  why: "What nobody wrote down is built as its author imagines it, and an SLA without a number can be neither held nor missed.",
  template:
    "- Need: <which data, for whom>\n- Use case: <what is decided with it>\n- Logic: <how it is transformed>\n- Quality: <what must be right, and how right>\n- SLA: <duration, time of day or share>\n- Constraints: <cost, privacy, people>",
  messages: {
    lacks: "Unexpected {stage} without {lacks}, expected each of the six in a line",
    sla: "Unexpected SLA without a number (`{sla}`), expected a duration, a time of day or a share",
  },
  *check(stage) {
    const lacks = lacking(stage, TOPICS);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
    const said = told(stage, SLA);
    const [first] = said;
    if (first === undefined || isOpen(stage, SLA)) return;
    if (said.some(({ text }) => CLOCK.test(text) || findQuantities(text).length > 0)) return;
    yield { part: "Q", message: "sla", at: first.place, level: "block", data: { sla: shortened(first.text) } };
  },
});
