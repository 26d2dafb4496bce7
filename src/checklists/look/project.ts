import type { Exposure, Model, Source } from "../../model/dbt.ts";
import type { Context } from "../../model/rule.ts";

/** The models that the pull request adds or changes. */
export const changedModels = ({ changes }: Pick<Context, "changes">): readonly Model[] =>
  changes.flatMap((change) => (change.kind === "model.added" || change.kind === "model.altered" ? [change.after] : []));

export const sourcesOf = ({ head }: Pick<Context, "head">): readonly Source[] => Object.values(head.facts.source);

export const exposuresOf = ({ head }: Pick<Context, "head">): readonly Exposure[] => Object.values(head.facts.exposure);

/** `shop.orders`, as plans and `source(…)` call it. */
export const sourceName = ({ subject }: Source): string => subject.slice(-2).join(".");

export const modelsOf = ({ head }: Pick<Context, "head">): readonly Model[] => Object.values(head.facts.model);

/** Is a name in the text, as a word of its own? Dots and underscores belong to it. */
export function speaksOf(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.])${escaped}(?![\w]|\.\w)`, "i").test(text);
}

/** Raw, staging, intermediate, marts: by the folder, else by the prefix of the name. Undefined where neither says so. */
export function layerOf({ path, name }: Model): Layer | undefined {
  const folders = path.toLowerCase().split("/").slice(0, -1);
  return (
    LAYERS.find(({ folder }) => folders.some((each) => folder.test(each)))?.layer ??
    LAYERS.find(({ prefix }) => prefix.test(name))?.layer
  );
}

export type Layer = "staging" | "intermediate" | "marts";
const LAYERS: readonly { readonly layer: Layer; readonly folder: RegExp; readonly prefix: RegExp }[] = [
  { layer: "staging", folder: /^(?:staging|stg|base|silver)$/, prefix: /^(?:stg|base)_/i },
  { layer: "intermediate", folder: /^(?:intermediate|int)$/, prefix: /^int_/i },
  { layer: "marts", folder: /^(?:marts?|gold|reporting|reports)$/, prefix: /^(?:fct|dim|mart|rpt|agg)_/i },
];
