import type { Lineage, LineageEdge, LineageNode, LineageWay } from "../model/lineage.ts";
import { paint, type Paint } from "./paint.ts";
import { oneLine } from "./visible.ts";

const HEADS = {
  up: { title: "Comes from", none: "nothing that is known here" },
  down: { title: "Read by", none: "nobody that is known here" },
} as const;

/** A lineage as two trees; what is drawn once already is only named again. */
export function renderLineageText(lineage: Lineage, { colour }: { readonly colour: boolean }): string {
  const paints = paint(colour);
  const nodes = new Map(lineage.nodes.map((node) => [node.key, node]));
  const asked = nodes.get(lineage.asked);
  if (asked === undefined) return "";
  const head = `${paints.strong(titleOf(asked))}  ${paints.faint(sayWhere(asked))}\n`;
  return head + lineage.ways.map((way) => tree(lineage, nodes, way, paints)).join("");
}

function tree(lineage: Lineage, nodes: ReadonlyMap<string, LineageNode>, way: LineageWay, paints: Paint): string {
  const { title, none } = HEADS[way];
  const next = Map.groupBy(lineage.edges, ({ from, to }) => (way === "up" ? to : from));
  const open = Map.groupBy(
    lineage.unknown.filter((one) => one.way === way),
    ({ key }) => key,
  );
  const cut = new Set(lineage.cut.flatMap((one) => (one.way === way ? [one.key] : [])));
  const drawn = new Set<string>();
  const lines: string[] = [];
  below(lineage.asked, "  ");
  const { kind, column } = nodes.get(lineage.asked) ?? {};
  const empty =
    way === "up" && kind === "model" && column !== undefined ? "no column: its SQL makes it by itself" : none;
  return `\n${paints.strong(title)}\n${lines.length === 0 ? `  ${paints.faint(empty)}\n` : lines.join("")}`;

  function below(key: string, indent: string): void {
    drawn.add(key);
    const edges = next.get(key) ?? [];
    const reasons = open.get(key) ?? [];
    const more = cut.has(key) ? 1 : 0;
    let left = edges.length + reasons.length + more;
    const branch = (): readonly [string, string] => (--left === 0 ? ["└─ ", "   "] : ["├─ ", "│  "]);
    for (const edge of edges) {
      const [arm, rest] = branch();
      const other = way === "up" ? edge.from : edge.to;
      const node = nodes.get(other);
      if (node === undefined) continue;
      const again = drawn.has(other) && (next.get(other) ?? []).length > 0;
      lines.push(`${indent}${arm}${lineOf(node, edge, paints)}${again ? paints.faint("  (see above)") : ""}\n`);
      if (!drawn.has(other) && (edge.how !== "unknown" || node.column !== undefined)) below(other, `${indent}${rest}`);
    }
    for (const { reason } of reasons)
      lines.push(`${indent}${branch()[0]}${paints.yellow("unknown:")} ${oneLine(reason)}\n`);
    if (more > 0) lines.push(`${indent}${branch()[0]}${paints.faint("… deeper than was asked")}\n`);
  }
}

function lineOf(node: LineageNode, { how, why }: LineageEdge, paints: Paint): string {
  const owner = node.owner === undefined ? "" : ` · ${oneLine(node.owner)}`;
  const name = how === "unknown" ? paints.yellow(titleOf(node)) : titleOf(node);
  const said = sayHow(how, why);
  return `${name}${owner}  ${paints.faint(sayWhere(node))}${said === "" ? "" : `  ${paints.yellow(said)}`}`;
}

const titleOf = ({ kind, name, column }: LineageNode): string =>
  oneLine(`${kind} ${name}${column === undefined || kind === "metric" ? "" : `.${column}`}`);

const sayWhere = ({ place }: LineageNode): string => oneLine(`${place.path}:${place.line}`);

function sayHow(how: LineageEdge["how"], why: string | undefined): string {
  const reason = why === undefined ? "" : ` (${oneLine(why)})`;
  switch (how) {
    case "star":
      return "through *";
    case "condition":
      return "only in a join, filter or grouping";
    case "name":
      return `by its name${reason}`;
    case "unknown":
      return `unknown${reason}`;
    default:
      return "";
  }
}
