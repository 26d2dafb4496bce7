import { Dict, Thing, Unknown, type Value } from "../../../jinja/value.ts";
import { oncePer } from "../../../model/once-per.ts";
import type { Recorder } from "./record.ts";

/** A node of the repository, as its file and its properties alone tell it. */
export interface GraphNode {
  readonly resource: "model" | "seed" | "snapshot" | "source";
  readonly project: string;
  /** The project's own name, which is what dbt calls its package. */
  readonly pack: string;
  readonly name: string;
  /** Of a source: what it is a table of. */
  readonly source?: string;
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
}

/** `graph`, as far as it is known: whoever goes through it meets every node of the repository, and holes for what they are set to. */
export class Graph extends Thing {
  readonly #nodes: readonly GraphNode[];
  readonly #recorder: Recorder;
  readonly #known = new Map<string, Dict>();
  constructor(nodes: readonly GraphNode[], recorder: Recorder) {
    super();
    this.#nodes = nodes;
    this.#recorder = recorder;
  }

  text(): string {
    return "the graph of the project";
  }

  attribute(name: string): Value | undefined {
    if (name !== "nodes" && name !== "sources") return new Unknown(`the ${name} of the project's graph`, new Dict());
    this.#recorder.askedGraph = true;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const dict = new Dict();
    // The dict is the template's own, which may change it; what stands in it nobody changes.
    for (const [id, thing] of thingsOf(this.#nodes)[name]) dict.set(id, thing);
    this.#known.set(name, dict);
    return dict;
  }
}

type Entries = readonly (readonly [id: string, thing: NodeThing])[];

const thingsOf = oncePer((nodes: readonly GraphNode[]): Readonly<Record<"nodes" | "sources", Entries>> => {
  const entries = (sources: boolean): Entries =>
    nodes.flatMap((node) =>
      (node.resource === "source") === sources ? [[idOf(node), new NodeThing(node)] as const] : [],
    );
  return { nodes: entries(false), sources: entries(true) };
});

const idOf = ({ resource, pack, source, name }: GraphNode): string =>
  [resource, pack, ...(source === undefined ? [] : [source]), name].join(".");

class NodeThing extends Thing {
  readonly #node: GraphNode;
  constructor(node: GraphNode) {
    super();
    this.#node = node;
  }

  text(): string {
    return idOf(this.#node);
  }

  attribute(name: string): Value {
    const node = this.#node;
    switch (name) {
      case "name":
      case "alias":
      case "identifier":
        return node.name;
      case "resource_type":
        return node.resource;
      case "package_name":
        return node.pack;
      case "source_name":
        return node.source ?? null;
      case "unique_id":
        return idOf(node);
      case "path":
      case "original_file_path":
        return node.path;
      case "schema":
        return node.source ?? node.project;
      case "database":
        return new Unknown("the database of the target", "database", true);
      case "columns":
        return columnsOf(node);
      default:
        return new Unknown(`\`${name.slice(0, 60)}\` of a node of the graph`);
    }
  }
}

function columnsOf({ columns }: GraphNode): Dict {
  const dict = new Dict();
  for (const { name, type } of columns) {
    const beside = new Unknown("what is said of a column");
    dict.set(
      name,
      Dict.of({ name, data_type: type ?? null, description: beside, meta: beside, tags: beside, config: beside }),
    );
  }
  return dict;
}
