import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";
import { isExcused, isVague } from "../../look/vague.ts";
import { namesOwner } from "../../look/words.ts";

const OWNER: Topic = {
  name: "an operational owner",
  label: /\bowner|\bon[- ]?call\b|\boperated by\b|\bresponsible\b|\brota\b/,
  line: /\bowners?\b|\bon[- ]?call\b|\boperated by\b|\bowned by\b|\brun by\b|\brota\b/i,
};
const CHANNEL: Topic = {
  name: "a channel",
  label: /\bchannel|\bcommunicat|\btold\b|\bannounce/,
  line: /(?<![\w/])#[a-z][\w-]+|\bchannels?\b|\bslack\b|\bteams channel\b|\bmailing list\b|\bstatus page\b|\be-?mail(?:ed)? to\b|\bannounce/i,
};
const APPROVER: Topic = {
  name: "an approver",
  label: /\bapprov|\bdecides?\b|\bsign-?off\b|\bgo\/no-?go\b/,
  line: /\bapprov(?:er|ers|ed by|es)\b|\bsign(?:s|ed)?[- ]off\b|\bdecides\b|\bgo\/no-?go\b/i,
};

export default defineItem({
  id: "operational-owner-named",
  asked: { "design-spec": "rollout" },
  requirements: [{ row: 84, parts: "S" }],
  level: "review",
  title: "Owner and communication",
  demand: "who operates it, where the rollout is told, and who approves it",
  why: "At three in the night somebody has to be called, by a name and on a channel that were known before.",
  template:
    "- Operational owner: <team or rota>\n- Channel: <where the rollout is told>\n- Approver: <who lets it go on>",
  messages: {
    unnamed: "Unexpected rollout without {topics}, expected each of them by name",
    nobody: "Unexpected {topic} `{said}`, expected a team, a person or a place by name",
  },
  *check(stage) {
    const topics = [OWNER, CHANNEL, APPROVER];
    const missing = unsaid([stage], topics).map(({ name }) => name);
    if (missing.length > 0)
      yield { part: "S", message: "unnamed", of: missing.join(), data: { topics: inWords(missing) } };
    for (const { name, label } of topics) {
      const said = answer(stage, label, /$^/);
      if (said.found !== "said" || said.text === "" || isExcused(said.text)) continue;
      if (isVague(said.text) || (name !== "a channel" && !namesOwner(said.text) && /^[\p{Ll} ]+$/u.test(said.text)))
        yield {
          part: "S",
          message: "nobody",
          at: said.place,
          of: name,
          data: { topic: name.replace(/^an? /, ""), said: said.text },
        };
    }
  },
});
