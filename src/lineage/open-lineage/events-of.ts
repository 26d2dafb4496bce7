import type { Model } from "../../model/dbt.ts";
import type { Lineage } from "../../model/lineage.ts";
import { plainName, type ColumnOf, type ModelOutput } from "../../model/model-output.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { outputOf } from "../output-of.ts";
import { whyUnread } from "../unread.ts";
import { datasetName } from "./dataset-name.ts";
import type { InputField, JobEvent, LineageGapsFacet, OutputDataset } from "./event.ts";

const SPEC = "https://openlineage.io/spec";
const GAPS = "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/lineage-gaps.schema.json";

export interface Around {
  /** ISO date and time of the commit. */
  readonly time: string;
  /** Who says so, as a URI. */
  readonly producer: string;
  /** What the datasets' names stand in: `snowflake://account`. */
  readonly namespace: string;
}

/** One static event for each dbt model that is built from something: all of the commit, or those that a lineage goes through. */
export function eventsOf(snapshot: Snapshot, around: Around, only?: Lineage): readonly JobEvent[] {
  const keys = only === undefined ? undefined : new Set(only.nodes.map(({ key }) => key));
  const ids = only === undefined ? Object.keys(snapshot.facts.model).toSorted() : only.nodes.map(({ id }) => id);
  return [...new Set(ids)].flatMap((id): readonly JobEvent[] => {
    const model = snapshot.facts.model[id];
    return model === undefined || model.resource === "seed" ? [] : [event(snapshot, model, around, keys)];
  });
}

function event(snapshot: Snapshot, model: Model, around: Around, keys: ReadonlySet<string> | undefined): JobEvent {
  const { time, producer, namespace } = around;
  const own = { namespace, name: datasetName(snapshot, model.id) ?? model.name };
  const output = outputOf(snapshot, model.id);
  const outside = (output?.outside ?? []).flatMap(({ id }) => plainRelation(id, model) ?? []);
  const inputs = [...new Set([...model.reads.flatMap((id) => datasetName(snapshot, id) ?? []), ...outside])];
  const jobType = {
    ...facet("facets/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet"),
    processingType: "BATCH",
    integration: "DBT",
    jobType: model.resource.toUpperCase(),
  };
  return {
    eventTime: time,
    producer,
    schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent`,
    job: { namespace, name: model.id, facets: { jobType } },
    inputs: inputs.map((name) => ({ namespace, name })),
    outputs: [{ ...own, facets: facets() }],
  };

  function facet(path: string) {
    return { _producer: producer, _schemaURL: path.startsWith("https:") ? path : `${SPEC}/${path}` };
  }

  function facets(): OutputDataset["facets"] {
    const gaps = gapsOf(snapshot, model, output);
    const types = new Map(model.columns.map(({ name, type }) => [plainName(name), type]));
    const fields = (output ?? model).columns.flatMap(({ name }) => {
      const type = types.get(plainName(name));
      return name === "" ? [] : [{ name: plainName(name), ...(type !== undefined && { type }) }];
    });
    return {
      ...(fields.length > 0 && {
        schema: { ...facet("facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet"), fields },
      }),
      ...(output !== undefined && {
        columnLineage: {
          ...facet("facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet"),
          ...lineage(output),
        },
      }),
      ...(model.owner !== undefined && {
        ownership: {
          ...facet("facets/1-0-1/OwnershipDatasetFacet.json#/$defs/OwnershipDatasetFacet"),
          owners: [{ name: model.owner }],
        },
      }),
      ...(gaps.length > 0 && { dataplan_lineageGaps: { ...facet(GAPS), gaps } }),
    };
  }

  function lineage({ columns, uses, outside = [] }: ModelOutput) {
    const wanted = (column: string): boolean => keys === undefined || keys.has(`${model.id}#${column}`);
    const whole = keys === undefined || keys.has(model.id);
    const made = new Set<string>();
    const fields: [string, { readonly inputFields: readonly InputField[] }][] = columns.map((column) => {
      const from = [...column.made, ...(column.outside ?? [])];
      for (const one of from) made.add(spelt(one));
      return [plainName(column.key), { inputFields: from.flatMap((one) => inputField(one, "DIRECT")) }];
    });
    const only = whole && !fields.some(([name]) => keys?.has(`${model.id}#${name}`) === true);
    const decides = [...uses, ...outside].filter((one) => one.column !== "" && !made.has(spelt(one)));
    const dataset = whole ? decides.flatMap((one) => inputField(one, "INDIRECT")) : [];
    return {
      fields: Object.fromEntries(fields.filter(([name]) => name !== "" && (only || wanted(name)))),
      ...(dataset.length > 0 && { dataset }),
    };
  }

  function inputField({ id, column }: ColumnOf, type: "DIRECT" | "INDIRECT"): readonly InputField[] {
    const name = datasetName(snapshot, id) ?? plainRelation(id, model);
    return name === undefined ? [] : [{ namespace, name, field: plainName(column), transformations: [{ type }] }];
  }
}

const spelt = ({ id, column }: ColumnOf): string => JSON.stringify([id, plainName(column)]);

/** A relation as SQL names it; none where a function or a run says what it is. */
function plainRelation(relation: string, { query }: Model): string | undefined {
  if (relation === "?" || relation.includes("(")) return undefined;
  if (Object.keys(query?.holes ?? {}).some((key) => relation.includes(key))) return undefined;
  return /^(?:model|source)\./.test(relation) ? undefined : relation.replace(/["`[\]]/g, "");
}

/** What the facets leave out, with the reason. */
function gapsOf(snapshot: Snapshot, model: Model, output: ModelOutput | undefined): LineageGapsFacet["gaps"] {
  if (output === undefined) return [{ reason: whyUnread(snapshot, model) }];
  const name = (id: string): string => datasetName(snapshot, id) ?? plainRelation(id, model) ?? "what only a run knows";
  return [
    ...new Set(output.stars.map(({ of }) => `columns that come along with all of ${name(of)} are not known by name`)),
    ...(output.sure ? [] : ["a name in its SQL could not be led to one relation: there may be more"]),
  ].map((reason) => ({ reason }));
}
