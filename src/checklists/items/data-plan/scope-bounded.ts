import type { PlanField } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import type { Stage } from "../../look/stage.ts";
import { wordCount } from "../../look/words.ts";

const OUT =
  /\b(?:out|outside|not in|beyond)(?: of)?(?: the)? ?scope\b|^out(?:side)?\b|[.;]\s+outside:|\bdo(?:es)? not:|\bwe (?:do not|don.t)\b|\bnon-?goals?\b|\bexclu\w+|\bleave (?:alone|out)\b|\bleft (?:alone|out)\b|\bnot (?:part|included|covered|doing)\b|\bdo(?:es)? not(?:$| (?:do|cover)\b)/;
const IN =
  /\bin(?:side)?(?: the)? ?scope\b|^in(?:side)?$|\bgoes with it\b|^scope$|\binclud\w+|\bwe (?:do|build|cover)\b|\bin this plan\b|\bgoals\b|\bcovers\b/;
const NONE = /^\W*(?:none|nothing|no|n\/a|not applicable)\b(.*)$/is;

export default defineItem({
  id: "scope-bounded",
  asked: { "data-plan": "context", "design-spec": "context" },
  requirements: [
    { row: 6, parts: "S" },
    { row: 56, parts: "S" },
  ],
  level: "review",
  title: "Limits of the scope",
  demand: "what is in scope and what is out of scope, each as a list",
  why: "What is not ruled out is asked for in the week before the launch.",
  template: "In scope:\n- <what this plan builds>\n\nOut of scope:\n- <what it leaves alone, and why>",
  messages: {
    noIn: "Unexpected scope that only says what is out, expected what is in scope as well",
    noOut: "Unexpected scope without its limit, expected what is out of scope as well",
    none: "Unexpected `{said}` as what is out of scope, expected what is left alone, or why nothing is",
  },
  *check(stage) {
    const out = labelled(stage, OUT);
    const inside = labelled(stage, IN, OUT);
    const lines = stage.said.filter(({ open }) => open !== true).map(({ text }) => text.toLowerCase());
    const says = (pattern: RegExp): boolean => lines.some((text) => pattern.test(text) && wordCount(text) > 4);
    const columns = stage.tables
      .flatMap((table) => (table.rows.length > 0 ? table.columns : []))
      .map((name) => name.toLowerCase());
    const hasOut = out.length > 0 || says(OUT) || columns.some((name) => OUT.test(name));
    const hasIn =
      inside.length > 0 ||
      columns.some((name) => IN.test(name) && !OUT.test(name)) ||
      says(/\bin scope\b|\bscope is\b|\bcovers\b/);
    if (!hasIn && !hasOut) yield { part: "S", message: "missing" };
    else if (!hasIn) yield { part: "S", message: "noIn" };
    else if (!hasOut) yield { part: "S", message: "noOut" };
    for (const field of out) {
      const said = [field.text, ...field.items.map(({ text }) => text)].join(" ").trim();
      const none = NONE.exec(said);
      if (field.open !== true && none !== null && wordCount(none[1] ?? "") < 3)
        yield { part: "S", message: "none", at: field.place, data: { said } };
    }
  },
});

/** An open one is told as a slot: here it counts as there. */
const labelled = (stage: Stage, label: RegExp, not?: RegExp): readonly PlanField[] =>
  stage.fields.filter((field) => {
    const plain = field.label.toLowerCase();
    return label.test(plain) && not?.test(plain) !== true && !isBare(stage, field);
  });

/** A heading in bold with nothing below it: a label with a colon and nothing behind it is told as a slot. */
const isBare = ({ lines }: Stage, { open, text, place }: PlanField): boolean =>
  open === true && text === "" && lines.some((line) => line.place.line === place.line && !line.text.endsWith(":"));
