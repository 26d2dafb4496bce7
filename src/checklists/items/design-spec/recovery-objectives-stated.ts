import { defineItem } from "../../item.ts";
import { affirms, designOf } from "../../look/design.ts";
import { inWords } from "../../look/topics.ts";

const DISASTER =
  /\bdisaster\b|\bactive[-/ ]?(?:passive|standby|active)\b|\bwarm standby\b|\bcold standby\b|\bpilot light\b|\bsecond(?:ary)? region\b|\bpassive copy\b|\bregional failover\b|\bloss of (?:a|the) region\b/i;
const OBJECTIVES = [
  [
    "RTO",
    /\bRTO\b|\brecovery time\b|\btime to recover\b/i,
    /\b(?:RTO|recovery time(?: objective)?|time to recover)\b(?:(?!\bRPO\b|[.;\n]).){0,40}(?:\d|\bzero\b|\btens of\b)/i,
  ],
  [
    "RPO",
    /\bRPO\b|\brecovery point\b|\bdata loss of\b/i,
    /\b(?:RPO|recovery point(?: objective)?|data loss of)\b(?:(?!\bRTO\b|[.;\n]).){0,40}(?:\d|\bzero\b|\btens of\b)/i,
  ],
] as const;
const BOTH =
  /\bRTO\s*(?:and|\/|,|&)\s*RPO\b(?:(?![.;\n]).){0,20}\d|\bRPO\s*(?:and|\/|,|&)\s*RTO\b(?:(?![.;\n]).){0,20}\d/i;

export default defineItem({
  id: "recovery-objectives-stated",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 103, parts: "Q" }],
  level: "review",
  title: "Recovery objectives",
  demand: "RTO and RPO as times, where the loss of a region is provided for",
  why: "A passive copy is worth what it takes to switch to it, and what is missing in it: both are times.",
  template: "",
  messages: {
    unsaid: "Unexpected provision for the loss of a region without {names}, expected a time for each",
    said: "Unexpected {names} of `{said}`, expected a time for each",
  },
  *check(_stage, context) {
    const all = designOf(context).filter(({ form }) => form !== "code");
    const signal = all.find(({ text }) => affirms(text, DISASTER));
    if (signal === undefined || all.some(({ text }) => BOTH.test(text))) return;
    const lacking = OBJECTIVES.filter(([, , figure]) => !all.some(({ text }) => figure.test(text)));
    if (lacking.length === 0) return;
    const names = inWords(lacking.map(([name]) => name));
    const vague = all.find(({ text }) => lacking.some(([, name]) => name.test(text)));
    if (vague === undefined) yield { part: "Q", message: "unsaid", at: signal.place, data: { names } };
    else yield { part: "Q", message: "said", at: vague.place, data: { names, said: vague.text } };
  },
});
