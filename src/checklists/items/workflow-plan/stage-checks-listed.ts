import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const STAGES: Readonly<Record<string, RegExp>> = {
  landing: /\blanding\b|\btopics?\b|\braw\b|\bingest|\bsource\b|\bexport(?:ed)?\b|\bincoming\b/i,
  staging: /\bstaging\b|\bstate\b|\bintermediate\b|\bstg_|\bincoming\b|\bcleaned\b/i,
  mart: /\bmarts?\b|\btables?\b|\bsink\b|\bfct_|\bdim_|\bloaded\b|\btarget\b|\bserving\b/i,
};
const WANTED: readonly (readonly [string, RegExp])[] = [
  ["staging", /^stg_/],
  ["mart", /^(?:fct|dim|mart)_/],
];

export default defineItem({
  id: "stage-checks-listed",
  asked: { "workflow-plan": "testing" },
  requirements: [{ row: 116, parts: "S" }],
  level: "review",
  title: "Checks at each stage",
  demand: "what is checked in landing, in staging and in the mart",
  why: "A check at the end tells that something is wrong; checks on the way tell where.",
  template: "| Stage | Check |\n| --- | --- |\n| landing | <check> |\n| staging | <check> |\n| mart | <check> |",
  messages: { lacks: "Unexpected tests without a check of {lacks}, expected one for each stage that the data passes" },
  *check(stage, { whole }) {
    const beside = told(whole, /\beach stage\b/i);
    const text = [...told(stage, /./), ...beside].map((one) => one.text).join("\n");
    const cells = stage.tables.flatMap(({ rows }) => rows.flat());
    if (cells.some(({ open }) => open === true)) return;
    const models = modelNames(whole).map(({ name }) => name);
    const wanted = WANTED.filter(([, model]) => models.some((name) => model.test(name))).map(([name]) => name);
    const lacks = wanted.filter((name) => STAGES[name]?.test(text) === false);
    const found = Object.values(STAGES).filter((one) => one.test(text)).length;
    const one = /\b(?:each|every) stage\b[^.;]*,[^.;]*,/i.test(text);
    if (lacks.length > 0 || (found < 2 && !one))
      yield { part: "S", message: "lacks", data: { lacks: inWords(lacks.length > 0 ? lacks : ["each stage"]) } };
  },
});
