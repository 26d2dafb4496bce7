import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, constantFrom, array, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../src/jinja/limits.ts";
import { parse } from "../../src/jinja/parse.ts";
import { reModule } from "../../src/jinja/modules/re.ts";
import { datetimeModule } from "../../src/jinja/modules/datetime.ts";
import { itertoolsModule } from "../../src/jinja/modules/itertools.ts";
import { returnFunction } from "../../src/jinja/macro.ts";
import { PLAIN_HOST, Rendering, rootScope, type Rendered } from "../../src/jinja/render.ts";
import { spotOf } from "../../src/jinja/source.ts";
import { Callable, Unknown, type Value } from "../../src/jinja/value.ts";

const names: readonly (readonly [string, Value])[] = [
  ["return", returnFunction],
  ["re", reModule],
  ["dt", datetimeModule],
  ["itertools", itertoolsModule],
  ["rows", new Callable("rows", () => new Unknown("the answer of a query", []))],
  ["execute", new Unknown("`execute`", false)],
  ["env", new Unknown("the environment", "prod", true)],
];

function render(text: string, limits: Partial<Limits> = {}): Rendered {
  const { body, broken } = parse(text);
  if (broken !== undefined) throw new Error(broken.reason);
  return new Rendering({ path: "a.sql", text }, PLAIN_HOST, { ...DEFAULT_LIMITS, ...limits }).render(
    body,
    rootScope(names),
  );
}

const answers = JSON.parse(readFileSync(join(import.meta.dirname, "jinja2-answers.json"), "utf8")) as {
  readonly cases: readonly { readonly template: string; readonly answer: string | null }[];
};

describe("Jinja2 itself was asked, and answers the same", () => {
  test.each(answers.cases.map(({ template, answer }) => [template, answer] as const))("%s", (template, answer) => {
    if (answer === null) {
      const { broken } = parse(template);
      expect(broken ?? render(template).error).toBeDefined();
    } else expect(render(template)).toMatchObject({ text: answer });
    if (answer !== null) expect(render(template).error).toBeUndefined();
  });
});

describe("dbt's own", () => {
  test.each([
    ["{% macro f() %}{{ return([1, 2]) }}{% endmacro %}{{ f()[1] }}", "2"],
    ["{% macro f(n) %}{% if n == 0 %}{{ return('x') }}{% endif %}{{ return(f(n - 1)) }}{% endmacro %}{{ f(20) }}", "x"],
    [
      "{{ re.sub('[^a-z]+', '_', 'a B c') }} {{ re.match('(a)(b)?', 'ab').group(2) }} {{ re.findall('a(.)', 'abac') }}",
      "a_ c b ['b', 'c']".replace("a_ c", "a_c"),
    ],
    ["{{ dt.datetime.strptime('2020-02-28', '%Y-%m-%d') + dt.timedelta(days=2) }}", "2020-03-01 00:00:00"],
    [
      "{{ dt.date(2020, 1, 31).strftime('%d.%m.%y %A') }} {{ (dt.date(2020, 3, 1) - dt.date(2020, 2, 1)).days }}",
      "31.01.20 Friday 29",
    ],
    ["{% for a, b in itertools.product([1, 2], 'xy') %}{{ a }}{{ b }} {% endfor %}", "1x 1y 2x 2y "],
    ["{% docs a %} {{ no }} {% enddocs %}{% test t(model) %}{{ nope }}{% endtest %}b", "b"],
  ])("%s", (template, answer) => {
    expect(render(template)).toMatchObject({ text: answer });
  });
});

describe("what only a run knows", () => {
  test("leaves a hole where it is printed, through macros, filters and texts", () => {
    const { text, holes, error } = render(
      "select {% macro m() %}{{ rows() | join(',') }}{% endmacro %}{{ m() }} as a, b",
    );
    expect(error).toBeUndefined();
    expect(holes.map(({ from, to, reason }) => [text.slice(0, from), text.slice(to), reason])).toEqual([
      ["select ", " as a, b", "the answer of a query"],
    ]);
  });
  test("decides a branch as dbt's parsing does, and says so; what the branches set is not known", () => {
    const { text, doubts, holes } = render(
      "{% if execute %}{% set x = 1 %}yes{% else %}{% set x = 2 %}no{% endif %} {{ x }}",
    );
    expect(text).toMatch(/^no dataplan_hole_0_$/);
    expect(doubts.map(({ reason, spot }) => [reason, spot.line, spot.column])).toEqual([
      ["a branch on `execute`: only the likelier way is rendered", 1, 1],
    ]);
    expect(holes).toHaveLength(1);
  });
  test("is not known any better for what was cut out of a text with it", () => {
    const { text, holes } = render(
      "{% set t = 'raw.' ~ rows() %}{{ t }} {{ t.split('.')[2] | lower }} {{ t | length }} {{ t[:3] }}",
    );
    expect(text).toBe("raw.dataplan_hole_0_ dataplan_hole_0_ dataplan_hole_0_ dataplan_hole_0_");
    expect(holes).toHaveLength(4);
  });
  test("is looped over once", () => {
    const { text, holes } = render(
      "select {% for c in rows() %}{{ c.name }}{{ ', ' if not loop.last }}{% endfor %} from t",
    );
    expect(text).toBe("select dataplan_hole_0_ from t");
    expect(holes).toHaveLength(1);
  });
  test("a macro that has nothing to say while dbt parses is followed to where a run would go", () => {
    const early = render(
      "{% macro f() %}{% if not execute %}{{ return([]) }}{% endif %}{{ return([1]) }}{% endmacro %}{{ f() }}",
    );
    expect([early.text, early.holes]).toEqual(["[1]", []]);
  });
  test("taints what a macro returns in one branch only", () => {
    const late = render(
      "{% macro f() %}{% if execute %}{{ return([1]) }}{% endif %}{{ return([]) }}{% endmacro %}{{ f() }}",
    );
    expect(late.holes).toHaveLength(1);
  });
  test("is taken for granted where that is all one can do, and said", () => {
    const { text, assumed, holes, beside } = render("{{ env }} {% if env == 'dev' %}limit 10{% endif %}");
    expect([text, assumed, holes, beside]).toEqual(["prod ", ["the environment"], [], ["limit 10"]]);
  });
  test("changes nothing in a branch that is only walked", () => {
    expect(render("{% set l = [] %}{% if execute %}{% do l.append(1) %}{% endif %}{{ l }}").text).toBe("[]");
  });
});

test("an integer that JavaScript cannot hold is printed as it stands, and not reckoned with", () => {
  expect(render("{{ 105311596331855300602 }}").text).toBe("105311596331855300602");
  expect(render("{{ 105311596331855300602 - 1 }}").error?.kind).toBe("template");
});

test("every letter leads back to where it came from", () => {
  const text =
    "select\n  a,\n  {{ 'b' }},\r\n  {% for x in ['c', 'd'] %}{{ x }} as {{ x }}_{% if not loop.last %}, {% endif %}{% endfor %}\nfrom t";
  const { text: sql, map } = render(text);
  const lineOf = (word: string, from = 0): number =>
    spotOf({ path: "", text }, map.sourceOf(sql.indexOf(word, from))).line;
  expect(sql).toBe("select\n  a,\n  b,\n  c as c_, d as d_\nfrom t");
  expect([lineOf("a,"), lineOf("b,"), lineOf("c as"), lineOf("d_"), lineOf("from t")]).toEqual([2, 3, 4, 4, 5]);
  expect(spotOf({ path: "", text }, map.sourceOf(sql.indexOf("from t"))).column).toBe(1);
});

describe("a template that is an attack", () => {
  const bomb = "{% set a = ['x'] %}{% for i in range(60) %}{% do a.extend(a) %}{% endfor %}{{ a }}";
  test.each([
    ["doubles a list", bomb],
    [
      "doubles a text",
      "{% set n = namespace(t='x') %}{% for i in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}{{ n.t }}",
    ],
    ["repeats a text", "{{ 'x' * 10000000000 }}"],
    ["counts far", "{% for i in range(1000000000) %}{% endfor %}"],
    [
      "loops in loops",
      "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
    ],
    ["calls itself", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
    [
      "calls itself twice",
      "{% macro f(n) %}{% if n > 0 %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    ],
    [
      "calls itself twice where nobody looks",
      "{% macro f() %}{% if execute %}{{ f() }}{{ f() }}{% endif %}{% for a in range(100000) %}{% for b in range(9) %}{% endfor %}{% endfor %}{% endmacro %}{{ f() }}",
    ],
    [
      "prints what holds itself",
      "{% set l = [] %}{% for i in range(40) %}{% set _ = l.append(l) %}{% endfor %}{{ l }}",
    ],
    ["writes for ever", "{% for i in range(100000) %}" + "x".repeat(1000) + "{% endfor %}"],
    ["pads far", "{{ '{:>99999999}'.format('x') }}"],
    ["replaces nothing by much", "{% set x = 'x' * 1000000 %}{{ x | replace('', x) }}"],
    ["multiplies lists", "{{ itertools.product(range(1000), repeat=20) }}"],
    ["matches for ever", "{{ re.match('(a+)+$', 'a' * 50 ~ 'b') }}"],
    ["matches for long", "{{ re.search('.*.*.*.*x', 'a' * 5000) }}"],
    ["matches every option", "{{ re.match('a?' * 40 ~ 'a' * 40, 'a' * 40) }}"],
    ["recurses in a loop", "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}"],
    ["makes a large number", "{{ 10 ** 400 }}"],
  ])("ends: %s", (_, text) => {
    const { error, text: written } = render(text);
    expect(error?.kind).toBe("limit");
    expect(error?.spot.line).toBe(1);
    expect(written.length).toBeLessThanOrEqual(DEFAULT_LIMITS.text + 1000);
  });

  test("is deep, and still ends", () => {
    expect(parse(`{{ ${"(".repeat(5000)} }}`).broken?.reason).toContain("levels inside each other");
    expect(parse("{% if a %}".repeat(5000)).broken?.reason).toContain("levels inside each other");
    expect(render(`{{ ${"-".repeat(3)}1 }}`).text).toBe("-1");
  });

  test("goes as deep as Python would let it", () => {
    expect(
      render("{% macro f(n) %}{% if n > 0 %}{{ f(n - 1) }}{% endif %}x{% endmacro %}{{ f(120) | length }}").text,
    ).toBe("121");
  });

  test("is cut off by the clock of whoever asks", () => {
    expect(render("{% for i in range(100000) %}{% endfor %}", { expired: () => true }).error?.reason).toContain("time");
  });
});

test("no text breaks it", () => {
  const parts = constantFrom(
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "if",
    "endif",
    "for x in",
    "endfor",
    "set a =",
    "macro m(",
    ")",
    "(",
    "[",
    "]",
    "{",
    "}",
    "'",
    "|",
    "join",
    "is",
    "not",
    ".",
    ",",
    "a",
    "1",
    "~",
    "-",
    "\n",
    "raw",
    "endraw",
    "\\",
  );
  assert(
    property(array(parts, { maxLength: 40 }), (list) => {
      const text = list.join(" ");
      const { body } = parse(text);
      new Rendering({ path: "a", text }, PLAIN_HOST).render(body, rootScope(names));
    }),
    { numRuns: 1000 },
  );
});
