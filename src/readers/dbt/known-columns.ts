import { planQuery } from "../../columns/plan-query.ts";
import { dialectOf, type Dialect } from "../../columns/parse/dialect.ts";
import type { ReadQuery } from "../../columns/parse/query-reader.ts";
import { readQuery } from "../../columns/parse/read-query.ts";
import { outputRow } from "../../columns/resolve/output-row.ts";
import type { RowItem } from "../../columns/resolve/row.ts";
import { holesOf } from "./model-query.ts";
import type { Resolver } from "./names.ts";
import type { Piece } from "./pieces.ts";
import type { KnownColumn } from "./render/rendering-world.ts";
import type { RenderedModel } from "./render-model.ts";

interface Of {
  readonly project: string;
  readonly adapter: string;
  readonly pieces: readonly Piece[];
}

const read = new WeakMap<RenderedModel, ReadQuery>();

/**
 * Templates may ask for the columns of a relation, which dbt asks the warehouse for. Where the SQL of a model tells all of its
 * own, the template is rendered again with them. `readyParser` wants to have been waited for.
 */
export class KnownColumns {
  readonly #pieces = new Map<string, { readonly piece: Piece; readonly of: Of }>();
  readonly #rendered = new Map<string, Piece>();
  readonly #rows = new Map<string, readonly RowItem[] | undefined>();
  readonly #resolver: Resolver;

  constructor(all: readonly Of[], resolver: Resolver) {
    this.#resolver = resolver;
    for (const of of all)
      for (const piece of of.pieces)
        if (piece.settings.enabled !== false) this.#pieces.set(`model.${of.project}.${piece.name}`, { piece, of });
  }

  /** The same piece with what is known of the columns that its template asks for. */
  filled(piece: Piece, of: Of): Piece {
    if (piece.rendered === undefined || piece.rendered.askedColumns.size === 0) return piece;
    const id = `model.${of.project}.${piece.name}`;
    const before = this.#rendered.get(id);
    if (before !== undefined) return before;
    // A model that asks for its own columns in a circle is told nothing.
    this.#rendered.set(id, piece);
    const { relations } = piece.rendered.full;
    const again = piece.again((relation) => this.#columns(this.#idOf(relation, relations, of), of.adapter));
    this.#rendered.set(id, again);
    return again;
  }

  #idOf(relation: string, relations: RenderedModel["relations"], { project }: Of): string | undefined {
    const call = relations.get(relation);
    return call === undefined ? undefined : this.#resolver.idsOf(call, project)?.[0];
  }

  #columns(id: string | undefined, adapter: string): readonly KnownColumn[] | undefined {
    const row = id === undefined ? undefined : this.#row(id);
    if (row === undefined || row.length === 0) return undefined;
    const columns = row.flatMap((item) =>
      item.kind === "column" && item.name !== "" ? [{ name: asStored(item.key, dialectOf(adapter)) }] : [],
    );
    return columns.length === row.length ? columns : undefined;
  }

  #row(id: string): readonly RowItem[] | undefined {
    if (this.#rows.has(id)) return this.#rows.get(id);
    this.#rows.set(id, undefined);
    const found = this.#pieces.get(id);
    const row = found === undefined ? undefined : this.#infer(found.piece, found.of);
    this.#rows.set(id, row);
    return row;
  }

  #infer(piece: Piece, of: Of): readonly RowItem[] | undefined {
    const { file } = piece;
    if (file.resource === "seed")
      return (file.parsed?.header ?? []).map((name) => ({ kind: "column", key: name.toLowerCase(), name }));
    const { full } = this.filled(piece, of).rendered ?? {};
    if (full === undefined || !full.whole || file.resource === "snapshot") return undefined;
    const query = { sql: full.sql, adapter: of.adapter, holes: Object.keys(holesOf(full)) };
    const plan = planQuery(
      query,
      (relation) => {
        const id = this.#idOf(relation, full.relations, of);
        return id === undefined ? undefined : this.#row(id);
      },
      (sql, dialect) => {
        const known = read.get(full) ?? readQuery(sql, dialect);
        read.set(full, known);
        return known;
      },
    );
    return plan === undefined ? undefined : outputRow(plan);
  }
}

/** A key as the database keeps it, where a name is not quoted. */
function asStored(key: string, { fold }: Dialect): string {
  if (key.startsWith('"')) return key.slice(1, -1);
  const upper = fold({ text: "A", quoted: true }) === "a" && fold({ text: "a", quoted: true }) !== "a";
  return upper ? key.toUpperCase() : key;
}
