import type { Model, Source } from "../../model/dbt.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { thingOf } from "../spot.ts";

/**
 * What a relation is called in OpenLineage: `[database.]schema.name`, so that a migration's table and the dbt source that stands
 * for it are one dataset. The schema that a model is built in is the profile's business: where no manifest says it, its project stands for it.
 */
export function datasetName(snapshot: Snapshot, id: string): string | undefined {
  const thing = thingOf(snapshot, id);
  if (thing?.kind === "table") return thing.subject.slice(1, 3).join(".");
  if (thing?.kind === "source") return sourceName(thing);
  return thing?.kind === "model" ? modelName(thing) : undefined;
}

const sourceName = ({ schema, identifier, subject, settings = {} }: Source): string => {
  if (schema === "") return subject.slice(1).join(".");
  const [database] = settings["database"] ?? [];
  return [...(database === undefined ? [] : [database]), schema, identifier].join(".");
};

function modelName({ project, name, version, relation, settings = {} }: Model): string {
  if (relation !== undefined) return relation;
  const [alias] = settings["alias"] ?? [];
  return `${project}.${alias ?? (version === undefined ? name : name.replace(/\.v(?=[^.]*$)/, "_v"))}`;
}
