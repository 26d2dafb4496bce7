import { digest } from "../../model/fingerprint.ts";
import type { Assembled } from "./assemble.ts";
import { installersOf, varsFor } from "./installers.ts";
import { Patience } from "./render/patience.ts";
import { digestOf, graphNodes } from "./graph-nodes.ts";
import { knownPackages } from "./render/known-packages.ts";
import { MacroBook, type BookMacro, type Shelf } from "./render/macro-book.ts";
import { placedAs } from "./placed-as.ts";
import type { RenderingWorld } from "./render/rendering-world.ts";

/** Project → what its renderings share. Macros of every project here are in reach, as those of its packages would be. */
export function worldsOf(assembled: readonly Assembled[]): ReadonlyMap<string, RenderingWorld> {
  const own = new Map<string, Map<string, BookMacro>>();
  for (const { macros } of assembled)
    for (const { path, owner, node, template } of macros) {
      const shelf = own.get(owner) ?? new Map<string, BookMacro>();
      own.set(owner, shelf);
      shelf.set(node.name, { node, source: { path, text: template.text }, owner });
    }
  for (const { project } of assembled) if (!own.has(project.id)) own.set(project.id, new Map());
  const shelves: ReadonlyMap<string, Shelf> = own;
  const nodes = graphNodes(assembled);
  let digest: string | undefined;
  const graph = {
    nodes,
    get digest() {
      return (digest ??= digestOf(nodes));
    },
  };
  const patience = new Patience();
  const installers = installersOf(assembled);
  const placed = placedAs(assembled);
  return new Map(
    assembled.map((one) => {
      const { project } = one;
      const production = project.vars.production ?? { adapter: "postgres" };
      const { adapter } = production;
      const book = new MacroBook(shelves, knownPackages(), adapter);
      const { id, searchOrder } = project;
      const vars = varsFor(one, installers.get(id) ?? []);
      return [id, { project: id, production, adapter, vars, book, graph, placed, patience, searchOrder }];
    }),
  );
}

/** What tells two states of the repository's macros, variables and aliases apart. */
export const stateOf = (assembled: readonly Assembled[]): string =>
  digest(
    [
      ...assembled.map(({ project, state }) => `${project.id}\n${state}`),
      ...[...placedAs(assembled)].map(([name, { schema, identifier }]) => `${name} ${schema}.${identifier}`),
    ].join("\n\n"),
  );
