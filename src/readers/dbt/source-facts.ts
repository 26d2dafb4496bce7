import type { Config } from "../../model/config.ts";
import type { Guarantee, Source } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";

import { gap } from "./gap.ts";
import { flat } from "./kept-settings.ts";
import { columnsOf, guaranteesOf, type Around } from "./model-facts.ts";
import { projectSettings } from "./project.ts";
import type { DeclaredSource } from "./properties.ts";
import { settingValue } from "./setting-value.ts";
import { closer, yamlSettings } from "./settings.ts";

/** The sources of a project. A relation that only a run knows is left empty, so that it meets no table by accident. */
export function sourceFacts(
  { project, declared }: Assembled,
  config: Config,
  { own, sharper }: Pick<Around, "own" | "sharper">,
): readonly (Source | Guarantee | Gap)[] {
  return declared.flatMap(({ path, declared: { sources } }) => sources.flatMap((source) => facts(path, source)));

  function facts(path: string, source: DeclaredSource): readonly (Source | Guarantee | Gap)[] {
    const layers = source.layers.map((layer) => yamlSettings(layer, project.vars));
    const tree = projectSettings(project, "source", [source.source, source.table]);
    const { enabled, owner, kept } = layers.reduce(closer, tree);
    if (enabled === false) return [];
    const { schema, identifier, gaps } = relationOf(path, source);
    const id = `source.${project.id}.${source.source}.${source.table}`;
    const known = sharper.columns.get(`source.${project.name}.${source.source}.${source.table}`);
    const fact: Source = {
      kind: "source",
      id,
      place: { path, line: source.line },
      subject: ["source", project.id, source.source, source.table],
      schema,
      identifier,
      columns: columnsOf(source.columns, path),
      ...(owner !== undefined && { owner }),
      ...(known !== undefined && { known }),
      ...(Object.keys(kept).length > 0 && { settings: flat(kept) }),
    };
    return [fact, ...guaranteesOf(id, source.tests, source.columns, path, { project, own }), ...gaps];
  }

  function relationOf(path: string, source: DeclaredSource) {
    const stated = config.relations[`${source.source}.${source.table}`];
    if (stated !== undefined) {
      const [identifier = "", schema = config.defaultSchema] = stated.split(".").toReversed();
      return { schema, identifier, gaps: [] };
    }
    const schema = settingValue(source.schema, project.vars);
    const identifier = settingValue(source.identifier, project.vars);
    if (typeof schema === "string" && typeof identifier === "string") return { schema, identifier, gaps: [] };
    const made = sharper.relations.get(`source.${project.name}.${source.source}.${source.table}`);
    if (made?.schema !== undefined && made.identifier !== undefined)
      return { schema: made.schema, identifier: made.identifier, gaps: [] };
    const what = typeof schema === "string" ? "identifier" : "schema";
    const reason = `the ${what} of source \`${source.source}\` is only known to a run; \`relations\` in the configuration can state it`;
    return {
      schema: "",
      identifier: source.table,
      gaps: [gap("source-schema-computed", path, source.schemaLine, reason)],
    };
  }
}
