import { defineItem } from "../../item.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";
import { statementsOf } from "../../look/statements.ts";

const TOPICS: readonly Topic[] = [
  { name: "metrics", label: /\bmetrics?\b|\bdashboards?\b/, line: /\bmetrics\b|\bdashboards?\b|\bprometheus\b/i },
  { name: "logs", label: /\blogs?\b|\blogging\b/, line: /\blogs\b|\blogging\b|\blogged\b|\blog lines?\b/i },
  { name: "traces", label: /\btrac(?:es?|ing)\b/, line: /\btraces?\b|\btracing\b|\btraced\b|\bopentelemetry\b/i },
  { name: "alerts", label: /\balert/, line: /\balert(?:s|ing|ed)?\b|\bpages? (?:the|on)\b/i },
];
const ALERT = /\balert(?:s|ing|ed)?\b|\bpages\b/i;
const OWNED =
  /@[\w/-]{2,}|\bon[- ]?call\b|\bteams?\b|\brota\b|\bsquad\b|\bowner\b|\bpagerduty\b|\bopsgenie\b|(?<!\w)#[a-z][\w-]+|\bto \p{Lu}\p{L}+ \p{Lu}\p{L}+/iu;

export default defineItem({
  id: "observability-stated",
  asked: { "design-spec": "validation" },
  requirements: [{ row: 86, parts: "S" }],
  level: "review",
  title: "Observability",
  demand: "metrics, logs, traces and alerts, each alert with who answers it",
  why: "What cannot be seen is found out from customers; an alert that belongs to nobody is turned off by everybody.",
  template:
    "- Metrics: <what is counted>\n- Logs: <what is written, for how long>\n- Traces: <which share of calls>\n- Alerts: <the threshold, and who answers>",
  messages: {
    unsaid: "Unexpected validation without {topics}, expected each of them, or n/a with its reason",
    owner: "Unexpected alerts without an owner, expected who answers them",
  },
  *check(stage, context) {
    const stages = [stage, context.stage("reliability"), context.stage("rollout")];
    const missing = unsaid([stage], TOPICS).filter((topic) => unsaid(stages, [{ ...topic, line: NEVER }]).length > 0);
    const names = missing.map(({ name }) => name);
    if (names.length > 0) yield { part: "S", message: "unsaid", of: names.join(), data: { topics: inWords(names) } };
    const alerts = statementsOf(stage).filter(({ text }) => ALERT.test(text));
    const [first] = alerts;
    if (
      first !== undefined &&
      !alerts.some(({ text }) => OWNED.test(text)) &&
      !missing.some(({ name }) => name === "alerts")
    )
      yield { part: "S", message: "owner", at: first.place };
  },
});

/** Other stages count where they give it a label of its own; a word in passing there is no design. */
const NEVER = /$^/;
