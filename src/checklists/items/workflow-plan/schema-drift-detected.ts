import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { modelsOf } from "../../look/project.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const DRIFT =
  /\bschema[ -]drift\b|\bdrift of (?:the )?schemas?\b|\bschema changes?\b|\b(?:changed|unknown) columns?\b|\bschemas?\b[^.;]{0,60}\b(?:reject|refus|registry|incompatib)/i;
const DETECTED =
  /\bcontracts?\b|\bregistry\b|\bon_schema_change\b|\bchecksums?\b|\bcompar|\bdetect|\bfound by\b|\brefus|\breject|\bfails?\b|\bstops?\b|\balert|\bwatch|\bcheck(?:ed|s)?\b|\btest|\bpages?\b|\bwarns?\b|\bsev\d|\bunknown column|\bnot know\b/i;

export default defineItem({
  id: "schema-drift-detected",
  asked: { "workflow-plan": "metrics" },
  anywhere: true,
  requirements: [{ row: 137, parts: "SX" }],
  level: "review",
  title: "Schema drift",
  demand: "by what a changed schema of a source is noticed, and how often it may happen",
  why: "A source that renames a column without a word gives a column of nulls, and the runs stay green.",
  template: "Schema drift: <how often at most>, noticed by <contract, registry or comparison of columns>",
  messages: {
    unseen:
      "Unexpected schema drift that nothing would notice (`{said}`), expected the contract or comparison that finds it",
    ignored:
      "Unexpected incremental model `{model}` that passes over changed columns, expected an enforced contract or `on_schema_change` other than ignore",
  },
  *check(stage, context) {
    const said = told(stage, DRIFT);
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, DRIFT)) yield { part: "S", message: "missing" };
    } else if (!said.some(({ text }) => DETECTED.test(text)))
      yield { part: "S", message: "unseen", at: first.place, data: { said: shortened(first.text) } };
    const known = new Map(modelsOf(context).map((model) => [model.name, model]));
    const seen = new Set<string>();
    for (const { name, place } of modelNames(stage)) {
      const model = known.get(name);
      if (model === undefined || seen.has(name)) continue;
      seen.add(name);
      const policy = model.settings?.["on_schema_change"];
      const ignores = policy === undefined || policy.includes("ignore");
      if (model.materialized === "incremental" && !model.contract && ignores)
        yield { part: "X", message: "ignored", at: place, of: name, data: { model: name } };
    }
  },
});
