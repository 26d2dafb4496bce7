import { describe, expect, test } from "vitest";
import { readProgram } from "../../src/code/grammar.ts";
import { followFunction, followModule } from "../../src/code/python/program.ts";
import { shown } from "../../src/code/python/strings.ts";
import type { Value } from "../../src/code/python/value.ts";
import { upwards } from "../../src/readers/migrations/alembic/graph.ts";

const say = (value: Value): string => shown(value) ?? `<${value.is}>`;

const order = (graph: Readonly<Record<string, readonly (readonly string[])[]>>): string =>
  upwards(Object.entries(graph).map(([id, [parents = [], needs = []]]) => ({ id, parents, needs })))
    .map(({ id }) => id)
    .join(" ");

/** What `tell(…)` is called with while the program is followed, and what is not followed. */
async function follow(program: string, run?: string): Promise<readonly string[]> {
  const told: string[] = [];
  await readProgram(program, "python", (root) => {
    const module = followModule(root, {
      done: () => told.length,
      call: (of, { plain }) => {
        if (of.is === "name" && of.name === "tell") told.push(plain.map(say).join(" "));
        return undefined;
      },
      skipped: (source) => void told.push(`skipped ${source}`),
      doubted: (source) => void told.push(`if ${source}`),
    });
    if (run !== undefined) followFunction(module, run);
  });
  return told;
}

describe("a Python program is followed without running it", () => {
  test.each([
    ["concatenation", 'tell("a" "b" + "c")', "abc"],
    ["f-strings", 'x = "t"\ntell(f"drop {x!s} {{}}")', "drop t {}"],
    ["a hole that nobody knows", 'tell(f"drop {y()}")', "<unknown>"],
    ["format", 'tell("{} {b} {0}".format("x", b="y"))', "x y x"],
    ["percent", 'tell("%s-%(a)s" % {"a": 1})', "<unknown>"],
    ["percent by place", 'tell("%s-%d" % ("a", 1))', "a-1"],
    ["join", 'tell(", ".join(f"{c} text" for c in ["a", "b"]))', "a text, b text"],
    ["escapes", String.raw`tell("a\n\x41\u00e9" r"\n")`, "a\nA\u00E9\\n"],
    ["maps", 'm = {"a": {"b": 2}}\nm["c"] = 3\ntell(m["a"]["b"], m.get("x", 7), m["c"])', "2 7 3"],
    ["sums", "tell(2 * 3 + 1)", "7"],
    ["choices", 'tell("x" if 1 in [1, 2] and not None else "y")', "x"],
    ["enumerations", "class A(Enum):\n    X = 'x'\ntell(A.X.value, [a.value for a in A][0])", "x x"],
    ["dedent", 'from textwrap import dedent\nimport textwrap\ntell(textwrap.dedent("""\n  a\n    b"""))', "\na\n  b"],
  ])("%s", async (_, program, expected) => {
    expect(await follow(program)).toEqual([expected]);
  });
  test("loops, functions, defaults, splats and early returns", async () => {
    const program = `
def each(*names, by="1", **more):
    for i, (a, b) in enumerate(zip(names, ["p", "q"])):
        if i == 2 - 1:
            return
        tell(a, b, by, more["z"])
def up():
    each(*["x", "y"], **{"z": "!"})
    each("k", by="2", z="?")
`;
    expect(await follow(program, "up")).toEqual(["x p 1 !", "k p 2 ?"]);
  });
  test("of several ways the first that does something, and the others are said", async () => {
    const program = `
def up():
    if db():
        pass
    elif other():
        tell("a")
    else:
        tell("b")
    try:
        tell("c")
    except Oops:
        tell("d")
`;
    expect(await follow(program, "up")).toEqual(["a", "if db()", 'skipped tell("b")', "c", 'skipped tell("d")']);
  });
  test("without end is given up", async () => {
    const endless = "def f():\n    tell('x')\n    f()\ndef up():\n    f()\n";
    expect((await follow(endless, "up")).length).toBeLessThan(200);
    const wide = `def up():\n${"    ".repeat(1)}for a in range(1000):\n        for b in range(1000):\n            for c in range(1000):\n                d = a\n`;
    expect(await follow(wide, "up")).not.toEqual([]);
  });
});

describe("Alembic goes up", () => {
  test.each([
    ["a line, however its files are named", { c: [["b"]], b: [["a"]], a: [] }, "a b c"],
    ["both lines before what joins them", { a: [], x: [["a"]], b: [["a"]], m: [["x", "b"]] }, "a b x m"],
    ["what another line needs before it", { a: [], z: [], b: [["a"], ["z"]] }, "z a b"],
    ["two heads, the last file's line first", { a: [], x: [["a"]], y: [["a"]] }, "a y x"],
    ["what goes round in a circle at the end", { a: [], x: [["y"]], y: [["x"]] }, "a x y"],
  ])("%s", (_, graph, expected) => {
    expect(order(graph)).toBe(expected);
  });
});
