// Edits real models in known ways and asks what the edit does to readers:
//   node bench/edits.ts REPOSITORY[@COMMIT]… [--models COUNT] [--seed NUMBER] [--show KIND]
// Edits of the first table change what readers get: "safe" is a miss. Those of the second change nothing: "breaking" is a false alarm.
import { parseArgs } from "node:util";
import { classify } from "../src/columns/normal/classify.ts";
import { verdictOf, type Verdict } from "../src/columns/normal/edit.ts";
import { dialectOf, type Dialect } from "../src/columns/parse/dialect.ts";
import { readyParser } from "../src/columns/parse/read-query.ts";
import { readQuery } from "../src/columns/parse/read-query.ts";
import type { Expr, Item, Joined, Query, Select } from "../src/columns/query.ts";
import { resolveQuery } from "../src/columns/resolve/resolve-query.ts";
import type { Plan } from "../src/columns/resolve/plan.ts";
import { loadConfig } from "../src/config/load.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import type { Model, ModelQuery } from "../src/model/dbt.ts";
import dbt from "../src/readers/dbt/reader.ts";
import { read } from "../src/readers/read.ts";
import { ruleNames } from "../src/rules.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { models: { type: "string" }, seed: { type: "string" }, show: { type: "string" } },
});
if (positionals.length === 0) {
  console.error("usage: node bench/edits.ts REPOSITORY[@COMMIT]… [--models COUNT] [--seed NUMBER] [--show KIND]");
  process.exit(2);
}

/** Undefined where there is nothing to edit in this way. */
type Mutation = (query: Query) => Query | undefined;

/** The last SELECT that decides what the model gives: behind `select * from final`, that CTE. */
function inFinal(query: Query, edit: (select: Select) => Select | undefined): Query | undefined {
  if (query.kind === "set") {
    const [first, ...rest] = query.branches;
    const edited = first === undefined ? undefined : inFinal(first, edit);
    return edited === undefined ? undefined : { ...query, branches: [edited, ...rest] };
  }
  if (query.kind !== "select") return undefined;
  const [from] = query.from;
  const name =
    from?.source.kind === "table" && from.source.parts.length === 1
      ? from.source.parts[0]?.text.toLowerCase()
      : undefined;
  const passes =
    query.from.length === 1 && query.items.every(({ expr }) => expr.kind === "star") && query.where.length === 0;
  const at = passes ? query.ctes.findLastIndex((cte) => cte.name.text.toLowerCase() === name) : -1;
  const cte = query.ctes[at];
  if (cte === undefined) return edit(query);
  const edited = inFinal(cte.query, edit);
  return edited === undefined ? undefined : { ...query, ctes: query.ctes.with(at, { ...cte, query: edited }) };
}

const listed = ({ items }: Select): number => items.findLastIndex(({ expr }) => expr.kind !== "star");

const onItem =
  (change: (item: Item) => Item | undefined): Mutation =>
  (query) =>
    inFinal(query, (select) => {
      for (const [i, item] of select.items.entries()) {
        const changed = item.expr.kind === "star" ? undefined : change(item);
        if (changed !== undefined) return { ...select, items: select.items.with(i, changed) };
      }
      return undefined;
    });

const onJoin =
  (how: Joined["how"], change: (joined: Joined) => Joined | undefined): Mutation =>
  (query) =>
    inFinal(query, (select) => {
      const at = select.from.findIndex((joined) => joined.how === how);
      const joined = select.from[at];
      const changed = joined === undefined ? undefined : change(joined);
      return changed === undefined ? undefined : { ...select, from: select.from.with(at, changed) };
    });

/** A call anywhere in an expression, made another. */
function rewritten(expr: Expr, change: (expr: Expr) => Expr | undefined): Expr | undefined {
  // `count(1)` counts what `count(2)` does.
  if (expr.kind === "call" && expr.op === "count") return undefined;
  const changed = change(expr);
  if (changed !== undefined || expr.kind !== "call") return changed;
  for (const [i, arg] of expr.args.entries()) {
    const inner = rewritten(arg, change);
    if (inner !== undefined) return { ...expr, args: expr.args.with(i, inner) };
  }
  return undefined;
}

const onExpr = (change: (expr: Expr) => Expr | undefined): Mutation =>
  onItem((item) => {
    const expr = rewritten(item.expr, change);
    return expr === undefined ? undefined : { ...item, expr };
  });

const call = (op: string, args: readonly Expr[], text = ""): Expr => ({ kind: "call", op, text, args });
const number = (value: string): Expr => ({ kind: "literal", type: "number", value });

const CHANGES: Readonly<Record<string, Mutation>> = {
  "drop a column": (query) =>
    inFinal(query, (select) => {
      const at = listed(select);
      return at < 0 || select.items.length < 2 ? undefined : { ...select, items: select.items.toSpliced(at, 1) };
    }),
  "rename a column": onItem((item) => ({ ...item, alias: { text: "renamed_by_bench", quoted: false } })),
  "swap a union's columns": (query) => {
    const swap = (inner: Query): Query | undefined => {
      if (inner.kind === "set" && inner.op === "union" && !inner.byName) {
        const last = inner.branches.at(-1);
        if (last?.kind !== "select" || last.items.length < 2 || last.items.some(({ expr }) => expr.kind === "star"))
          return undefined;
        const [one, other, ...rest] = last.items;
        if (one === undefined || other === undefined) return undefined;
        return { ...inner, branches: [...inner.branches.slice(0, -1), { ...last, items: [other, one, ...rest] }] };
      }
      if (inner.kind !== "select") return undefined;
      for (const [i, cte] of inner.ctes.entries()) {
        const swapped = swap(cte.query);
        if (swapped !== undefined) return { ...inner, ctes: inner.ctes.with(i, { ...cte, query: swapped }) };
      }
      return undefined;
    };
    return swap(query);
  },
  "retype a cast": onExpr((expr) =>
    expr.kind === "call" && expr.op.endsWith("cast")
      ? { ...expr, text: expr.text === "date" ? "int" : "date" }
      : undefined,
  ),
  "add DISTINCT": (query) => inFinal(query, (select) => (select.distinct ? undefined : { ...select, distinct: true })),
  "drop DISTINCT": (query) =>
    inFinal(query, (select) =>
      select.distinct && select.distinctOn.length === 0 ? { ...select, distinct: false } : undefined,
    ),
  "loosen an inner join": onJoin("inner", (joined) => ({ ...joined, how: "left" })),
  "tighten a left join": onJoin("left", (joined) => ({ ...joined, how: "inner" })),
  "drop a join's condition": onJoin("left", (joined) =>
    joined.on.length === 0 ? undefined : { ...joined, on: [{ kind: "literal", type: "boolean", value: "true" }] },
  ),
  "drop a coalesce": onExpr((expr) =>
    expr.kind === "call" && expr.op === "coalesce" && expr.args.length > 1 ? expr.args[0] : undefined,
  ),
  "another literal": onExpr((expr) =>
    expr.kind === "literal" && expr.type === "number" ? number(`${expr.value}1`) : undefined,
  ),
  "drop WHERE": (query) =>
    inFinal(query, (select) => (select.where.length === 0 ? undefined : { ...select, where: [] })),
  "add a condition": (query) =>
    inFinal(query, (select) => ({ ...select, where: [...select.where, call("eq", [number("1"), number("2")])] })),
  "drop a grouping key": (query) =>
    inFinal(query, (select) => (select.group.length < 2 ? undefined : { ...select, group: select.group.slice(1) })),
  "drop QUALIFY": (query) =>
    inFinal(query, (select) => (select.qualify.length === 0 ? undefined : { ...select, qualify: [] })),
  "add LIMIT": (query) =>
    inFinal(query, (select) => (select.limit.length > 0 ? undefined : { ...select, limit: [number("10")] })),
  "sum becomes max": onExpr((expr) => (expr.kind === "call" && expr.op === "sum" ? { ...expr, op: "max" } : undefined)),
  "union all becomes union": (query) =>
    query.kind === "set" && query.op === "union" && query.all ? { ...query, all: false } : undefined,
};

const benchName = (text: string): string => `bench_${text}`;

const SAME: Readonly<Record<string, Mutation>> = {
  "CTEs renamed": (query) => {
    if (query.kind !== "select" || query.ctes.length === 0) return undefined;
    const names = new Set(query.ctes.map((cte) => cte.name.text.toLowerCase()));
    const source = (joined: Joined): Joined => {
      const { source: of } = joined;
      const [only] = of.kind === "table" && of.parts.length === 1 ? of.parts : [];
      if (of.kind !== "table" || only === undefined || !names.has(only.text.toLowerCase())) return joined;
      return {
        ...joined,
        source: { ...of, alias: of.alias ?? only, parts: [{ ...only, text: benchName(only.text) }] },
      };
    };
    const inside = (inner: Query): Query => {
      if (inner.kind === "set") return { ...inner, branches: inner.branches.map(inside) };
      return inner.kind === "select" && inner.ctes.length === 0 ? { ...inner, from: inner.from.map(source) } : inner;
    };
    if (
      query.ctes.some(({ query: inner }) => inner.ctes.length > 0) ||
      /"kind":"(?:query|nest|pivot|unpivot)"/.test(JSON.stringify(query))
    )
      return undefined;
    return {
      ...query,
      ctes: query.ctes.map((cte) => ({
        ...cte,
        name: { ...cte.name, text: benchName(cte.name.text) },
        query: inside(cte.query),
      })),
      from: query.from.map(source),
    };
  },
  "an unused CTE": (query) => {
    const unused: Query = { kind: "values", ctes: [], rows: [[number("1")]] };
    return {
      ...query,
      ctes: [
        ...query.ctes,
        { name: { text: "bench_unused", quoted: false }, columns: [], query: unused, recursive: false },
      ],
    };
  },
  "wrapped in a CTE": (query) => {
    const { ctes, ...body } = query;
    const wrapped = {
      name: { text: "bench_final", quoted: false },
      columns: [],
      query: { ...body, ctes: [] } as Query,
      recursive: false,
    };
    const source = { kind: "table", parts: [wrapped.name], columns: [], extra: [] } as const;
    const star = { expr: { kind: "star", of: [], except: [], replace: [], rename: [] } } as const;
    return {
      ...EMPTY,
      ctes: [...ctes, wrapped],
      items: [star],
      from: [{ source, how: "from", natural: false, on: [], using: [] }],
    };
  },
  "conditions in another order": (query) =>
    inFinal(query, (select) => {
      const [only] = select.where;
      return only?.kind === "call" && only.op === "and"
        ? { ...select, where: [{ ...only, args: only.args.toReversed() }] }
        : undefined;
    }),
  "ORDER BY": (query) =>
    inFinal(query, (select) =>
      select.limit.length > 0 || select.distinctOn.length > 0
        ? undefined
        : { ...select, order: [call("order_by", [number("1")], "{this:?}")] },
    ),
};
const EMPTY: Select = {
  kind: "select",
  ctes: [],
  items: [],
  from: [],
  where: [],
  group: [],
  groupAll: false,
  having: [],
  qualify: [],
  windows: [],
  distinct: false,
  distinctOn: [],
  order: [],
  limit: [],
  extra: [],
};

function planOf(query: Query, dialect: Dialect, { holes }: ModelQuery): Plan {
  const open = Object.keys(holes);
  return resolveQuery(query, {
    dialect,
    catalog: () => undefined,
    expand: false,
    hole: (key) => open.some((hole) => key.includes(hole)),
  });
}

await readyParser();
const { config } = loadConfig(undefined, ruleNames);
const all: Model[] = [];
for (const from of positionals) {
  const [folder = "", revision = "HEAD"] = from.split("@");
  const repository = await openRepository(folder);
  const commit = await repository.commit(revision);
  const { head } = await gather(repository, commit, commit);
  repository.close();
  const seen = await read(head, [dbt], config, new Map());
  all.push(...Object.values(seen.facts.model).filter(({ query }) => query !== undefined && query.sql.trim() !== ""));
}
let state = Number(values.seed ?? 1);
const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const drawn = all
  .map((model) => [random(), model] as const)
  .toSorted(([a], [b]) => a - b)
  .slice(0, Number(values.models ?? 200));

function table(mutations: Readonly<Record<string, Mutation>>, wrong: Verdict): void {
  for (const [kind, mutate] of Object.entries(mutations)) {
    const count: Record<Verdict, number> = { breaking: 0, unknown: 0, safe: 0 };
    for (const [, model] of drawn) {
      const { query } = model;
      if (query === undefined) continue;
      const dialect = dialectOf(query.adapter);
      const found = readQuery(query.sql, dialect);
      const edited = "query" in found ? mutate(found.query) : undefined;
      if (!("query" in found) || edited === undefined) continue;
      const edits = classify(planOf(found.query, dialect, query), planOf(edited, dialect, query));
      const verdict = verdictOf(edits);
      count[verdict]++;
      if (values.show === kind || verdict === wrong)
        console.log(
          `  ${verdict} ${kind}: ${model.path} ${edits.map((edit) => `${edit.kind} ${edit.column ?? edit.cause}`).join("; ")}`.slice(
            0,
            250,
          ),
        );
    }
    console.log(`${kind}: ${count.breaking} breaking, ${count.unknown} unknown, ${count.safe} safe`);
  }
}

console.log(`${drawn.length} models of ${all.length}\n-- edits that readers notice`);
table(CHANGES, "safe");
console.log("-- edits that change nothing");
table(SAME, "breaking");
