import { EMPTY_SELECT } from "../empty-select.ts";
import type { Cte, Expr, Item, Query, Select, SetQuery } from "../query.ts";
import { lowerExpression, lowerItem, skeleton } from "./lower-expression.ts";
import { lowerFrom } from "./lower-source.ts";
import { listOf, nameOf, namesOf, QUERIES, type Raw, rawOf, textOf, variantOf } from "./raw.ts";

const SET_OPS = ["union", "intersect", "except"] as const;

/** The parser's tree of a query → ours. */
export function lowerQuery(raw: unknown): Query {
  const [op = "", body] = variantOf(raw) ?? [];
  const parts = rawOf(body);
  if (op === "paren" || op === "annotated") return lowerQuery(parts["this"]);
  if (op === "select") return select(parts);
  if (op === "subquery") return subquery(parts);
  if (op === "values") return { kind: "values", ctes: [], rows: rowsOf(parts) };
  const set = SET_OPS.find((one) => one === op);
  if (set !== undefined) return setQuery(set, parts);
  return { kind: "opaque", ctes: [], what: op, args: skeleton(body).args };
}

const rowsOf = (parts: Raw): readonly (readonly Expr[])[] =>
  listOf(parts["expressions"]).map((row) =>
    listOf(rawOf(rawOf(row)["tuple"] ?? row)["expressions"]).map(lowerExpression),
  );

/** `( … )`, which may be cut or sorted once more outside of its parentheses. */
function subquery(parts: Raw): Query {
  const inner = lowerQuery(parts["this"]);
  const order = lists(parts, ["order_by"]);
  const limit = lists(parts, ["limit", "offset"]);
  const ctes = ctesOf(parts["with"]);
  if (limit.length === 0 && order.length === 0)
    return ctes.length === 0 ? inner : { ...inner, ctes: [...ctes, ...inner.ctes] };
  const item = { expr: { kind: "star", of: [], except: [], replace: [], rename: [] } } as const;
  const source = { kind: "query", of: { query: inner }, columns: [] } as const;
  return {
    ...EMPTY_SELECT,
    ctes,
    items: [item],
    from: [{ source, how: "from", natural: false, on: [], using: [] }],
    order,
    limit,
  };
}

/** Fields of a SELECT that are understood, and those that say nothing. */
const READ: ReadonlySet<string> = new Set(
  "expressions from joins lateral_views prewhere where_clause group_by having qualify order_by limit offset fetch top distinct distinct_on with windows kind leading_comments comments post_select_comments operation_modifiers hint".split(
    " ",
  ),
);

function select(parts: Raw): Select {
  const group = rawOf(parts["group_by"]);
  const rest = Object.fromEntries(Object.entries(parts).filter(([key]) => !READ.has(key)));
  const { text, args } = skeleton(rest);
  const as = textOf(parts["kind"]);
  const totals = group["totals"] === true ? [{ kind: "call", op: "totals", text: "", args: [] } as const] : [];
  return {
    kind: "select",
    ctes: ctesOf(parts["with"]),
    items: listOf(parts["expressions"]).flatMap(lowerItems),
    from: lowerFrom(parts),
    where: [...lists(parts, ["prewhere"]), ...inner(parts["where_clause"])],
    group: [...listOf(group["expressions"]).map(lowerExpression), ...totals],
    groupAll: group["all"] === true,
    having: inner(parts["having"]),
    qualify: inner(parts["qualify"]),
    windows: lists(parts, ["windows"]),
    distinct: parts["distinct"] === true,
    distinctOn: listOf(parts["distinct_on"]).map(lowerExpression),
    order: lists(parts, ["order_by"]),
    limit: lists(parts, ["limit", "offset", "fetch", "top"]),
    extra: text === "{}" ? [] : [{ kind: "call", op: "clauses", text, args }],
    ...(as !== undefined && { as }),
  };
}

/** `explode(a) as (k, v)` is an entry for each of its names. */
function lowerItems(raw: unknown): readonly Item[] {
  const item = lowerItem(raw);
  const names = namesOf(rawOf(rawOf(raw)["alias"])["column_aliases"]);
  return names.length === 0 ? [item] : names.map((alias) => ({ expr: item.expr, alias }));
}

const inner = (clause: unknown): readonly Expr[] => {
  const { this: of } = rawOf(clause);
  return of === undefined || of === null ? [] : [lowerExpression(of)];
};

/** Clauses that are lists, or a thing of their own. */
const lists = (parts: Raw, keys: readonly string[]): readonly Expr[] =>
  keys.flatMap((key) => {
    const value = parts[key];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    if (variantOf(value) !== undefined) return [lowerExpression(value)];
    const { expressions } = rawOf(value);
    const entries = Array.isArray(expressions) ? expressions : [value];
    return entries.map((entry): Expr => ({ kind: "call", op: key, ...skeleton(entry) }));
  });

function setQuery(op: SetQuery["op"], parts: Raw): Query {
  const left = lowerQuery(parts["left"]);
  const right = lowerQuery(parts["right"]);
  const all = parts["all"] === true;
  const byName = parts["by_name"] === true;
  const order = lists(parts, ["order_by"]);
  const limit = lists(parts, ["limit", "offset"]);
  const one = { kind: "set", op, all, byName } as const;
  // `a union b union c` is one union of three.
  const flat =
    left.kind === "set" &&
    left.op === op &&
    left.all === all &&
    left.byName === byName &&
    op !== "except" &&
    left.limit.length === 0 &&
    left.ctes.length === 0;
  return { ...one, ctes: ctesOf(parts["with"]), branches: [...(flat ? left.branches : [left]), right], order, limit };
}

function ctesOf(raw: unknown): readonly Cte[] {
  const { ctes, recursive } = rawOf(raw);
  return listOf(ctes).flatMap((one): readonly Cte[] => {
    const parts = rawOf(rawOf(one)["cte"] ?? one);
    const name = nameOf(parts["alias"]);
    const of = parts["this"];
    if (name === undefined) return [];
    const [op = ""] = variantOf(of) ?? [];
    const query: Query =
      QUERIES.has(op) || op === "paren" || op === "annotated"
        ? lowerQuery(of)
        : { kind: "opaque", ctes: [], what: "scalar", args: [lowerExpression(of)] };
    return [{ name, columns: namesOf(parts["columns"]), query, recursive: recursive === true }];
  });
}
