import type { CreateStmt, CreateTableAsStmt, IndexElem, IndexStmt, Node, SelectStmt, ViewStmt } from "libpg-query";
import type { IndexPart } from "../../model/table.ts";
import type { ColumnShape, ConstraintShape, Name } from "../act.ts";
import { readColumn } from "../columns.ts";
import { columnsIn, readConstraint } from "../constraints.ts";
import { relationName, tablesRead, text, texts } from "../names.ts";
import { type Reading, spotAt } from "./context.ts";

const isTemporary = (persistence: string | undefined, schema?: string): boolean =>
  persistence === "t" || schema === "pg_temp";

export function createTable(node: CreateStmt, reading: Reading): void {
  const columns: ColumnShape[] = [];
  const constraints: ConstraintShape[] = [];
  const like: Name[] = [];
  for (const element of node.tableElts ?? []) {
    if ("ColumnDef" in element && element.ColumnDef.typeName !== undefined)
      columns.push(readColumn(element.ColumnDef, (byte) => spotAt(reading, byte)));
    else if ("Constraint" in element) {
      const shape = readConstraint(element.Constraint, spotAt(reading, element.Constraint.location));
      // An empty table has no row to check.
      if (shape !== undefined) constraints.push({ ...shape, valid: true });
    } else if ("TableLikeClause" in element) like.push(relationName(element.TableLikeClause.relation));
  }
  const parents = (node.inhRelations ?? []).flatMap((parent) =>
    "RangeVar" in parent ? [relationName(parent.RangeVar)] : [],
  );
  reading.acts.push({
    do: "create-relation",
    spot: reading.spot,
    relation: relationName(node.relation),
    kind: "table",
    temporary: isTemporary(node.relation?.relpersistence, node.relation?.schemaname),
    ...(node.relation?.relpersistence === "u" ? { unlogged: true } : {}),
    replace: false,
    copies: [],
    columns,
    constraints,
    outputs: [],
    like,
    parents,
    reads: [],
    partial: node.ofTypename !== undefined,
    ...(node.partspec === undefined ? {} : { partitioned: true }),
    ...(node.partbound?.is_default === true ? { fallback: true } : {}),
    ...(node.if_not_exists === true ? { lenient: true } : {}),
  });
}

/** CREATE TABLE AS, CREATE MATERIALIZED VIEW and SELECT INTO. */
export function createAs(node: CreateTableAsStmt, reading: Reading): void {
  const into = node.into?.rel;
  const view = node.objtype === "OBJECT_MATVIEW";
  reading.acts.push({
    do: "create-relation",
    spot: reading.spot,
    relation: relationName(into),
    kind: view ? "materialized view" : "table",
    temporary: isTemporary(into?.relpersistence, into?.schemaname),
    ...(into?.relpersistence === "u" ? { unlogged: true } : {}),
    replace: false,
    copies: view || node.into?.skipData === true ? [] : tablesRead(node.query),
    columns: [],
    constraints: [],
    like: [],
    parents: [],
    reads: view ? tablesRead(node.query) : [],
    ...outputs(node.query, node.into?.colNames),
    ...(node.if_not_exists === true ? { lenient: true } : {}),
  });
}

export function selectInto(node: SelectStmt, reading: Reading): void {
  const { intoClause, ...query } = node;
  createAs({ query: { SelectStmt: query }, ...(intoClause === undefined ? {} : { into: intoClause }) }, reading);
}

export function createView(node: ViewStmt, reading: Reading): void {
  reading.acts.push({
    do: "create-relation",
    spot: reading.spot,
    relation: relationName(node.view),
    kind: "view",
    temporary: isTemporary(node.view?.relpersistence),
    replace: node.replace === true,
    copies: [],
    columns: [],
    constraints: [],
    like: [],
    parents: [],
    reads: tablesRead(node.query),
    ...outputs(node.query, node.aliases),
  });
}

/** The columns of a query by name; some cannot be told without the tables that it reads. */
function outputs(
  query: Node | undefined,
  given: readonly Node[] | undefined,
): { outputs: readonly string[]; partial: boolean } {
  let select = query !== undefined && "SelectStmt" in query ? query.SelectStmt : undefined;
  while (select?.larg !== undefined) select = select.larg;
  const names = (select?.targetList ?? []).map(outputName);
  texts(given).forEach((name, i) => (names[i] = name));
  const known = names.filter((name) => name !== undefined);
  return { outputs: known, partial: known.length === 0 || known.length < names.length };
}

function outputName(target: Node): string | undefined {
  if (!("ResTarget" in target)) return undefined;
  const { name, val } = target.ResTarget;
  if (name !== undefined || val === undefined) return name;
  const last = "ColumnRef" in val ? text(val.ColumnRef.fields?.at(-1)) : "";
  return last === "" ? undefined : last;
}

export function createIndex(node: IndexStmt, reading: Reading): void {
  const params = (node.indexParams ?? []).flatMap((param) => ("IndexElem" in param ? [param.IndexElem] : []));
  const plain = params.flatMap(({ name }) => name ?? []);
  const others = columnsIn([node.indexParams, node.whereClause]);
  reading.acts.push({
    do: "build-index",
    spot: reading.spot,
    relation: relationName(node.relation),
    columns: numbered(params.map(({ name, expr }) => name ?? expressionName(expr))),
    uses: [...new Set([...plain, ...others])],
    concurrently: node.concurrent === true,
    unique: node.unique === true,
    keys: [...new Set([...plain, ...columnsIn(node.indexParams)])],
    plain: node.whereClause === undefined && params.every(({ name }) => name !== undefined),
    method: node.accessMethod ?? "btree",
    ...indexParts(node, params),
    ...((node.indexIncludingParams ?? []).length > 0 ? { includes: true } : {}),
    ...(node.relation?.inh === true ? {} : { only: true }),
    ...(node.idxname === undefined ? {} : { name: node.idxname }),
    ...(node.if_not_exists === true ? { lenient: true } : {}),
  });
}

/** Two indexes of equal parts serve the same queries. */
function indexParts(node: IndexStmt, params: readonly IndexElem[]): { parts?: readonly IndexPart[] } {
  if (node.whereClause !== undefined || node.nulls_not_distinct === true) return {};
  const parts = params.flatMap(({ name, ordering, nulls_ordering: nulls, opclass, opclassopts, collation }) => {
    if (name === undefined) return [];
    const falling = ordering === "SORTBY_DESC";
    const usual = nulls === (falling ? "SORTBY_NULLS_FIRST" : "SORTBY_NULLS_LAST");
    const said = [
      ...(falling ? ["desc"] : []),
      ...(nulls === undefined || nulls === "SORTBY_NULLS_DEFAULT" || usual ? [] : [nulls]),
      ...[opclass, opclassopts, collation].flatMap((one) => (one === undefined ? [] : [JSON.stringify(one)])),
    ];
    return [{ column: name, how: said.join(" ") }];
  });
  return parts.length === params.length ? { parts } : {};
}

/** What PostgreSQL calls an expression where it has to name an index after it. */
function expressionName(node: Node | undefined): string {
  if (node === undefined) return "expr";
  if ("ColumnRef" in node) return text(node.ColumnRef.fields?.at(-1));
  if ("FuncCall" in node) return text(node.FuncCall.funcname?.at(-1));
  if ("CoalesceExpr" in node) return "coalesce";
  if ("CollateClause" in node) return expressionName(node.CollateClause.arg);
  if ("TypeCast" in node) {
    const inner = expressionName(node.TypeCast.arg);
    return inner === "expr" ? text(node.TypeCast.typeName?.names?.at(-1)) : inner;
  }
  return "expr";
}

const numbered = (names: readonly string[]): readonly string[] =>
  names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name}${before}`;
  });
