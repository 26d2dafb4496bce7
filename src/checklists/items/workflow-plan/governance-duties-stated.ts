import { defineItem } from "../../item.ts";
import { lacking } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const DUTIES = {
  standards: /\bstandards?\b|\bconventions?\b|\bnam(?:es|ing)\b/i,
  privacy: /\bprivacy\b|\bpersonal\b|\bpii\b|\bgdpr\b|\bmask/i,
  retention: /\bretention\b|\bkept\b|\bretain/i,
  access: /\baccess\b|\broles?\b|\bgrants?\b|\bwho may\b/i,
};

export default defineItem({
  id: "governance-duties-stated",
  asked: { "workflow-plan": "governance" },
  profiles: ["quality-management"],
  requirements: [{ row: 129, parts: "" }],
  level: "review",
  title: "Duties of governance",
  demand: "standards, privacy, retention and access, each with its rule and its owner",
  why: "A duty that stands in nobody's plan is found by the auditor.",
  template:
    "| Duty | Rule | Owner |\n| --- | --- | --- |\n| Standards | <what every model has> | <team> |\n| Privacy | <which columns are personal, and how they are tagged> | <team> |\n| Retention | <duration> | <team> |\n| Access | <which groups may read> | <team> |",
  messages: {
    lacks: "Unexpected governance without {lacks}, expected all four: standards, privacy, retention, access",
  },
  *check(stage) {
    const lacks = lacking(stage, DUTIES);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});
