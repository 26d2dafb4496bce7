import type { List, ListItem, Paragraph, Root, RootContent, Table } from "mdast";
import type { PlanField, PlanItem, PlanLink, PlanPart, PlanTable, Said } from "../../model/plan-part.ts";
import type { Outline } from "../../outline/outline.ts";
import { linksIn } from "./links.ts";
import { placeOf, plain } from "./markdown.ts";
import { split } from "./sections.ts";
import { slotIn } from "./slot-words.ts";
import { stageMeant } from "./stage-names.ts";

const LABEL = /^\s*([\p{L}][^:|\n]{0,60}?)\s*:(?:\s+|$)(.*)$/u;
const BLANK = /^[\s–—-]*$/;

/** The tree of headings of a plan with all that stands below each, as data. A heading inside a named stage is a part of it. */
export function partsOf(root: Root, outline: Outline): readonly PlanPart[] {
  const nodes = root.children.filter(({ type }) => type !== "yaml");
  return [...opening(nodes), ...below(nodes, outline, false, titleOf(nodes))];
}

/** The line of the page's own title: the one outermost heading, first of all. "Features for churn" names no stage. */
function titleOf(nodes: readonly RootContent[]): number {
  const headings = nodes.flatMap((node) => (node.type === "heading" ? [node] : []));
  const [first, second] = headings;
  const alone = first?.depth === 1 && second !== undefined && headings.filter(({ depth }) => depth === 1).length === 1;
  return alone ? placeOf(first).line : 0;
}

function opening(nodes: readonly RootContent[]): readonly PlanPart[] {
  const { nodes: top } = split(nodes);
  const [first] = top;
  return first === undefined ? [] : [{ heading: "", place: placeOf(first), ...contents(top), parts: [] }];
}

function below(nodes: readonly RootContent[], outline: Outline, named: boolean, title = 0): readonly PlanPart[] {
  const parts: PlanPart[] = [];
  let covered = 0;
  for (const { heading, nodes: inner, place } of split(nodes).sections) {
    if (place.line <= covered) continue;
    covered = Math.max(place.line, inner.at(-1)?.position?.end.line ?? 0);
    const meant = named || place.line === title ? undefined : stageMeant(heading, outline);
    parts.push({
      ...(meant === undefined ? {} : { name: meant.name }),
      heading,
      ...(meant?.near === undefined ? {} : { near: meant.near }),
      place,
      ...contents(split(inner).nodes),
      parts: below(inner, outline, named || meant !== undefined),
    });
  }
  return parts;
}

type Contents = Pick<PlanPart, "lines" | "fields" | "items" | "tables" | "code" | "links">;

function contents(nodes: readonly RootContent[]): Contents {
  const lines: Said[] = [];
  const fields: PlanField[] = [];
  const items: PlanItem[] = [];
  const tables: PlanTable[] = [];
  const code: PlanPart["code"][number][] = [];
  const links: PlanLink[] = nodes.flatMap(linksIn);
  const walk = (list: List, depth: number): void => {
    for (const item of list.children) {
      const said = itemText(item);
      const { checked } = item;
      items.push({
        ...said,
        ordered: list.ordered === true,
        depth,
        ...(typeof checked === "boolean" && { ticked: checked }),
      });
      const [head, ...rest] = item.children;
      const label = head?.type === "paragraph" ? labelled(plain(head).split("\n")[0] ?? "", head) : undefined;
      if (label !== undefined)
        fields.push(
          field(
            label.label,
            [label.text, ...plain(item).trim().split("\n").slice(1)].join("\n").trim(),
            said.place,
            rest,
          ),
        );
      for (const child of item.children) if (child.type === "list") walk(child, depth + 1);
    }
  };
  for (const [i, node] of nodes.entries())
    switch (node.type) {
      case "paragraph": {
        const first = placeOf(node).line;
        const texts = plain(node).split("\n");
        for (const [n, text] of texts.entries()) {
          const place = n === 0 ? placeOf(node) : { path: "", line: first + n };
          lines.push(saidOf(text, place));
          const label = labelled(text, n === 0 ? node : undefined);
          const next = n === texts.length - 1 ? nodes[i + 1] : undefined;
          if (label !== undefined)
            fields.push(field(label.label, label.text, place, label.text === "" && next !== undefined ? [next] : []));
        }
        break;
      }
      case "list":
        walk(node, 0);
        break;
      case "table": {
        const table = tableOf(node);
        tables.push(table);
        fields.push(...rowsAsFields(table));
        break;
      }
      case "code":
        code.push({ language: (node.lang ?? "").toLowerCase(), text: node.value, place: placeOf(node) });
        break;
      case "blockquote":
        lines.push(
          ...plain(node)
            .split("\n")
            .map((text, n) => saidOf(text, { path: "", line: placeOf(node).line + n })),
        );
        break;
      default:
        break;
    }
  return { lines, fields, items, tables, code, links };
}

function saidOf(text: string, place: Said["place"]): Said {
  const bare = text.trim();
  return BLANK.test(bare) || slotIn(bare) !== undefined ? { text: bare, place, open: true } : { text: bare, place };
}

const itemText = (item: ListItem): Said => {
  const own = item.children.filter(({ type }) => type !== "list");
  return saidOf(own.map(plain).join(" ").replaceAll("\n", " "), placeOf(item));
};

/** A label's value is its own text, or what the list, code or table right below it says. */
function field(label: string, text: string, place: Said["place"], rest: readonly RootContent[]): PlanField {
  const items = rest.flatMap((node) => (node.type === "list" ? node.children.map(itemText) : []));
  const told = text !== "" || rest.some(({ type }) => type === "list" || type === "code" || type === "table");
  const open =
    text === ""
      ? !told || (items.length > 0 && items.every((item) => item.open === true))
      : saidOf(text, place).open === true;
  return { label, text, place, items, ...(open ? { open: true as const } : {}) };
}

/** "Retries: 3", and "**Retries** 3", where the bold run is the label by itself. */
function labelled(
  line: string,
  paragraph: Paragraph | undefined,
): { readonly label: string; readonly text: string } | undefined {
  const [bold] = paragraph?.children ?? [];
  if (bold?.type === "strong") {
    const strong = plain(bold);
    const text = line.slice(line.indexOf(strong) + strong.length).replace(/^[\s:–—.-]+/, "");
    return { label: strong.replace(/\W+$/, ""), text: text.trim() };
  }
  const match = LABEL.exec(line);
  return match === null ? undefined : { label: match[1] ?? "", text: (match[2] ?? "").trim() };
}

function tableOf(table: Table): PlanTable {
  const [head, ...body] = table.children;
  const columns = (head?.children ?? []).map((cell) => plain(cell).trim());
  const rows = body.map((row) =>
    columns.map((_, i): Said => {
      const cell = row.children[i];
      return cell === undefined ? { text: "", place: placeOf(row), open: true } : saidOf(plain(cell), placeOf(cell));
    }),
  );
  return { columns, rows, place: placeOf(table) };
}

/** A row is a field too: its first cell the label, the rest its value; a cell of units joins the number before it. */
function rowsAsFields({ columns, rows }: PlanTable): readonly PlanField[] {
  const unit = columns.findIndex((column) => /^units?$/i.test(column));
  return rows.flatMap(([label, ...rest]) => {
    if (label === undefined || label.text === "" || rest.length === 0) return [];
    const text = rest.map((cell, i) => `${i === 0 ? "" : i + 1 === unit ? " " : " | "}${cell.text}`).join("");
    const open = rest.every((cell) => cell.open === true);
    return [{ label: label.text, text, place: label.place, items: [], ...(open ? { open: true as const } : {}) }];
  });
}
