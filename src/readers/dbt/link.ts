import { readyParser } from "../../columns/parse/read-query.ts";
import type { Config } from "../../model/config.ts";
import type { Fact, Gap } from "../../model/fact.ts";
import type { ParsedFile } from "../../model/reader.ts";
import { sharpen } from "./artifacts/sharpen.ts";
import { assemble, type Assembled } from "./assemble.ts";
import type { DbtText } from "./dbt-text.ts";
import { functionFacts } from "./function-facts.ts";
import { semanticFacts } from "./semantic-facts.ts";
import { unitTestFacts } from "./unit-test-facts.ts";
import { exposureFacts } from "./exposure-facts.ts";
import { modelFacts } from "./model-facts.ts";
import { namesakes } from "./namesakes.ts";
import { Resolver, type Names } from "./names.ts";
import { pieces, type Ground, type Piece } from "./pieces.ts";
import { rawQueryFacts } from "./raw-query-facts.ts";
import { singularTestFacts } from "./singular-test-facts.ts";
import { sourceFacts } from "./source-facts.ts";
import { stateOf, worldsOf } from "./worlds.ts";

/** Parsed files → models, sources, exposures and guarantees, project by project. */
export async function linkDbt(files: readonly ParsedFile<DbtText>[], config: Config): Promise<readonly (Fact | Gap)[]> {
  const assembled = assemble(files);
  const worlds = worldsOf(assembled);
  const state = stateOf(assembled);
  const first = assembled.flatMap((one) => {
    const world = worlds.get(one.project.id);
    if (world === undefined) return [];
    const ground = { world, state };
    return [{ one, ground, pieces: pieces(one, ground) }];
  });
  const resolver = new Resolver(new Map(first.map((each) => [each.one.project.id, namesOf(each)])), assembled);
  const asks = first.some(({ pieces }) => pieces.some(({ rendered }) => (rendered?.askedColumns.size ?? 0) > 0));
  return [...facts(asks ? await filled(first, resolver) : first, resolver, config)];
}

interface Linked {
  readonly one: Assembled;
  readonly ground: Ground;
  readonly pieces: readonly Piece[];
}

/** Where templates ask for columns, they are told those that the SQL before them tells. */
async function filled(all: readonly Linked[], resolver: Resolver): Promise<readonly Linked[]> {
  const { KnownColumns } = await import("./known-columns.ts");
  await readyParser();
  const of = all.map(({ one, ground, pieces }) => ({ project: one.project.id, adapter: ground.world.adapter, pieces }));
  const known = new KnownColumns(of, resolver);
  return all.map((each, i) => {
    const own = of[i];
    return own === undefined ? each : { ...each, pieces: each.pieces.map((piece) => known.filled(piece, own)) };
  });
}

function* facts(all: readonly Linked[], resolver: Resolver, config: Config): Iterable<Fact | Gap> {
  const said = new Set<string>();
  const own = new Map(all.flatMap(({ one }) => one.generic.map((test) => [test.name, test] as const)));
  for (const { one, pieces, ground } of all) {
    const groups = new Map(one.declared.flatMap(({ declared }) => declared.groups.map((g) => [g.name, g.owner])));
    const sharper = sharpen(one);
    const owner = { project: one.project, resolver, groups, own, sharper };
    for (const item of [
      ...one.gaps,
      ...sharper.gaps,
      ...namesakes(one, pieces),
      ...pieces.flatMap((piece) => modelFacts(piece, owner)),
      ...sourceFacts(one, config, owner),
      ...exposureFacts(one, owner),
      ...semanticFacts(one, owner),
      ...unitTestFacts(one, owner),
      ...functionFacts(one),
      ...singularTestFacts(one, owner, ground),
      ...rawQueryFacts(one, ground),
    ]) {
      // A macro that several models call has its gap once.
      const key = item.kind === "gap" ? `${item.key}:${item.place.path}:${item.place.line}` : undefined;
      if (key !== undefined && said.has(key)) continue;
      if (key !== undefined) said.add(key);
      yield item;
    }
  }
}

function namesOf({ one, pieces }: { readonly one: Assembled; readonly pieces: readonly Piece[] }): Names {
  const nodes = new Map<string, { latest: string; versions: Map<string, string> }>();
  for (const { base, name, version, latest, settings } of pieces) {
    if (settings.enabled === false) continue;
    const known = nodes.get(base) ?? { latest: name, versions: new Map<string, string>() };
    if (latest) known.latest = name;
    if (version !== undefined) known.versions.set(version, name);
    nodes.set(base, known);
  }
  const tables = one.declared.flatMap(({ declared }) => declared.sources);
  return { nodes, sources: new Set(tables.map(({ source, table }) => `${source}.${table}`)) };
}
