import type { PlanPart } from "../../../model/plan-part.ts";
import type { Place } from "../../../model/place.ts";
import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { inWords } from "../../look/topics.ts";
import { tablesWith } from "../../look/table.ts";
import { wordCount } from "../../look/words.ts";

const FEWEST = 3;
/** One sentence in a cell may be all there is to do; "Fix it." is none. */
const FEWEST_WORDS = 4;
const SYMPTOM =
  /\bsymptoms?\b|\bsigns?\b|\b(?:what )?(?:you|one|we) sees?\b|\blooks?(?: like)?\b|\bobserved\b|\bshows?\b|\bseen\b|\berror\b|\bmessage\b|\balert\b/i;
const CAUSE = /\bcauses?\b|\bbecause\b|\bdue to\b|\bwhy\b|\breasons?\b/i;
const STEPS =
  /\bsteps?\b|\bfix\b|\bresolution\b|\bremedy\b|\bwhat to do\b|\baction\b|\bsolution\b|\bmitigation\b|\brecover\w*/i;

interface Failure {
  readonly name: string;
  readonly at: Place;
  readonly lacks: readonly string[];
}

export default defineItem({
  id: "failures-have-steps",
  asked: { "pipeline-runbook": "failures" },
  requirements: [{ row: 213, parts: "S" }],
  level: "review",
  title: "Common failures",
  demand: "at least three failures, each with its symptom, its cause and numbered steps",
  why: "Whoever is woken at night knows the symptom and nothing else: that is what the page has to begin with.",
  template: "### <what one sees>\n\nSymptom: <what the log or the board shows>\nCause: <why>\n1. <step>\n2. <step>",
  messages: {
    few: "Unexpected {count} failures, expected three at least",
    lacks: "Unexpected failure `{failure}` without {what}, expected its symptom, its cause and numbered steps",
  },
  *check(stage) {
    const failures = [...headed(stage), ...tabled(stage)];
    if (failures.length === 0) {
      yield { part: "S", message: "missing" };
      return;
    }
    if (failures.length < FEWEST) yield { part: "S", message: "few", data: { count: String(failures.length) } };
    for (const { name, at, lacks } of failures)
      if (lacks.length > 0)
        yield { part: "S", message: "lacks", at, of: name, data: { failure: name, what: inWords(lacks) } };
  },
});

/** The innermost headings under the stage, where they hold anything. */
function headed({ parts }: Stage): readonly Failure[] {
  const holding = parts.filter(
    ({ lines, items, fields, parts: below }) => lines.length + items.length + fields.length > 0 || below.length > 0,
  );
  const inner = new Set(holding.flatMap((part) => part.parts));
  return holding
    .filter((part) => !inner.has(part))
    .map((part) => {
      const { lines, items } = collected(part);
      const labels = [...part.fields.map(({ label }) => label), ...part.parts.map(({ heading }) => heading)];
      const open = [...lines, ...items].some((one) => one.open === true);
      const speaks = (word: RegExp): boolean =>
        open || labels.some((label) => word.test(label)) || [...lines, ...items].some(({ text }) => word.test(text));
      const steps = open || items.some(({ ordered, text }) => ordered && wordCount(text) > 1);
      return {
        name: part.heading,
        at: part.place,
        lacks: [
          ...(speaks(SYMPTOM) ? [] : ["symptom"]),
          ...(speaks(CAUSE) ? [] : ["cause"]),
          ...(steps ? [] : ["numbered steps"]),
        ],
      };
    });
}

const collected = (part: PlanPart): Pick<PlanPart, "lines" | "items"> => ({
  lines: [part, ...part.parts].flatMap(({ lines }) => lines),
  items: [part, ...part.parts].flatMap(({ items }) => items),
});

/** Rows of a table with a column for each; a cell has no numbers of its own, so a sentence will do. */
function tabled(stage: Stage): readonly Failure[] {
  return tablesWith(stage, SYMPTOM, STEPS).flatMap((table) =>
    rowsBy(table, { symptom: SYMPTOM, cause: CAUSE, steps: STEPS }).flatMap(
      ({ symptom, cause, steps }): readonly Failure[] => {
        if (symptom === undefined || symptom.open === true) return [];
        const told = (cell: typeof cause): boolean =>
          cell !== undefined && (cell.open === true || wordCount(cell.text) > 1);
        const several =
          steps !== undefined &&
          (steps.open === true || /[.;]\s+\S|\b2[.)]/.test(steps.text) || wordCount(steps.text) >= FEWEST_WORDS);
        return [
          {
            name: symptom.text,
            at: symptom.place,
            lacks: [...(told(cause) ? [] : ["cause"]), ...(several ? [] : ["numbered steps"])],
          },
        ];
      },
    ),
  );
}
