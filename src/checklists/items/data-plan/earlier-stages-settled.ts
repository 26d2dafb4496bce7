import * as registry from "../../../outline/kinds/index.ts";
import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";
import { wordCount } from "../../look/words.ts";

const PUT_OFF =
  /\bwill be (?:known|decided|defined|filled|added|measured|clear\w*|estimated|given)\b|\bto be (?:decided|defined|determined|seen|done|measured|estimated|agreed)\b|\b(?:not|un)\s?known\b|\bnot (?:yet )?(?:decided|clear|known|settled)\b|\bafter the (?:\w+ )?(?:test|launch|build|kick-?off|meeting)\b|\blater\b|\bpending\b|\bwe do not know\b|\btbc\b/i;

export default defineItem({
  id: "earlier-stages-settled",
  asked: { "data-plan": "context" },
  requirements: [{ row: 2, parts: "S" }],
  level: "notice",
  title: "Stages that later ones rest on",
  demand: "each stage settled before the next one builds on it, or assumed for now among the assumptions",
  why: "Everything behind an open figure is written twice: once on a guess and once on what it turned out to be.",
  template: "",
  messages: {
    open: "Unexpected stage that is put off (`{said}`) while {later} stages rest on it, expected it settled, or an assumption in its place",
  },
  *check(_stage, context) {
    const outline = Object.values(registry).find(({ kind }) => kind === context.plan.planKind);
    const stages = (outline?.stages ?? []).filter(({ name, optional }) => optional !== true && !ASIDE.has(name));
    const assumed = context.stage("assumptions");
    const assumptions = (assumed === undefined ? [] : statementsOf(assumed))
      .map(({ text }) => text.toLowerCase())
      .join("\n");
    for (const [i, { name, title }] of stages.entries()) {
      const one = context.stage(name);
      if (one === undefined || !one.answered) continue;
      const all = statementsOf(one);
      const text = all.map((each) => each.text).join(" ");
      const [first] = all;
      if (first === undefined || wordCount(text) > 30 || /\d/.test(text) || !PUT_OFF.test(text)) continue;
      const words = title.toLowerCase().match(/[a-z]{5,}/g) ?? [];
      if (words.some((word) => assumptions.includes(word))) continue;
      const later = stages.slice(i + 1).filter((each) => context.stage(each.name)?.answered === true).length;
      if (later > 0)
        yield { part: "S", message: "open", at: first.place, of: name, data: { said: text, later: String(later) } };
    }
  },
});

/** No stages of the source: where a stage that is not settled is told, and what is left open on purpose. */
const ASIDE: ReadonlySet<string> = new Set(["assumptions", "risks"]);
