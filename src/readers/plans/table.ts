import type { RootContent, Table, TableCell } from "mdast";
import type { Said } from "../../model/plan-part.ts";
import { canonical, type Synonyms } from "./canonical.ts";
import { placeOf, plain } from "./markdown.ts";

export type Row<N extends string> = Readonly<Partial<Record<N, Said>>>;

export interface Columns<N extends string> {
  /** Our name of each column, in the table's order; undefined where it means nothing to us. */
  readonly names: readonly (N | undefined)[];
  readonly rows: readonly { readonly cells: Row<N>; readonly place: Said["place"] }[];
  readonly table: Table;
}

export const cellOf = (node: TableCell): Said => ({ text: plain(node).trim(), place: placeOf(node) });

/** A table's rows by our names of its columns. The first column of one name wins. */
export function readTable<N extends string>(table: Table, synonyms: Synonyms<N>): Columns<N> {
  const [head, ...body] = table.children;
  const said = (head?.children ?? []).map((cell) => canonical(plain(cell), synonyms));
  const names = said.map((name, i) => (said.indexOf(name) === i ? name : undefined));
  const rows = body.map((row) => {
    const cells: Partial<Record<N, Said>> = {};
    for (const [i, cell] of row.children.entries()) {
      const name = names[i];
      if (name !== undefined) cells[name] = cellOf(cell);
    }
    return { cells, place: placeOf(row) };
  });
  return { names, rows, table };
}

export const tablesIn = (nodes: readonly RootContent[]): readonly Table[] =>
  nodes.filter((node) => node.type === "table");
