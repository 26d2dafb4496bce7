import { defineItem } from "../../item.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";

const TOPICS: readonly Topic[] = [
  {
    name: "budget",
    label: /^(?!.*\berror\b).*\bbudget\b(?! in)|\bcosts?\b|\bmoney\b|\bspend/,
    line: /[€$£]\s?\d|\d\s*(?:euros?|dollars?|EUR|USD)\b|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK)\s?\d|\bcost limit\b/i,
  },
  {
    name: "team",
    label: /\bteam\b|\bstaff|\bpeople\b|\bcapacity\b|\bskills\b/,
    line: /\bteams?\b|\bengineers?\b|\bstaff|\bFTE\b/i,
  },
  {
    name: "timeline",
    label: /\btime ?line\b|\bdeadline\b|\bdates?\b|\bschedule\b|\bwhen\b|\bmilestones?\b/,
    line: /\bdeadline\b|\btimeline\b|\b(?:by|before|until)\s+(?:\d{4}-\d\d|\p{Lu}\p{L}+ \d|\d{1,2}\.? \p{Lu}\p{L}+ \d{4})|\bends? (?:on|in) \d/iu,
  },
  { name: "dependencies", label: /\bdepend/, line: /\bdepend|\bblocked by\b|\bwaits? for\b|\bneeds .{1,40} from\b/i },
];

export default defineItem({
  id: "constraints-named",
  asked: { "design-spec": "assumptions" },
  requirements: [{ row: 59, parts: "S" }],
  level: "review",
  title: "Constraints",
  demand: "budget, team, timeline and dependencies, or why one of them does not bind",
  why: "A design that its team cannot pay, staff or finish in time is no design, however right it is.",
  template:
    "- Budget: <the limit in money>\n- Team: <who builds it, how much of their time>\n- Timeline: <date by which it must be there>\n- Dependencies: <what it waits for, until when>",
  messages: { unnamed: "Unexpected constraints without {topics}, expected each of them, or n/a with its reason" },
  *check(stage, context) {
    // The source asks for them beside the service levels: they may stand there as well.
    const missing = unsaid([stage, context.stage("slo"), context.stage("context")], TOPICS).map(({ name }) => name);
    if (missing.length > 0)
      yield { part: "S", message: "unnamed", of: missing.join(","), data: { topics: inWords(missing) } };
  },
});
