import type { Place } from "../../../model/place.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const STEPS: readonly (readonly [string, RegExp])[] = [
  ["a primary", /\bprimary\b|\bfirst(?: line)?\b|\blevel 1\b/i],
  ["a secondary", /\bsecondary\b|\bsecond(?: line)?\b|\bback-?up\b|\bdeputy\b|\blevel 2\b/i],
  ["an escalation", /\bescalat\w+|\bhead of\b|\bmanager\b|\blevel 3\b|\bafter \d+ ?(?:min|h)\w*/i],
];
const CHAIN = /\bthen\b|→|->/g;
const RUNBOOK = /\brun-?book\w*|\bplaybook\w*|\bwhat to do\b/i;
const PATH = /(?<![\w:/])(?:\.{0,2}\/)?(?:[\w.-]+\/)+[\w.-]+\.(?:md|rst|adoc|html)\b/;

export default defineItem({
  id: "on-call-path-stated",
  asked: { "data-plan": "operations" },
  requirements: [{ row: 33, parts: "S" }],
  level: "review",
  title: "On-call path and runbook",
  demand: "who is called first, who second, to whom it is escalated, and a link to the runbook",
  why: "At three in the morning 'the team' is asleep, and the page that tells what to do has moved.",
  template:
    "On call: primary <rota or person>, secondary <rota or person>, escalation <person>\nRunbook: <link to the runbook>",
  messages: {
    path: "Unexpected on-call path without {what}, expected a primary, a secondary and an escalation",
    noRunbook: "Unexpected operations without a runbook, expected a link to it",
    unlinked: "Unexpected runbook without a link (`{said}`), expected where it is found",
    dead: "Unexpected link to the runbook `{target}`, which leads nowhere, expected a file of this repository",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    const chained = all.some(({ text }) => (text.match(CHAIN) ?? []).length >= 2 && /\bthen\b/i.test(text));
    const open = stage.fields.some((field) => field.open === true && /\bon.?call\b|\bprimary\b/i.test(field.label));
    const lacking = STEPS.filter(
      ([, words]) => !all.some(({ text }) => words.test(text)) && !stage.fields.some(({ label }) => words.test(label)),
    ).map(([name]) => name);
    if (
      !chained &&
      !open &&
      lacking.length > 0 &&
      !(lacking.length === 1 && all.some(({ text }) => /\bthen\b/i.test(text)))
    )
      yield { part: "S", message: "path", at: calledAt(stage), data: { what: inWords(lacking) } };
    yield* runbook(stage, context);
  },
});

const calledAt = (stage: Stage): Place =>
  statementsOf(stage).find(({ text }) => /\bon.?call\b|\bprimary\b/i.test(text))?.place ?? stage.place;

function* runbook(stage: Stage, { plan, head }: ItemContext) {
  const told = statementsOf(stage).filter(({ text }) => RUNBOOK.test(text));
  const links = stage.links.filter(
    ({ text, url, place }) =>
      RUNBOOK.test(text) || /run-?books?|playbooks?/i.test(url) || told.some((each) => each.place.line === place.line),
  );
  const [dead] = links.filter((link) => link.dead === true);
  if (dead !== undefined) yield { part: "S", message: "dead", at: dead.place, data: { target: dead.url } } as const;
  if (links.length > 0) return;
  const [first] = told;
  if (first === undefined) {
    if (!stage.fields.some(({ open, label }) => open === true && RUNBOOK.test(label)))
      yield { part: "S", message: "noRunbook" } as const;
    return;
  }
  const path = told.map(({ text }) => PATH.exec(text)?.[0]).find((each) => each !== undefined);
  const said = first.text;
  if (path === undefined) {
    if (!told.some(({ text }) => /https?:|\bwiki\b|\bgo\/\w/i.test(text)))
      yield { part: "S", message: "unlinked", at: first.place, data: { said } } as const;
  } else if (!leads(path, plan.place.path, head.paths))
    yield { part: "S", message: "dead", at: first.place, data: { target: path } } as const;
}

/** From the repository's root or from the plan's own folder, as people write it. */
function leads(path: string, from: string, paths: readonly string[]): boolean {
  const tail = path.replace(/^(?:\.{0,2}\/)+/, "");
  const near = `${from.slice(0, from.lastIndexOf("/") + 1)}${tail}`;
  return paths.some((one) => one === tail || one === near);
}
