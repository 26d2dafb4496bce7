import { digest } from "../../model/fingerprint.ts";
import type { Assembled } from "./assemble.ts";
import type { GraphNode } from "./render/graph.ts";

/** Every node of the repository, for templates that go through the graph. */
export const graphNodes = (assembled: readonly Assembled[]): readonly GraphNode[] => assembled.flatMap(nodesOf);

function nodesOf({ project, built, declared }: Assembled): readonly GraphNode[] {
  const { id, name: pack, root } = project;
  const own = (path: string): string => (root === "" ? path : path.slice(root.length + 1));
  const documented = new Map(
    declared.flatMap(({ declared: { nodes } }) =>
      nodes.map((node) => [`${node.resource}.${node.name}`, node] as const),
    ),
  );
  const nodes = built.map(({ resource, name, path }): GraphNode => {
    const columns = documented.get(`${resource}.${name}`)?.columns ?? [];
    return { resource, project: id, pack, name, path: own(path), columns };
  });
  const sources = declared.flatMap(({ path, declared: { sources: all } }) =>
    all.map(({ source, table, columns }): GraphNode => {
      return { resource: "source", project: id, pack, name: table, source, path: own(path), columns };
    }),
  );
  return [...nodes, ...sources];
}

/** What tells two graphs apart. */
export const digestOf = (nodes: readonly GraphNode[]): string =>
  digest(
    nodes
      .map(({ resource, pack, source = "", name, path, columns }) =>
        [resource, pack, source, name, path, ...columns.map((one) => `${one.name} ${one.type ?? ""}`)].join("\t"),
      )
      .join("\n"),
  );
