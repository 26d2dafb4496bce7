import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { classify } from "../../src/columns/normal/classify.ts";
import { verdictOf, type Edit } from "../../src/columns/normal/edit.ts";
import { dialectOf } from "../../src/columns/parse/dialect.ts";
import { readyParser } from "../../src/columns/parse/read-query.ts";
import { readQuery } from "../../src/columns/parse/read-query.ts";
import { resolveQuery } from "../../src/columns/resolve/resolve-query.ts";
import type { Plan } from "../../src/columns/resolve/plan.ts";

beforeAll(readyParser);

const isHole = (key: string): boolean => key.includes("_hole_");

function planOf(sql: string, adapter = "snowflake"): Plan {
  const dialect = dialectOf(adapter);
  const read = readQuery(sql, dialect);
  if ("unread" in read) throw new Error(`${sql}: ${read.unread}`);
  return resolveQuery(read.query, { dialect, catalog: () => undefined, expand: false, hole: isHole });
}

const editsOf = (before: string, after: string, adapter?: string): readonly Edit[] =>
  classify(planOf(before, adapter), planOf(after, adapter));
const told = (before: string, after: string, adapter?: string): string =>
  editsOf(before, after, adapter)
    .map(({ kind, column, verdict }) => [verdict, kind, column].filter((part) => part !== undefined).join(" "))
    .join("; ");

const shared = join(import.meta.dirname, "..", "..", "..", "shared", "data", "dbt-edit-pairs.json");
const mounted = ["/work/shared/data/dbt-edit-pairs.json", shared].find((path) => existsSync(path));

interface Pair {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly truth: string;
}

describe.skipIf(mounted === undefined)(
  "the 29 pairs of ../shared/data/dbt-edit-pairs.json (skipped where that is not mounted)",
  () => {
    const pairs = mounted === undefined ? [] : (JSON.parse(readFileSync(mounted, "utf8")) as readonly Pair[]);
    test("are 29", () => expect(pairs).toHaveLength(29));
    test.each(pairs.map((pair) => [pair.name, pair] as const))("%s", (_, { base, head, truth }) => {
      const verdict = verdictOf(editsOf(base, head));
      if (truth.startsWith("equal") || truth === "additive") expect(verdict).toBe("safe");
      else expect(verdict).not.toBe("safe");
      if (truth === "BREAKING") expect(verdict).toBe("breaking");
    });
  },
);

describe("what changes nothing", () => {
  test.each([
    [
      "a pass-through CTE in a join",
      "with c as (select * from cust), o as (select id, cid from ord) select o.id, c.name from o left join c on c.id = o.cid",
      "select ord.id, cust.name from ord left join cust on ord.cid = cust.id",
    ],
    [
      "a final CTE",
      "with final as (select a, count(*) as n from t group by a) select * from final",
      "select a, count(1) as n from t group by 1",
    ],
    [
      "columns of a CTE renamed inside",
      "with q as (select a as x, sum(b) as y from t group by 1) select x, y from q",
      "with q as (select a as k, sum(b) as v from t group by 1) select k as x, v as y from q",
    ],
    [
      "a filter in a CTE of its own",
      "select a from t where b > 1 and c = 2",
      "with q as (select * from t where c = 2) select a from q where 1 < b",
    ],
    [
      "an unused column of a CTE",
      "with q as (select a, max(b) as m from t group by a) select a from q",
      "with q as (select a, max(b) as m, min(b) as n from t group by a) select a from q",
    ],
    [
      "iff and case, nvl and coalesce",
      "select iff(a, b, c) as x, nvl(d, 0) as y from t",
      "select case when a then b else c end as x, coalesce(d, 0) as y from t",
    ],
    [
      "between and two comparisons",
      "select a from t where b between 1 and 2",
      "select a from t where b >= 1 and b <= 2",
    ],
    ["a list in another order", "select a from t where b in (1, 2)", "select a from t where b in (2, 1)"],
    [
      "the order of ON",
      "select t.a from t join u on t.a = u.a and t.b = u.b",
      "select t.a from t join u on u.b = t.b and u.a = t.a",
    ],
    [
      "a filter of a joined CTE behind ON",
      "with u2 as (select * from u where u.b = 1) select t.a, u2.b from t left join u2 on t.a = u2.a",
      "select t.a, u.b from t left join u on t.a = u.a and u.b = 1",
    ],
    [
      "a filter of the first CTE behind WHERE",
      "with t2 as (select * from t where c = 1) select t2.a, u.b from t2 left join u on t2.a = u.a",
      "select t.a, u.b from t left join u on t.a = u.a where t.c = 1",
    ],
    [
      "two left joins in another order",
      "select t.a, u.b, v.c from t left join u on t.a = u.a left join v on t.a = v.a",
      "select t.a, u.b, v.c from t left join v on t.a = v.a left join u on t.a = u.a",
    ],
    [
      "branches of a union in another order",
      "select a from t union all select a from u",
      "select a from u union all select a from t",
    ],
    ["an alias used again", "select a + 1 as x, x * 2 as y from t", "select a + 1 as x, (a + 1) * 2 as y from t"],
    [
      "an outer join with the word",
      "select t.a from t left outer join u on t.a = u.a",
      "select t.a from t left join u on u.a = t.a",
    ],
    [
      "the comma and the condition",
      "select t.a from t, u where t.a = u.a",
      "select t.a from t cross join u where u.a = t.a",
    ],
    ["parentheses", "select (a) as a from t where ((b = 1))", "select a from t where b = 1"],
    [
      "a nested union of all",
      "select a from t union all (select a from u union all select a from v)",
      "(select a from t union all select a from u) union all select a from v",
    ],
  ])("%s", (_, before, after) => {
    expect(told(before, after)).toBe("");
    expect(told(after, before)).toBe("");
  });
});

test("columns made of columns made of columns are reckoned once each", () => {
  const steps = Array.from(
    { length: 60 },
    (_, i) => `c${i + 1} as (select a + a as a, a is null or a is null as n from c${i})`,
  );
  const plan = planOf(`with c0 as (select a from t), ${steps.join(", ")} select a, coalesce(a, a) as b, n from c60`);
  expect(classify(plan, plan)).toEqual([]);
});

describe("what must not pass for nothing", () => {
  test.each([
    [
      "a default inside a joined CTE",
      "with u2 as (select id, coalesce(b, 0) as b from u) select t.a, u2.b from t left join u2 on t.a = u2.id",
      "select t.a, coalesce(u.b, 0) as b from t left join u on t.a = u.id",
    ],
    [
      "a filter before and after an outer join",
      "with u2 as (select * from u where u.b = 1) select t.a, u2.b from t left join u2 on t.a = u2.a",
      "select t.a, u.b from t left join u on t.a = u.a where u.b = 1",
    ],
    [
      "a filter inside of a CTE that is only passed on, before and after an outer join",
      "with u1 as (select * from u where u.b = 1), u2 as (select * from u1) select t.a, u2.b from t left join u2 on t.a = u2.a",
      "select t.a, u.b from t left join u on t.a = u.a where u.b = 1",
    ],
    [
      "a filter before and after a full join",
      "with t2 as (select * from t where c = 1) select t2.a, u.b from t2 full join u on t2.a = u.a",
      "select t.a, u.b from t full join u on t.a = u.a where t.c = 1",
    ],
    [
      "an inner join inside of an outer one",
      "with q as (select u.a, u.b from u join v on u.a = v.a) select t.a, q.b from t left join q on t.a = q.a",
      "with q as (select u.a, u.b from u left join v on u.a = v.a) select t.a, q.b from t left join q on t.a = q.a",
    ],
    [
      "the branches of a difference",
      "select a from t except select a from u",
      "select a from u except select a from t",
    ],
    [
      "a filter before and after a window",
      "with q as (select a, b, row_number() over (order by b) as n from t) select a from q where n = 1 and b > 1",
      "with q as (select a, b, row_number() over (order by b) as n from t where b > 1) select a from q where n = 1",
    ],
    [
      "a filter before and after a limit",
      "with q as (select * from t limit 10) select a from q where a > 1",
      "select a from t where a > 1 limit 10",
    ],
    ["fields of a record", "select t.a.b as x from t", "select t.a.c as x from t"],
    ["a field of the same name", "select t.a as x from t", "select t.a.a as x from t"],
    ["union and union all", "select a from t union all select a from u", "select a from t union select a from u"],
    ["an inner and a left join", "select t.a from t join u on t.a = u.a", "select t.a from t left join u on t.a = u.a"],
    [
      "which of two copies",
      "with q as (select * from t) select x.a from q x join q y on x.b = y.c",
      "with q as (select * from t) select y.a from q x join q y on x.b = y.c",
    ],
    [
      "a window's partition",
      "select sum(a) over (partition by b) as s from t",
      "select sum(a) over (partition by c) as s from t",
    ],
    [
      "a named window",
      "select sum(a) over w as s from t window w as (partition by b)",
      "select sum(a) over w as s from t window w as (partition by c)",
    ],
    ["a string in another case", "select a from t where b = 'x'", "select a from t where b = 'X'"],
    ["a quoted name", "select a as x from t", 'select "a" as x from t'],
    ["the order under a limit", "select a from t order by a limit 1", "select a from t order by b limit 1"],
    ["a negated list", "select a from t where b in (1)", "select a from t where b not in (1)"],
    [
      "the row of another relation",
      "with x as (select * from t), y as (select * from u) select to_json(x) as j from x join y on x.a = y.a",
      "with x as (select * from t), y as (select * from u) select to_json(y) as j from x join y on x.a = y.a",
    ],
    ["an argument's order", "select a - b as x from t", "select b - a as x from t"],
    [
      "an inner query's condition",
      "select a from t where exists (select 1 from u where u.a = t.a)",
      "select a from t where exists (select 1 from u where u.a = t.b)",
    ],
    [
      "the table of an inner query",
      "select a from t where a in (select a from u)",
      "select a from t where a in (select a from v)",
    ],
    ["a sample", "select a from t", "select a from t sample (10)"],
    [
      "a function that makes rows",
      "select a from t, lateral flatten(input => t.x) f",
      "select a from t, lateral flatten(input => t.y) f",
    ],
    [
      "a column's branch",
      "select a, b from t union all select a, b from u",
      "select a, b from t union all select b, a from u",
    ],
    [
      "null and a value",
      "select case when a then b end as x from t",
      "select case when a then b else 0 end as x from t",
    ],
    ["a distinct count", "select count(a) as n from t", "select count(distinct a) as n from t"],
    ["one row and many", "select max(a) as m from t", "select a as m from t"],
    [
      "an order inside of a list",
      "select listagg(a, ',') within group (order by b) as x from t",
      "select listagg(a, ',') within group (order by c) as x from t",
    ],
  ])("%s", (_, before, after) => {
    expect(verdictOf(editsOf(before, after))).not.toBe("safe");
    expect(verdictOf(editsOf(after, before))).not.toBe("safe");
  });
});

const as =
  (what: string) =>
  (text: string): string =>
    text.replace("x_hole_1_", what);

describe("what an edit is called", () => {
  test.each([
    ["select a, b from t", "select a from t", "breaking column-removed b"],
    ["select a as x from t", "select a as y from t", "breaking column-renamed x"],
    ["select * from t", "select *, a as b from t", "unknown column-expression-edited b; unknown column-moved"],
    ["select * from t", "select * exclude (b), b from t", "unknown column-moved"],
    ["select a::varchar(20) as a from t", "select a::varchar(10) as a from t", "breaking column-type-narrowed a"],
    ["select a::varchar(10) as a from t", "select a::varchar(20) as a from t", "unknown column-type-widened a"],
    [
      "select t.a from t left join u on t.a = u.a and t.b = u.b",
      "select t.a from t left join u on t.a = u.a",
      "breaking join-changed",
    ],
    [
      "select t.a, v.c from t left join v on t.a = v.a",
      "select t.a, v.c, u.b from t left join u on t.a = u.a left join v on t.a = v.a",
      "safe column-added b; unknown join-added",
    ],
    [
      "with q as (select a from t) select a from q join v on q.a = v.a",
      "with q as (select a from t union all select a from u) select a from q join v on q.a = v.a",
      "breaking row-set-changed",
    ],
    [
      "select t.a, u.b from t join u on t.a = u.a",
      "select t.a, u.b from t left join u on t.a = u.a",
      "unknown column-nullability-loosened b; breaking join-changed",
    ],
    [
      "select a, sum(b) as s from t group by 1",
      "with q as (select a, sum(b) as s from t group by 1) select a, s from q where a > 1",
      "unknown column-expression-edited a; unknown column-expression-edited s; unknown source-changed; unknown grain-changed; breaking row-set-changed",
    ],
    [
      "select b, a from t",
      "select b, t.a, u.c from t left join u on t.a = u.a",
      "unknown column-name-open b; safe column-added c; unknown join-added",
    ],
    [
      "select t.a from t",
      "select t.a, q.n from t left join (select md5(concat(k, j)) as h, k, j, count(*) as n from u group by k, j) q on q.h = t.a",
      "safe column-added n; safe join-added",
    ],
    [
      "select t.a from t join u on t.a = u.a",
      "select s.a from (select a from v union select a from w) s left join t on t.a = s.a left join u on u.a = s.a",
      "breaking column-meaning-changed a; unknown structure-changed; breaking join-changed; unknown join-changed; unknown source-changed",
    ],
    ["select a from t where b = 1 and c = 2", "select a from t where b = 1", "breaking row-set-changed"],
    ["select a from t where b = 1", "select a from t where b = 2", "unknown condition-edited"],
    ["select a from t", "select distinct a from t", "breaking grain-changed"],
    [
      "select date_trunc('day', a) as d, count(*) as n from t group by 1",
      "select date_trunc('day', b) as d, count(*) as n from t group by 1",
      "breaking column-meaning-changed d; unknown grain-changed",
    ],
    ["select distinct a from t", "select distinct a, b from t", "safe column-added b; breaking distinct-changed"],
    ["select t.a from t join u on t.a = u.a", "select t.a from t left join u on t.a = u.a", "breaking join-changed"],
    [
      "select t.a from t",
      "select t.a, q.n from t left join (select k, count(*) as n from u group by k) q on q.k = t.a",
      "safe column-added n; safe join-added",
    ],
    [
      "select t.a from t",
      "select t.a, q.n from t left join (select k, j, count(*) as n from u group by k, j) q on q.k = t.a",
      "safe column-added n; unknown join-added",
    ],
    ["select a from t union all select a from u", "select a from t", "breaking row-set-changed"],
    [
      "with q as (select a, sum(b) as s from t where c = 1 group by a) select u.x, q.s from u join q on u.a = q.a",
      "with q as (select a, sum(b) as s from t group by a) select u.x, q.s from u join q on u.a = q.a",
      "breaking row-set-changed",
    ],
  ])("%s → %s", (before, after, wanted) => expect(told(before, after)).toBe(wanted));

  test("an opening of a template is the same only where both sides say so", () => {
    const plan = planOf("select 'x_hole_1_' as a from t");
    expect(classify(plan, plan, { before: { open: as("var a") }, after: { open: as("var a") } })).toEqual([]);
    expect(verdictOf(classify(plan, plan, { before: { open: as("var a") }, after: { open: as("var b") } }))).toBe(
      "unknown",
    );
  });
});
