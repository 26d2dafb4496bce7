import { defineItem } from "../../item.ts";
import { lacking, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const OUTPUTS = {
  "the root cause": /\broot cause|\bcauses?\b/i,
  "the fix": /\bfix(?:es|ed)?\b|\brepair|\bcorrected\b/i,
  "a regression test": /\bregression\b|\btests? (?:that|which) (?:keeps?|catch|would)/i,
  "a postmortem": /\bpost-?mortem|\bincident (?:report|review)\b|\bretrospective\b/i,
};

export default defineItem({
  id: "incident-outputs-stated",
  asked: { "pipeline-blueprint": "incidents" },
  requirements: [
    {
      row: 173,
      parts: "S",
      waits: { S: "whether a pull request that mends an incident carries the four is not read: labels have no reader" },
    },
  ],
  level: "notice",
  title: "What an incident leaves behind",
  demand: "that it leaves a root cause, a fix, a regression test and a postmortem",
  why: "A fault that was repaired and not understood comes back with another name.",
  template: "After an incident: <where the root cause, the fix, the regression test and the postmortem are kept>",
  messages: {
    lacks: "Unexpected handling of incidents without {lacks}, expected root cause, fix, regression test and postmortem",
    dead: "Unexpected postmortem `{url}` that is not in the repository, expected the one that is linked",
  },
  *check(stage) {
    const lacks = lacking(stage, OUTPUTS);
    const at = told(stage, /\bincident|\bpost-?mortem|\bcause\b/i)[0]?.place ?? stage.place;
    if (lacks.length > 0) yield { part: "S", message: "lacks", at, data: { lacks: inWords(lacks) } };
    for (const { url, dead, place } of stage.links)
      if (dead === true && /post-?mortem|incident/i.test(url))
        yield { part: "S", message: "dead", at: place, of: url, data: { url } };
  },
});
