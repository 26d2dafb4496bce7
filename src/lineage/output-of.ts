import { clashesIn } from "../columns/clashes.ts";
import { unlinkedIn } from "../columns/normal/unlinked.ts";
import { columnsOf, type QueryColumns } from "../columns/columns-of.ts";
import { outputNeverNull } from "../columns/never-null.ts";
import { dialectOf, type Dialect } from "../columns/parse/dialect.ts";
import { outputRow } from "../columns/resolve/output-row.ts";
import type { Plan } from "../columns/resolve/plan.ts";
import { planQuery } from "../columns/plan-query.ts";
import type { RowItem } from "../columns/resolve/row.ts";
import { outputType } from "../columns/value-type.ts";
import type { KnownColumn, Model, ModelQuery } from "../model/dbt.ts";
import { plainName, type ColumnOf, type ModelOutput } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";

interface Known {
  readonly output: ModelOutput;
  readonly row: readonly RowItem[];
}

const known = new WeakMap<Snapshot, Map<string, Known | undefined>>();

/**
 * What a model gives and takes by its SQL, with that of the models before it; undefined where the SQL cannot be read.
 * Reckoned when asked for, once for a snapshot; `readyParser` wants to have been waited for.
 */
export const outputOf = (snapshot: Snapshot, id: string): ModelOutput | undefined => knownOf(snapshot, id)?.output;

function knownOf(snapshot: Snapshot, id: string): Known | undefined {
  const all = known.get(snapshot) ?? new Map<string, Known | undefined>();
  known.set(snapshot, all);
  if (all.has(id)) return all.get(id);
  // A model that reads itself in a circle is not known while it is asked.
  all.set(id, undefined);
  const model = snapshot.facts.model[id];
  const found = model === undefined ? undefined : infer(model, snapshot);
  all.set(id, found);
  return found;
}

function infer(model: Model, snapshot: Snapshot): Known | undefined {
  const { query, header } = model;
  if (header !== undefined) return ofSeed(header);
  if (query === undefined) return undefined;
  const dialect = dialectOf(query.adapter);
  try {
    const plan = planOf(query.sql, query, dialect, snapshot);
    if (plan === undefined) return undefined;
    const added = query.increment === undefined ? undefined : planOf(query.increment, query, dialect, snapshot);
    if (query.increment !== undefined && added === undefined) return undefined;
    const row = [...rowOf(plan, query), ...historyOf(model)];
    const output = outputFrom(columnsOf(plan), added && columnsOf(added), model, query, snapshot);
    return { output: { ...output, ...slipsOf(plan) }, row };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function slipsOf(plan: Plan): Pick<ModelOutput, "clashes" | "unlinked"> {
  const [clashes, unlinked] = [clashesIn(plan), unlinkedIn(plan)];
  return { ...(clashes.length > 0 && { clashes }), ...(unlinked.length > 0 && { unlinked }) };
}

function planOf(sql: string, query: ModelQuery, dialect: Dialect, snapshot: Snapshot): Plan | undefined {
  const holes = Object.keys(query.holes);
  return planQuery({ sql, adapter: query.adapter, holes }, (relation) =>
    upstream(query.relations[relation]?.[0], dialect, snapshot),
  );
}

/** What is known of a relation that is read: of a source, what is documented, and perhaps more. */
function upstream(id: string | undefined, { fold }: Dialect, snapshot: Snapshot): readonly RowItem[] | undefined {
  if (id === undefined) return undefined;
  const rowFrom = (all: readonly KnownColumn[]): readonly RowItem[] =>
    all.map(({ name, type }) => ({
      kind: "column",
      key: fold({ text: name, quoted: false }),
      name,
      ...(type !== undefined && { type }),
    }));
  const source = snapshot.facts.source[id];
  if (source === undefined) {
    const row = knownOf(snapshot, id)?.row;
    const { known } = snapshot.facts.model[id] ?? {};
    return known !== undefined && row?.every(({ kind }) => kind === "column") !== true ? rowFrom(known) : row;
  }
  if (source.known !== undefined) return rowFrom(source.known);
  if (source.columns.length === 0) return undefined;
  const columns = rowFrom(source.columns.map(({ name }) => ({ name })));
  const except = new Set(columns.flatMap((item) => (item.kind === "column" ? [item.key] : [])));
  return [...columns, { kind: "star", of: id, except }];
}

/** Columns with what is sure of their values; stars under the id of what they stand for. */
const rowOf = (plan: Plan, { relations }: ModelQuery): readonly RowItem[] =>
  outputRow(plan).map((item, i) => {
    if (item.kind === "star") return { ...item, of: relations[item.of]?.[0] ?? item.of };
    const type = plan.kind === "select" ? outputType(plan, i) : undefined;
    return { ...item, ...(type !== undefined && { type }), ...(outputNeverNull(plan, i) && { nullable: false }) };
  });

/** Its own relation, by its name and by its alias, which may stand in a schema of its own (`readers/dbt/placed-as.ts`). */
function ownNames({ project, name, settings }: Model): readonly string[] {
  const alias = settings?.["alias"]?.[0] ?? name;
  return [`${project}.${name}`, `${project}.${alias}`, `${project}_${name}.${alias}`].map((one) => one.toLowerCase());
}

function outputFrom(
  found: QueryColumns,
  added: QueryColumns | undefined,
  model: Model,
  { relations, lines, sql, maybe = [] }: ModelQuery,
  { facts }: Snapshot,
): ModelOutput {
  const idsOf = (relation: string): readonly string[] => relations[relation] ?? [];
  const led = (list: QueryColumns["reads"]): readonly ColumnOf[] =>
    list.flatMap(({ relation, key }) => idsOf(relation).map((id) => ({ id, column: key })));
  // What `this` is rendered to.
  const own = new Set(ownNames(model));
  const unled = (list: QueryColumns["reads"]): readonly ColumnOf[] =>
    list.flatMap(({ relation, key }) => {
      const known = idsOf(relation).length > 0 || Object.hasOwn(facts.source, relation) || own.has(relation);
      return known ? [] : [{ id: relation, column: key }];
    });
  const stars = found.stars.map(({ of }) => ({ relation: of, key: "" }));
  const beside = unled([...found.reads, ...(added?.reads ?? []), ...stars]);
  const lost = [...found.lost, ...(added?.lost ?? [])];
  const missing = lost.flatMap(({ name, why }) => (why === "missing" ? plainName(name.split(".").at(-1) ?? "") : []));
  const lineAt = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : lines[sql.slice(0, at).split("\n").length - 1];
  return {
    columns: [
      ...found.columns.map(({ name, key, origins, at }) => {
        const line = lineAt(at);
        const outside = unled(origins);
        return {
          name,
          key,
          made: led(origins),
          ...(outside.length > 0 && { outside }),
          ...(line !== undefined && { line }),
        };
      }),
      ...historyOf(model).map((item) => ({ name: item.name, key: item.key, made: [] })),
    ],
    stars: found.stars.map(({ of, through, except }) => ({
      of: idsOf(of)[0] ?? of,
      through: through.flatMap(idsOf),
      except,
    })),
    maybe,
    uses: [...led(found.reads), ...led(added?.reads ?? [])],
    ...(beside.length > 0 && { outside: beside }),
    sure: lost.length === 0,
    ...(missing.length > 0 && { missing: [...new Set(missing)] }),
  };
}

/** What dbt adds to the columns of a snapshot. */
const historyOf = ({ resource }: Model): readonly Extract<RowItem, { kind: "column" }>[] =>
  resource === "snapshot"
    ? ["dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to"].map((name) => ({
        kind: "column",
        key: name,
        name,
      }))
    : [];

function ofSeed(header: readonly string[]): Known {
  const columns = header.map((name) => ({ name, key: name.toLowerCase(), made: [] }));
  return {
    output: { columns, stars: [], maybe: [], uses: [], sure: true },
    row: columns.map(({ name, key }) => ({ kind: "column", key, name })),
  };
}
