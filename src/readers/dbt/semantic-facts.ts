import type { Semantic } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import type { Around } from "./model-facts.ts";
import { readsOf } from "./names.ts";
import type { DeclaredSemantic } from "./semantic-properties.ts";
import { closer, NOTHING, yamlSettings } from "./settings.ts";
import { readsIn } from "./setting-value.ts";

/** What a name of the semantic layer leads to. */
export type SemanticNames = ReadonlyMap<string, readonly string[]>;

/** Measure, metric or dimension (by its entity: `order__is_large`) → the ids that answer to the name. */
export function semanticNames({ project, declared }: Assembled): SemanticNames {
  const names = new Map<string, string[]>();
  const put = (name: string, id: string): void => void names.set(name, [...(names.get(name) ?? []), id]);
  for (const { declared: one } of declared)
    for (const { resource, name, parts } of one.semantics) {
      const id = `${resource}.${project.id}.${name}`;
      if (resource !== "saved_query") put(name, id);
      const entities = parts.filter(({ part, type }) => part === "entity" && type === "primary");
      for (const part of parts)
        if (part.part === "measure") put(part.name, id);
        else if (part.part === "dimension")
          for (const entity of entities) put(`${entity.name}__${part.name}`.toLowerCase(), id);
    }
  return names;
}

/** A measure and a metric often share a name: a ratio and a query are made of metrics, the others of measures. */
function meant({ resource, type = "" }: DeclaredSemantic, ids: readonly string[]): readonly string[] {
  const made = resource === "saved_query" || /^(?:ratio|derived)$/.test(type) ? "metric." : "semantic_model.";
  const found = ids.filter((id) => id.startsWith(made));
  return found.length === 0 ? ids : found;
}

/** `order__ordered_at__day` is the dimension by its entity, and may come behind other entities. */
const dimensionsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []).flatMap((word) => {
    const parts = word.split("__");
    return parts.slice(1).map((part, i) => `${parts[i] ?? ""}__${part}`);
  });

/** Names in SQL, and in `Dimension('order__is_large')` both that it puts together. */
const wordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []).flatMap((word) => [word, ...word.split("__")]);

/** Semantic models, metrics and saved queries: who reads which model, which columns it uses and under which names it hands them on. */
export function semanticFacts(one: Assembled, { project, resolver }: Around): readonly (Semantic | Gap)[] {
  const names = semanticNames(one);
  return one.declared.flatMap(({ path, declared: { semantics } }) => semantics.flatMap((each) => facts(path, each)));

  function facts(path: string, declared: DeclaredSemantic): readonly (Semantic | Gap)[] {
    const { resource, name, line, label, type, model, parts, inputs, texts, layers } = declared;
    const settings = layers.map((layer) => yamlSettings(layer, project.vars)).reduce(closer, NOTHING);
    if (settings.enabled === false) return [];
    const calls =
      model === undefined ? [] : readsIn(model.text, project.vars).map((read) => ({ ...read, path, line: model.line }));
    const { ids, gaps } = readsOf(calls, project.id, resolver);
    const id = `${resource}.${project.id}.${name}`;
    const behind = [
      ...inputs.flatMap((input) => meant(declared, names.get(input) ?? [`metric.${project.id}.${input}`])),
      ...texts.flatMap(dimensionsIn).flatMap((dimension) => names.get(dimension) ?? []),
    ];
    const renames = new Map<string, Set<string>>();
    const hand = (from: string, to: string): void => {
      if (from !== to) renames.set(from, (renames.get(from) ?? new Set()).add(to));
    };
    for (const part of parts) for (const word of wordsIn(part.expr)) hand(word, part.name.toLowerCase());
    const used = [...inputs.map((input) => input.toLowerCase()), ...texts.flatMap(wordsIn)];
    if (resource === "metric") for (const word of used) hand(word, name.toLowerCase());
    const words = new Set([...parts.flatMap(({ expr }) => wordsIn(expr)), ...used]);
    const fact: Semantic = {
      kind: "semantic",
      id,
      place: { path, line },
      resource,
      name,
      label,
      reads: [...new Set([...ids, ...behind.filter((other) => other !== id)])].sort(),
      parts: parts.map(({ line: at, ...part }) => ({ ...part, place: { path, line: at } })),
      words: [...words].sort(),
      renames: Object.fromEntries([...renames].map(([word, all]) => [word, [...all].sort()])),
      ...(type !== undefined && { type }),
      ...(settings.owner !== undefined && { owner: settings.owner }),
    };
    return [fact, ...gaps];
  }
}
