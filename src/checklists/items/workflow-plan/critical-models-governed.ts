import type { Model } from "../../../model/dbt.ts";
import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { modelsOf } from "../../look/project.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const PERSONAL =
  /^(?:customer|user|person|member|patient|employee|visitor)_(?:id|no|number|name)$|e_?mail|phone|birth|^address|surname|(?:first|last|full)_name|\biban\b|\bssn\b|passport/i;
const TAG = /\bpii\b|personal|sensitive|gdpr|confidential/i;

export default defineItem({
  id: "critical-models-governed",
  asked: { "workflow-plan": "governance" },
  anywhere: true,
  requirements: [{ row: 129, parts: "X" }],
  level: "review",
  title: "Governance of critical tables",
  demand: "for each critical model that the plan names a tag of its personal data, its retention, and who may read it",
  why: "What the project itself does not say of a table nobody can enforce: neither its masking, nor its deletion, nor its access.",
  template:
    "| Duty | Rule | Owner |\n| --- | --- | --- |\n| Privacy | <which columns are personal, and how they are tagged> | <team> |\n| Retention | <duration> | <team> |\n| Access | <which groups> | <team> |",
  messages: {
    personal:
      "Unexpected personal column `{column}` of the critical model `{model}` without a tag, expected `pii` in its meta or tags",
    lacks: "Unexpected critical model `{model}` without {lacks}, expected it in its properties",
  },
  *check(stage, context) {
    const models = modelsOf(context);
    // Asked only where the project says such things of its models at all.
    const [tagged, keeps, grants] = [isTagged, keepsFor, isGranted].map((does) => models.some(does));
    const personal = tagged || told(stage, /\bpii\b|\bpersonal data\b/i).length > 0;
    const seen = new Set<string>();
    for (const { name, place } of modelNames(stage)) {
      const model = models.find((one) => one.name === name);
      if (model === undefined || seen.has(name) || !isCritical(model)) continue;
      seen.add(name);
      const column = model.columns.find((one) => PERSONAL.test(one.name));
      if (personal && column !== undefined && !isTagged(model))
        yield { part: "X", message: "personal", at: place, of: name, data: { column: column.name, model: name } };
      const lacks = [
        ...(keeps && !keepsFor(model) ? ["its retention"] : []),
        ...(grants && !isGranted(model) ? ["who may read it"] : []),
      ];
      if (lacks.length > 0)
        yield { part: "X", message: "lacks", at: place, of: name, data: { model: name, lacks: inWords(lacks) } };
    }
  },
});

const isCritical = ({ settings = {} }: Model): boolean =>
  settings["meta.critical"]?.includes("true") === true || settings["tags"]?.includes("critical") === true;

const has = ({ settings = {} }: Model, key: RegExp): boolean => Object.keys(settings).some((one) => key.test(one));

const isTagged = ({ settings = {} }: Model): boolean =>
  Object.entries(settings).some(
    ([key, values]) =>
      (key.startsWith("meta.") && TAG.test(key)) || (key === "tags" && values.some((one) => TAG.test(one))),
  );

const keepsFor = (model: Model): boolean =>
  has(model, /^meta\.\w*retention|^partition_expiration_days$|^meta\.\w*(?:expir|delet)/);

const isGranted = (model: Model): boolean =>
  has(model, /^grants\.|^meta\.\w*(?:access|readers)/) || model.access === "private";
