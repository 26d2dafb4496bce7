import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../src/rules.ts";

const root = join(import.meta.dirname, "..");
const sources = globSync("src/**/*.ts", { cwd: root }).sort();
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const imports = (path: string): string[] =>
  [...text(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to]) =>
    normalize(join(dirname(path), to ?? "")),
  );

const room = (path: string): string =>
  dirname(path) === "src" ? basename(path, ".ts") : (path.split(/[\\/]/)[1] ?? "");

describe("the arrow", () => {
  /** Who may know whom; a room that is not named here is an outer one. */
  const allowed: Readonly<Record<string, readonly string[]>> = {
    model: [],
    sql: ["model"],
    quantity: ["model"],
    lineage: ["model", "columns"],
    diff: ["model"],
    render: ["model", "estimate"],
    config: ["model", "quantity"],
    verdict: ["model"],
    obligations: ["model"],
    rules: ["model", "sql", "verdict", "checklists"],
    declined: ["model"],
    estimate: ["model", "quantity"],
    outline: [],
    checklists: ["model", "quantity", "outline"],
    arithmetic: ["model", "quantity"],
    readers: ["model", "sql", "columns", "jinja", "quantity", "code", "outline", "arithmetic"],
    code: [],
    columns: [],
    jinja: ["model"],
    probe: ["model", "sql", "ports"],
    doctor: ["model"],
    memory: [],
    store: ["model", "ports"],
    git: ["model", "ports", "memory"],
    github: ["model", "ports", "memory"],
    engine: ["model", "ports"],
    parser: ["columns", "memory"],
  };
  test("points inward", () => {
    const against = sources.flatMap((from) => {
      const may = allowed[room(from)];
      if (may === undefined) return [];
      return imports(from)
        .filter((to) => room(to) !== room(from) && !may.includes(room(to)))
        .map((to) => `${from} → ${to}`);
    });
    expect(against).toEqual([]);
  });

  test("has no cycle", () => {
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === "done" || !existsSync(join(root, path))) return;
      if (state.get(path) === "open") return void cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      state.set(path, "open");
      for (const to of imports(path)) visit(to, [...trail, path]);
      state.set(path, "done");
    };
    // A type may look back at its neighbour's type; what runs may not.
    for (const path of sources.filter((source) => !source.startsWith("src/model/"))) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe("files", () => {
  test("are one thing each: none in src over 250 lines", () => {
    expect(sources.filter((path) => text(path).split("\n").length > 250)).toEqual([]);
  });
  test("are named by what they hold", () => {
    expect(sources.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(basename(path)))).toEqual([]);
    expect(
      sources.filter((path) => /(^|\/)(utils?|helpers?|common|misc|manager|service)(\/|\.ts$)/.test(path)),
    ).toEqual([]);
  });
  test("re-export nothing but registries", () => {
    const barrels = sources.filter(
      (path) => basename(path) !== "index.ts" && /^export (\*|\{[^}]*\}) from/m.test(text(path)),
    );
    expect(barrels).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  test("has the id of its file", () => {
    expect(globSync(`src/rules/*/${id}.ts`, { cwd: root })).toHaveLength(1);
  });
  test("says what it sees, why it matters and what to do instead", () => {
    for (const part of Object.values(rule.docs)) expect(part.length).toBeGreaterThan(10);
    for (const message of Object.values(rule.messages)) {
      expect(message).toMatch(/^Unexpected .+, expected .+[^.]$/s);
    }
  });
  test("has three firing cases and a silent neighbour", () => {
    const folder = join(root, "fixtures", "rules", id);
    const cases = existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      : [];
    expect(cases.filter(({ name }) => !name.startsWith("ok-")).length).toBeGreaterThanOrEqual(3);
    expect(cases.filter(({ name }) => name.startsWith("ok-")).length).toBeGreaterThanOrEqual(1);
  });
});

test("every fixture folder of a rule belongs to a rule", () => {
  const entries = readdirSync(join(root, "fixtures", "rules"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.filter((name) => !rules.some(({ id }) => id === name))).toEqual([]);
});

test("ids and aliases are unique", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const aliases = rules.flatMap((rule) => rule.aliases);
  expect(aliases.filter((alias, i) => aliases.indexOf(alias) !== i)).toEqual([]);
});
