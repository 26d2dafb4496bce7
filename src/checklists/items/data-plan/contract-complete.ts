import type { Model } from "../../../model/dbt.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { namesIn } from "../../look/names-in.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf, type Statement } from "../../look/statements.ts";
import { cellsOf, columnAt, tablesWith } from "../../look/table.ts";

const OWNER = /@[\w./-]{2,}|\bowner\b|\bowned by\b/i;
const VERSION = /\bversion\s*:?\s*\d|\bv\d+\b/i;
const REQUIRED = /\brequired\b|\bmandatory\b|\bnot null\b/i;
const READERS = /\bconsumers?\b|\breaders?\b|\bread by\b|\bused by\b/i;
const VALUES = /\ballowed\b|\baccepted\b|\bvalues\b|\bone of\b|(?:[:(|]|\bin)\s*\w+(?:, \w+){2,}/i;

export default defineItem({
  id: "contract-complete",
  asked: { "data-plan": "contracts" },
  requirements: [{ row: 21, parts: "SX" }],
  level: "review",
  title: "Data contract",
  demand: "for each critical dataset an owner, a version, its required fields, the values allowed, and its consumers",
  why: "What a consumer may rely on is what is written down; everything else is an accident that has lasted so far.",
  template:
    "Contract of <dataset>, version <number>. Owner: <@team>. Consumers: <who reads it>.\n\n| Field | Type | Required | Allowed |\n| --- | --- | --- | --- |\n| <column> | <type> | <yes or no> | <values> |",
  messages: {
    lacks: "Unexpected contract without {what}, expected {demand}",
    column:
      "Unexpected field `{column}` in the contract of `{model}`, whose properties do not list it, expected a column of the model",
    enforced:
      "Unexpected contract of `{model}` that is called enforced and is not in the project, expected `contract: {enforced: true}`",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    const heads = all.filter(
      ({ text }) => OWNER.test(text) && (namesIn(text).length > 0 || /\bcontract\b/i.test(text)),
    );
    const versioned = tablesWith(stage, /\bversion\b/).some((table) =>
      cellsOf(table, /\bversion\b/).some(({ text }) => /\d/.test(text)),
    );
    if (heads.length === 0 && !all.some(({ text }) => /\bcontract\b/i.test(text))) {
      yield { part: "S", message: "missing" };
      return;
    }
    const says = (pattern: RegExp): boolean =>
      all.some(({ text }) => pattern.test(text)) ||
      stage.tables.some((table) => columnAt(table, pattern) >= 0) ||
      stage.fields.some(({ label }) => pattern.test(label));
    const lacking = [
      ...(heads.length === 0 ? ["an owner"] : []),
      ...(versioned || heads.some(({ text }) => VERSION.test(text)) ? [] : ["a version"]),
      ...(says(REQUIRED) ? [] : ["required fields"]),
      ...(says(VALUES) ? [] : ["allowed values"]),
      ...(says(READERS) ? [] : ["consumers"]),
    ];
    for (const what of lacking) yield { part: "S", message: "lacks", of: what, data: { what } };
    yield* against(stage, heads, context);
  },
});

function* against(stage: Stage, heads: readonly Statement[], context: ItemContext) {
  for (const head of heads) {
    const named = modelsOf(context).filter(({ name }) => speaksOf(head.text, name));
    const [model] = named;
    if (model === undefined || named.length > 1) continue;
    if (/(?<!not )\benforced\b/i.test(head.text) && !model.contract)
      yield {
        part: "X",
        message: "enforced",
        at: head.place,
        of: model.name,
        data: { model: model.name },
        level: "block",
      } as const;
    if (model.columns.length === 0) continue;
    const known = new Set(model.columns.map(({ name }) => name.toLowerCase()));
    for (const { text, place } of fieldsOf(stage, head, model))
      if (!known.has(text.toLowerCase()))
        yield { part: "X", message: "column", at: place, of: text, data: { column: text, model: model.name } } as const;
  }
}

/** The names in the first column of a table of fields; where there is none, those behind "required". */
function fieldsOf(stage: Stage, head: Statement, model: Model) {
  const tables = tablesWith(stage, /\bfield\b|\bcolumn\b/, /\brequired\b|\ballowed\b|\btype\b/);
  if (tables.length > 0)
    return tables.flatMap((table) =>
      cellsOf(table, /\bfield\b|\bcolumn\b/)
        .filter(({ text, open }) => open !== true && /^`?\w+`?$/.test(text))
        .map(({ text, place }) => ({ text: text.replaceAll("`", ""), place })),
    );
  return statementsOf(stage)
    .filter((each) => each === head || REQUIRED.test(each.text))
    .flatMap(({ text, place }) => {
      const behind = /\brequired\b[^:]{0,12}:(.*)$/is.exec(text)?.[1] ?? "";
      return namesIn(behind.split(/[.;]\s/)[0] ?? "").map((name) => ({ text: name, place }));
    })
    .filter(({ text }) => !text.includes(".") && text !== model.name);
}
