import { defineItem } from "../../item.ts";
import { isOpen } from "../../look/told.ts";
import { statementsOf } from "../../look/statements.ts";

const ROLES = [
  ["the owner", /\bown(?:er|ers|s|ed)\b|\bresponsible\b|\bmaintainer/i],
  ["somebody on call", /\bon-?\s?call\b|\brota\b|\bpager\b|\bduty\b/i],
  ["whoever runs the database", /\bdbas?\b|\bdatabase\b|\bwarehouse\b|\bplatform\b|\binfra\w*/i],
  [
    "who is asked next when nobody answers",
    /\bsecond(?:ary)?\b|\bescalat\w+|\bback-?up\b|\bafter \d|\bnobody answers\b|\bdeputy\b|\bhead of\b|\bmanager\b|\blead\b/i,
  ],
] as const;
const WAY =
  /#[\w-]+|@[\w.-]+\.\w|\bpag(?:er|ed|es|ing)\b|\bphone\b|\bslack\b|\bteams\b|\bmail\b|\bchannel\b|\+?\d[\d ()-]{6,}|\bpagerduty\b|\bopsgenie\b/i;

export default defineItem({
  id: "contacts-complete",
  asked: { "pipeline-runbook": "contacts" },
  requirements: [{ row: 216, parts: "S" }],
  level: "review",
  title: "Contacts",
  demand: "the owner, who is on call, who runs the database, who is asked next, and how each is reached",
  why: "Who is alone with a broken pipeline has to find the one person who knows, and the one after that.",
  template:
    "| Who | For | How |\n| --- | --- | --- |\n| <name>, owner | everything | <channel> |\n| <rota>, on call | pages | <pager> |\n| <rota>, second | after <minutes> without an answer | <pager> |\n| <name>, DBA | the database | <channel> |",
  messages: {
    role: "Unexpected contacts without {who}, expected a name or a rota",
    way: "Unexpected contacts without a way to reach them, expected a channel, a pager or a number",
  },
  *check(stage) {
    const all = statementsOf(stage);
    for (const [who, role] of ROLES)
      if (!all.some(({ text }) => role.test(text)) && !isOpen(stage, role))
        yield { part: "S", message: "role", of: who, data: { who } };
    const open = stage.said.some((said) => said.open === true);
    if (!open && !all.some(({ text }) => WAY.test(text))) yield { part: "S", message: "way" };
  },
});
