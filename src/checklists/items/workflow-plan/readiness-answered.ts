import { defineItem } from "../../item.ts";
import type { Stage } from "../../look/stage.ts";
import { isOpen, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const TOPICS = {
  monitoring: /\bmonitor|\balerts?\b|\balarms?\b/i,
  recovery:
    /\brecover|\bgo(?:ing)? back\b|\bway back\b|\brestarts?\b|\broll(?:ed)? ?back\b|\bbackups?\b|\brestor|\breload|\bloaded again\b|\bfail-?over\b/i,
  documents: /\bdocument|\bdocs?\b|\brunbooks?\b|\bdescri(?:bed|ptions?)\b|\bthis (?:page|plan)\b/i,
  cost: /\bcosts?\b|\bbudget\b|\beuros?\b|\b(?:eur|usd|gbp)\b|\bguardrail\b|[€$£]/i,
  scale:
    /\bscal(?:e|es|ing|ability|able)\b|\bten times\b|\b10\s?(?:×|x|times)|\btenfold\b|\bgrowth\b|\bload[ -]test|\bpeak\b|\bvolume\b|\b\d[\d,.]* \w+ (?:were )?(?:tried|simulated|replayed)\b/i,
};
/** Where its author wrote a sentence and no heading. */
const WHEN = /^\W*(?:it is )?(?:done|met|ready|finished|accepted) when\b/i;

export default defineItem({
  id: "readiness-answered",
  asked: { "workflow-plan": "success" },
  anywhere: true,
  requirements: [{ row: 140, parts: "S" }],
  level: "review",
  title: "Done when",
  demand: "by what is known that monitoring, recovery, documents, cost control and scale are in place",
  why: "What is not on this list is what is left for later, and later is after the first incident.",
  template:
    "- Monitoring: <which alerts were tried>\n- Recovery: <what was shown, in which time>\n- Documents: <what is written, and where>\n- Cost: <below which sum>\n- Scale: <what was tried>",
  messages: {
    lacks:
      "Unexpected criteria of success without {lacks}, expected all five: monitoring, recovery, documents, cost, scale",
  },
  *check(stage, context) {
    const own = context.stage("success");
    const said = own === undefined ? told(stage, WHEN) : told(own, /./);
    const open = (topic: RegExp): boolean => isOpen(own ?? stage, topic);
    const [first] = said;
    if (first === undefined) {
      if (!Object.values(TOPICS).some(open)) yield { part: "S", message: "missing" };
      return;
    }
    const lacks = Object.entries(TOPICS)
      .filter(([, topic]) => !said.some(({ text }) => topic.test(text)) && !headed(own, topic) && !open(topic))
      .map(([name]) => name);
    if (lacks.length > 0)
      yield { part: "S", message: "lacks", at: own?.place ?? first.place, data: { lacks: inWords(lacks) } };
  },
});

const headed = (stage: Stage | undefined, topic: RegExp): boolean =>
  stage?.parts.some(({ heading }) => topic.test(heading)) === true;
