import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { inWords } from "../../look/topics.ts";
import { isVague } from "../../look/vague.ts";
import { wordCount } from "../../look/words.ts";

const MODE =
  /\bmodes?\b|\bfailures?\b|\bwhat (?:breaks|happens|fails|goes wrong)\b|\bproblem\b|\bscenario\b|^what$|\bincident\b/;
const SYMPTOM = /\bsymptom|\bsign(?:al)?s?\b|\bdetect|\bhow (?:it|you) (?:shows|see)|\bseen\b|\blooks?\b/;
const RESOLUTION =
  /\bresolution\b|\bresolve|\bfix\b|\baction\b|\bresponse\b|\bremedy\b|\bwhat (?:to do|we do)\b|\bmitigation\b|\bsteps?\b/;
const USUAL: Readonly<Record<string, RegExp>> = {
  "a drift of the schema": /\bdrift|\bschema\b|\bunknown column\b|\bcolumns? (?:added|removed|gone)\b/i,
  "a spike of volume": /\bspike|\bvolume\b|\bburst|\btoo many rows\b/i,
  "a source that is away":
    /\bupstream\b|\bsource\b.*\b(?:down|away|late|missing|unavailable)\b|\b(?:no|late|missing) (?:file|data|rows)\b|\bapi\b/i,
  "a limit of resources": /\bresource|\bmemory\b|\bdisk\b|\bconnections?\b|\bcpu\b|\bquota\b/i,
  "a bug in the logic": /\blogic\b|\bbugs?\b|\bwrong (?:result|figures?|numbers?)\b|\breconcil/i,
};
const LEAST = 3;

export default defineItem({
  id: "known-failures-covered",
  asked: { "pipeline-blueprint": "incidents" },
  requirements: [{ row: 174, parts: "S" }],
  level: "review",
  title: "Usual failures",
  demand: "at least three of drift, volume, source away, resources and logic, each with its symptom and its resolution",
  why: "These five are nearly all that will ever wake somebody; each takes minutes with a note and hours without.",
  template:
    "| Failure mode | Symptom | Resolution |\n| --- | --- | --- |\n| Schema drift | <how it shows> | <what is done> |\n| Volume spike | <how it shows> | <what is done> |\n| Source down | <how it shows> | <what is done> |",
  messages: {
    few: "Unexpected {count} of the usual failures, expected three at least: {lacks} are not there",
    symptom: "Unexpected failure `{mode}` without a symptom, expected how it shows",
    resolution: "Unexpected failure `{mode}` without a resolution, expected what is done about it",
  },
  *check(stage) {
    const tables = tablesWith(stage, MODE);
    const rows = tables.flatMap((table) => rowsBy(table, { mode: MODE, symptom: SYMPTOM, resolution: RESOLUTION }));
    const items = stage.items.filter(({ open, text }) => open !== true && wordCount(text) >= 8);
    const parts = stage.parts.map(({ heading }) => heading);
    const named =
      rows.length > 0 ? rows.map(({ mode }) => mode?.text ?? "") : [...items.map(({ text }) => text), ...parts];
    const covered = Object.entries(USUAL).filter(([, words]) => named.some((text) => words.test(text)));
    const lacks = Object.keys(USUAL).filter((name) => !covered.some(([one]) => one === name));
    if (named.length === 0) yield { part: "S", message: "missing" };
    else if (covered.length < LEAST && named.length < LEAST + 2)
      yield {
        part: "S",
        message: "few",
        at: tables[0]?.place ?? stage.place,
        data: { count: String(covered.length), lacks: inWords(lacks) },
      };
    const told = new Set<string>();
    for (const { mode, symptom, resolution } of rows)
      for (const [message, cell] of [
        ["symptom", symptom],
        ["resolution", resolution],
      ] as const) {
        // A column that is not there is told once.
        if (!isLacking(cell) || (cell === undefined && told.has(message))) continue;
        told.add(message);
        const name = mode?.text ?? "";
        yield { part: "S", message, at: (cell ?? mode ?? stage).place, of: name, data: { mode: name } };
      }
  },
});

const isLacking = (cell: Said | undefined): boolean =>
  cell === undefined || cell.text.trim() === "" || (cell.open !== true && isVague(cell.text));
