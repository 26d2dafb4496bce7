import type { ListItem, Paragraph, RootContent, Table } from "mdast";
import type { Said } from "../../model/plan-part.ts";
import { canonical, type Synonyms } from "./canonical.ts";
import { placeOf, plain } from "./markdown.ts";
import { split } from "./sections.ts";
import { cellOf, readTable } from "./table.ts";

/** One labelled value, whatever it was written as: a row, "- Label: value", a bold label or a sub-heading. */
export interface Field extends Said {
  /** Blocks that belong to it: the list below "Steps:", the table below "### Trigger". */
  readonly nodes: readonly RootContent[];
  /** The label as written on a line; absent where a heading or a cell is the label. */
  readonly label?: string;
}

export interface Fields<N extends string> {
  readonly named: ReadonlyMap<N, Field>;
  /** Blocks that no label claimed. */
  readonly rest: readonly RootContent[];
}

const LABEL = /^\s*([\p{L}][\p{L}\p{N} /'()-]{0,40}?)\s*(:|\s[–—-])(?:\s+|$)(.*)$/u;

/** Collects the labelled values of a section. The first of a name wins; a text without a label continues the one before. */
export function fieldsIn<N extends string>(nodes: readonly RootContent[], synonyms: Synonyms<N>): Fields<N> {
  const named = new Map<N, Field>();
  const rest: RootContent[] = [];
  let open: N | undefined;
  const put = (name: N, field: Field): void => {
    if (!named.has(name)) named.set(name, field);
  };
  const extend = (name: N, text: string, added: readonly RootContent[]): void => {
    const field = named.get(name);
    if (field === undefined) return;
    const joined = [field.text, text].filter((part) => part !== "").join("\n");
    named.set(name, { ...field, text: joined, nodes: [...field.nodes, ...added] });
  };
  const lines = (paragraph: Paragraph, below: readonly RootContent[]): boolean => {
    let claimed = false;
    const first = placeOf(paragraph).line;
    for (const [i, line] of plain(paragraph).split("\n").entries()) {
      const label = labelled(line, i === 0 ? paragraph : undefined, synonyms);
      if (label !== undefined) {
        open = named.has(label.name) ? undefined : label.name;
        put(label.name, { ...label.field, place: { path: "", line: first + i }, nodes: [] });
        claimed = true;
      } else if (claimed && open !== undefined) extend(open, line.trim(), []);
    }
    if (claimed && open !== undefined) extend(open, "", below);
    return claimed;
  };
  const top = split(nodes);
  for (const node of top.nodes) {
    if (node.type === "paragraph") {
      if (!lines(node, [])) {
        rest.push(node);
        open = undefined;
      }
    } else if (node.type === "table") {
      if (!rows(node, synonyms, put)) {
        if (open === undefined) rest.push(node);
        else extend(open, "", [node]);
      }
    } else if (node.type === "list" && node.children.some((item) => isLabelled(item, synonyms))) {
      for (const item of node.children) {
        const [head, ...below] = item.children;
        if (head?.type !== "paragraph" || !lines(head, below)) rest.push({ ...node, children: [item] });
      }
      open = undefined;
    } else if (open !== undefined && (node.type === "list" || node.type === "code")) extend(open, "", [node]);
    else rest.push(node);
  }
  for (const section of top.sections) {
    const name = canonical(section.heading, synonyms);
    const inner = fieldsIn(section.nodes, synonyms);
    if (name !== undefined) {
      const text = inner.rest
        .filter((node) => node.type === "paragraph")
        .map(plain)
        .join("\n");
      put(name, { text, place: section.place, nodes: inner.rest });
    } else rest.push(...inner.rest);
    for (const [other, field] of inner.named) put(other, field);
  }
  return { named, rest };
}

const isLabelled = <N extends string>(item: ListItem, synonyms: Synonyms<N>): boolean => {
  const [head] = item.children;
  return head?.type === "paragraph" && labelled(plain(head).split("\n")[0] ?? "", head, synonyms) !== undefined;
};

/** "Trigger: value", and "**Trigger** value", where the bold run is the label by itself. */
function labelled<N extends string>(
  line: string,
  paragraph: Paragraph | undefined,
  synonyms: Synonyms<N>,
): { readonly name: N; readonly field: { readonly text: string; readonly label: string } } | undefined {
  const match = LABEL.exec(line);
  const name = match === null ? undefined : canonical(match[1] ?? "", synonyms);
  if (match !== null && name !== undefined)
    return { name, field: { text: (match[3] ?? "").trim(), label: match[1] ?? "" } };
  const [bold] = paragraph?.children ?? [];
  if (bold?.type !== "strong") return undefined;
  const strong = plain(bold);
  const meant = canonical(strong, synonyms);
  if (meant === undefined) return undefined;
  const text = line
    .slice(line.indexOf(strong) + strong.length)
    .replace(/^[\s:–—-]+/, "")
    .trim();
  return { name: meant, field: { text, label: strong.replace(/\W+$/, "") } };
}

/** Rows as "label | value", or one column a label. */
function rows<N extends string>(table: Table, synonyms: Synonyms<N>, put: (name: N, field: Field) => void): boolean {
  const columns = readTable(table, synonyms);
  if (columns.names.filter((name) => name !== undefined).length > 1) {
    for (const { cells } of columns.rows.slice(0, 1))
      for (const [name, cell] of Object.entries(cells) as [N, Said][]) put(name, { ...cell, nodes: [] });
    return true;
  }
  let claimed = false;
  for (const row of table.children) {
    const [label, value] = row.children;
    const name = label === undefined ? undefined : canonical(plain(label), synonyms);
    if (name === undefined || value === undefined) continue;
    const { text, place } = cellOf(value);
    put(name, { text, place, nodes: [] });
    claimed = true;
  }
  return claimed;
}
