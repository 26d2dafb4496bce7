import { defineItem } from "../../item.ts";
import { allText } from "../../look/all-text.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { isOpen, told } from "../../look/told.ts";

const RERUN =
  /\bidempoten|\bre-?runs?\b|\brun(?:ning)? (?:it )?(?:twice|again)\b|\bsafe to (?:run|repeat)\b|\brepeat(?:ed|able)\b|\bruns? may be repeated\b/i;
const MEANS =
  /\bmerg|\bupsert|\bby (?:its |the )?key\b|\bunique key\b|\bdelete\s?(?:\+|and)\s?insert|\boverwr|\breplac|\btruncat|\bif (?:not )?exists\b|\bdedup|\bexactly once\b|\btransaction|\bcheckpoint|\bsame rows\b|\bpartition/i;
const GUARDED = /\bif not exists\b/i;

export default defineItem({
  id: "rerun-safe",
  asked: { "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [{ row: 160, parts: "SX" }],
  level: "review",
  title: "Safe to run again",
  demand: "whether a run may be repeated, and by what (merge by key, delete and insert, overwritten partitions)",
  why: "Every run is repeated one day, at night, by somebody who hopes that it does no harm.",
  template: "- Safe to run again: <yes or no, and by what: merge by key, overwritten partitions>",
  messages: {
    vague: "Unexpected answer to a second run (`{said}`), expected by what it leaves the same rows",
    appends:
      "Unexpected plan for safe reruns beside `{model}`, which appends: expected a merge by key, or how doubled rows are kept out",
    unguarded:
      "Unexpected `CREATE TABLE` of `{table}` without `IF NOT EXISTS`, which the plan promises, expected the two to agree",
  },
  *check(stage, context) {
    const said = told(stage, RERUN).filter(({ form }) => form !== "code");
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, RERUN)) yield { part: "S", message: "missing" };
      return;
    }
    const meant = said.find(({ text }) => MEANS.test(text));
    if (meant === undefined) {
      yield { part: "S", message: "vague", at: first.place, data: { said: first.text } };
      return;
    }
    const text = allText(context.whole);
    for (const { name, materialized, settings = {} } of modelsOf(context))
      if (materialized === "incremental" && settings["incremental_strategy"]?.[0] === "append" && speaksOf(text, name))
        yield { part: "X", message: "appends", at: meant.place, of: name, data: { model: name } };
    const promise = said.find((one) => GUARDED.test(one.text));
    if (promise === undefined) return;
    for (const operation of Object.values(context.head.facts.operation)) {
      const table = operation.subject.slice(1).join(".");
      if (operation.action !== "relation-created" || operation.direction !== "up" || !speaksOf(text, table)) continue;
      const sql = context.line(operation.place.path, operation.place.line) ?? "";
      if (/\bcreate\s+(?:\w+\s+)*table\b/i.test(sql) && !GUARDED.test(sql))
        yield { part: "X", message: "unguarded", at: promise.place, of: table, data: { table } };
    }
  },
});
