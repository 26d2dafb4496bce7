import type { Model } from "../../../model/dbt.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { modelsOf } from "../../look/project.ts";
import { isOpen, told } from "../../look/told.ts";

const HISTORY =
  /\bslowly changing\b|\bSCD\b|\btype[ -]?[0-7]\b|\boverwritten\b|\bkeeps? (?:its|their|the|no) (?:history|states?)\b/i;
const TYPE = /\b(?:SCD|type)[ -]?(?:type[ -]?)?([0-7])\b/i;
const FROM = /^(?:dbt_)?(?:valid|effective|row)_?(?:from|start)/i;

export default defineItem({
  id: "dimension-history-stated",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 151, parts: "SX" }],
  level: "review",
  title: "Slowly changing dimensions",
  demand: "for each dimension its type: overwritten (1), a row for each state (2) or a column for the state before (3)",
  why: "Whether last year's sales count for the region of then or of now is decided here, whether somebody decides it or not.",
  template: "- Slowly changing: `<dimension>` is type <1, 2 or 3>, <read from which snapshot>",
  messages: {
    unsaid: "Unexpected dimension `{dimension}` without a type, expected whether its changes overwrite it or are kept",
    kept: "Unexpected type {type} for `{dimension}`, which has `{column}`, expected type 2, or a model without states",
    lost: "Unexpected type 2 for `{dimension}`, whose history nothing keeps, expected a snapshot that it reads, or columns from when and until when a row is valid",
  },
  *check(stage, context) {
    const dimensions = [...new Set(modelNames(stage).flatMap(({ name }) => (name.startsWith("dim_") ? [name] : [])))];
    const said = told(stage, HISTORY);
    if (said.length === 0) {
      if (dimensions.length > 0 && !isOpen(stage, HISTORY)) yield { part: "S", message: "missing" };
      return;
    }
    const general = said.find(({ text }) =>
      /\b(?:all|every|each|others?) (?:\w+ )?dimensions?\b|\bdimensions are\b|\bothers? (?:are|is)\b/i.test(text),
    );
    for (const dimension of dimensions) {
      const own = said.find(({ text }) => new RegExp(`\\b${dimension}\\b`).test(text));
      const one = own ?? general;
      if (one === undefined) {
        yield { part: "S", message: "unsaid", of: dimension, data: { dimension } };
        continue;
      }
      const behind = one.text.slice(Math.max(0, one.text.indexOf(dimension)));
      const type = (TYPE.exec(behind) ?? TYPE.exec(one.text))?.[1];
      const model = modelsOf(context).find(({ name }) => name === dimension);
      if (model === undefined || type === undefined) continue;
      const column = statesOf(model);
      if (type === "1" && column !== undefined)
        yield { part: "X", message: "kept", at: one.place, of: dimension, data: { type, dimension, column } };
      if (type === "2" && !isKept(model, context))
        yield { part: "X", message: "lost", at: one.place, of: dimension, data: { dimension } };
    }
  },
});

const statesOf = ({ columns, words }: Model): string | undefined =>
  columns.find(({ name }) => FROM.test(name))?.name ?? words.find((word) => FROM.test(word));

/** A snapshot that it reads, through models between; or states of its own making. */
function isKept(model: Model, context: ItemContext): boolean {
  const seen = new Set<string>();
  const reaches = (id: string): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const one = context.head.facts.model[id];
    return one !== undefined && (one.resource === "snapshot" || one.reads.some(reaches));
  };
  if (model.reads.some(reaches) || model.star) return true;
  return statesOf(model) !== undefined && !model.words.some((word) => word.startsWith("dbt_valid_"));
}
