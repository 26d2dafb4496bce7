import type { SemanticPart } from "../../model/dbt.ts";
import { entriesOf, get, itemsOf, nameOf, textOf, textsOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A semantic model, a metric or a saved query as the file writes it. */
export interface DeclaredSemantic {
  readonly resource: "semantic_model" | "metric" | "saved_query";
  readonly name: string;
  readonly line: number;
  readonly label: string;
  readonly type?: string;
  /** The text of its `model:`. */
  readonly model?: { readonly text: string; readonly line: number };
  readonly parts: readonly (Omit<SemanticPart, "place"> & { readonly line: number })[];
  /** Measures and metrics that it names. */
  readonly inputs: readonly string[];
  /** Other texts with names of columns and dimensions in them. */
  readonly texts: readonly string[];
  readonly layers: readonly Yaml[];
}

/** Everything of the semantic layer that a properties file declares, in the older spelling and in the one that stands with the model. */
export function readSemantics(root: Yaml | undefined): readonly DeclaredSemantic[] {
  const list = (key: string): readonly Yaml[] => itemsOf(get(root, key));
  return [
    ...list("semantic_models").flatMap(semanticModel),
    ...list("metrics").flatMap((item) => metric(item)),
    ...list("saved_queries").flatMap(savedQuery),
    ...list("models").flatMap(besideModel),
  ];
}

const layersOf = (from: Yaml): readonly Yaml[] => [from, get(from, "config")].filter((layer) => layer !== undefined);

function semanticModel(item: Yaml): readonly DeclaredSemantic[] {
  const named = nameOf(item);
  if (named === undefined) return [];
  const parts = (["entity", "dimension", "measure"] as const).flatMap((part) => {
    const plural = part === "entity" ? "entities" : `${part}s`;
    return itemsOf(get(item, plural)).flatMap((from) => partOf(part, from));
  });
  const time = textOf(get(item, "defaults", "agg_time_dimension"));
  return [
    { ...empty(item, named, "semantic_model"), ...modelOf(item), parts, texts: time === undefined ? [] : [time] },
  ];
}

type Part = DeclaredSemantic["parts"][number];

function partOf(part: SemanticPart["part"], from: Yaml, otherwise?: string): readonly Part[] {
  const named = nameOf(from) ?? (otherwise === undefined ? undefined : { name: otherwise, line: from.line });
  if (named === undefined) return [];
  const type = textOf(get(from, "agg")) ?? textOf(get(from, "type"));
  const expr = textOf(get(from, "expr")) ?? otherwise ?? named.name;
  return [{ part, ...named, expr, ...(type !== undefined && { type }) }];
}

function modelOf(item: Yaml) {
  const model = get(item, "model");
  const text = textOf(model);
  return model === undefined || text === undefined ? {} : { model: { text, line: model.line } };
}

const empty = (
  item: Yaml,
  named: { readonly name: string; readonly line: number },
  resource: DeclaredSemantic["resource"],
) => ({
  resource,
  ...named,
  label: textOf(get(item, "label")) ?? named.name,
  parts: [],
  inputs: [],
  texts: [],
  layers: layersOf(item),
});

/** Keys under which a metric names what it is reckoned from. */
const INPUTS = [
  "measure",
  "numerator",
  "denominator",
  "metrics",
  "base_measure",
  "conversion_measure",
  "input_measures",
  "input_metrics",
  "base_metric",
  "conversion_metric",
  "input_metric",
] as const;
/** Keys that hold parameters of a metric, with inputs of their own in them. */
const NESTED = ["type_params", "conversion_type_params", "cumulative_type_params"] as const;

function metric(item: Yaml): readonly DeclaredSemantic[] {
  const named = nameOf(item);
  if (named === undefined) return [];
  const at = [item, ...NESTED.flatMap((key) => [get(item, key), get(item, "type_params", key)])].filter(
    (one) => one !== undefined,
  );
  const type = textOf(get(item, "type")) ?? textOf(get(item, "calculation_method"));
  const inputs = at.flatMap((one) => INPUTS.flatMap((key) => inputsOf(get(one, key))));
  const texts = at.flatMap((one) =>
    ["expr", "expression", "timestamp", "window", "filter", "agg_time_dimension"].flatMap((key) =>
      texted(get(one, key)),
    ),
  );
  const filters = itemsOf(get(item, "filters")).flatMap((one) => textOf(get(one, "field")) ?? []);
  return [
    {
      ...empty(item, named, "metric"),
      ...modelOf(item),
      inputs,
      texts: [
        ...texts,
        ...filters,
        ...textsOf(get(item, "dimensions")),
        ...at.flatMap((one) => INPUTS.flatMap((key) => texted(get(get(one, key), "filter")))),
      ],
      ...(type !== undefined && { type }),
    },
  ];
}

/** One name, a list of names, or of maps that have one. */
const inputsOf = (from: Yaml | undefined): readonly string[] =>
  from === undefined
    ? []
    : (from.kind === "list" ? from.items : [from]).flatMap((one) => textOf(one) ?? textOf(get(one, "name")) ?? []);

const texted = (from: Yaml | undefined): readonly string[] => [
  ...textsOf(from),
  ...entriesOf(from).flatMap(({ value }) => textsOf(value)),
];

function savedQuery(item: Yaml): readonly DeclaredSemantic[] {
  const named = nameOf(item);
  const params = get(item, "query_params");
  if (named === undefined) return [];
  const inputs = textsOf(get(params, "metrics"));
  const texts = ["group_by", "where", "order_by"].flatMap((key) => textsOf(get(params, key)));
  return [{ ...empty(item, named, "saved_query"), inputs, texts }];
}

/** The newer spelling: `semantic_model:` of a model, entities and dimensions of its columns, metrics beside them. */
function besideModel(item: Yaml): readonly DeclaredSemantic[] {
  const model = nameOf(item);
  const said = get(item, "semantic_model");
  if (model === undefined || said === undefined || (said.kind === "scalar" && said.value !== true)) return [];
  if (textOf(get(said, "enabled")) === "false") return [];
  const parts = itemsOf(get(item, "columns")).flatMap((column) => {
    const name = textOf(get(column, "name"));
    return (["entity", "dimension"] as const).flatMap((part) => {
      const from = get(column, part);
      return from === undefined || name === undefined ? [] : partOf(part, from, name);
    });
  });
  const time = textOf(get(item, "agg_time_dimension"));
  const named = { name: textOf(get(said, "name")) ?? model.name, line: said.line };
  const relation = { model: { text: `ref('${model.name}')`, line: model.line } };
  return [
    {
      ...empty(item, named, "semantic_model"),
      ...relation,
      parts,
      texts: time === undefined ? [] : [time],
      layers: [],
    },
    ...itemsOf(get(item, "metrics"))
      .flatMap(metric)
      .map((one) => ({ ...one, inputs: one.inputs.length === 0 ? [named.name] : one.inputs, ...relation })),
  ];
}
