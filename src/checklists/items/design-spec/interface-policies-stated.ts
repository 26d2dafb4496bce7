import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { schemaFiles } from "../../look/schema-files.ts";
import type { Stage } from "../../look/stage.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";
import { isExcused, isVague } from "../../look/vague.ts";

const IDEMPOTENCY: Topic = {
  name: "idempotency",
  label: /\bidempoten|\brepeat|\bdouble calls\b/,
  line: /\bidempoten/i,
};
const PAGINATION: Topic = {
  name: "pagination",
  label: /\bpaginat|\bpaging\b|\bcursors?\b/,
  line: /\bpaginat|\bcursor\b|\bpage[ _](?:size|token)\b|\bpages? (?:go |goes )?by\b|\bper page\b/i,
};
const VERSIONING: Topic = {
  name: "versioning",
  label: /\bversion/,
  line: /\bversioning\b|\bversions? (?:is|are|in|lives?)\b/i,
};
const EVOLUTION: Topic = {
  name: "schema evolution",
  label: /\bevolution\b|\bcompatib/,
  line: /\bevolution\b|\b(?:backward|forward)s?[- ]compatib|\bfields are only added\b|\badditive\b/i,
};

export default defineItem({
  id: "interface-policies-stated",
  asked: { "design-spec": "interfaces" },
  requirements: [{ row: 72, parts: "SX" }],
  level: "block beside breaking",
  title: "Interface policies",
  demand: "idempotency, pagination, versioning and schema evolution, or n/a with the reason",
  why: "Clients repeat calls, lists grow and fields change: each of them is cheap to settle now and breaks somebody later.",
  template:
    "- Idempotency: <how a repeated call is told>\n- Pagination: <how a long list is given>\n- Versioning: <where the version stands, how long an old one lives>\n- Schema evolution: <what may change, and what makes a new version>",
  messages: {
    unsaid: "Unexpected interfaces without {topics}, expected each of them, or n/a with its reason",
    vague: "Unexpected {topic} `{said}`, expected what is done about it, or n/a with its reason",
    evolution:
      "Unexpected schema `{path}` in this pull request beside interfaces without schema evolution, expected what may change in it and how",
  },
  *check(stage, context) {
    const topics = [IDEMPOTENCY, ...(lists(stage) ? [PAGINATION] : []), VERSIONING, EVOLUTION];
    const missing = unsaid([stage], topics);
    const before = new Set(context.base.paths);
    const added = schemaFiles(context.head).find(({ path }) => !before.has(path));
    const schema = missing.includes(EVOLUTION) ? added : undefined;
    const rest = missing.filter((topic) => topic !== EVOLUTION || schema === undefined);
    if (schema !== undefined) yield { part: "X", message: "evolution", of: schema.path, data: { path: schema.path } };
    if (rest.length > 0) {
      const names = rest.map(({ name }) => name);
      yield { part: "S", message: "unsaid", of: names.join(","), data: { topics: inWords(names) } };
    }
    for (const { name, label } of topics) {
      const said = answer(stage, label, /$^/);
      if (said.found === "said" && said.text !== "" && isVague(said.text) && !isExcused(said.text))
        yield { part: "S", message: "vague", at: said.place, of: name, data: { topic: name, said: said.text } };
    }
  },
});

/** It has a call that gives a list. */
const lists = ({ said }: Stage): boolean =>
  said.some(({ text }) => /\bGET\b|\blists?\b|\bsearch\b|\bquery\b/i.test(text));
