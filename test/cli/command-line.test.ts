import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { ruleNames } from "../../src/rules.ts";
import { commit, dataplan, git, HARMLESS, put, scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
shop(repo);
const run = (...args: string[]) => dataplan(args, repo);

const plan = (window: string) =>
  `| Input | Value |\n|---|---|\n| Daily records | 10M records/day |\n| Average record size | 500 bytes |\n\nProcessing rate: 5,000 rows/s\nAvailable window: ${window}\n`;

describe("the command line", () => {
  test("helps", () => {
    for (const args of [["--help"], ["help"]]) {
      const { code, out } = run(...args);
      expect(code).toBe(0);
      for (const name of ["review", "replay", "prove", "explain", "init", "estimate"])
        expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
      expect(out).toContain("0 passes, 1 blocked, 2 usage or configuration error, 3 our own fault");
    }
    expect(run()).toMatchObject({ code: 2, out: "" });
    expect(run("--version").out).toMatch(/^dataplan \d+\.\d+\.\d+ \(node \d+/);
    for (const name of ["review", "replay", "prove", "explain", "init", "estimate"])
      expect(run(name, "--help").out).toContain(`dataplan ${name}`);
  });

  test.each([
    [["reviw"], "did you mean review?"],
    [["review", "--hed", "x"], "did you mean --head?"],
    [["review", "--format", "jsn"], "did you mean json?"],
    [["review", "--base"], "--base wants a value"],
    [["review", "--base", "--head", "x"], "--base wants a value"],
    [["review", "--no-probe=1"], "takes no value"],
    [["review", "--base", "a", "--base", "b"], "given twice"],
    [["review", "something"], "Unexpected argument something"],
    [["review", "--base-dir", "."], "go together"],
    [["review", "--base-dir", ".", "--head-dir", ".", "--repo", "."], "cannot be mixed"],
    [["replay", "--last", "many"], "whole number"],
    [["prove", "--last", "many"], "whole number"],
    [["prove", "--all", "--last", "3"], "exclude each other"],
    [["explain", "column-droped"], "did you mean column-dropped?"],
  ])("%j is answered with what was meant", (args, answer) => {
    const { code, out, err } = run(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(answer);
  });

  test("says of its own fault that it is its own, with the stack only when asked", () => {
    const args = ["review", "--no-probe", "--output", "x"];
    const broken = {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent("Date.prototype.toISOString=()=>{throw new Error('no clock')}")}`,
    };
    const plain = dataplan(args, repo, broken);
    expect(plain.code).toBe(3);
    expect(plain.err).toContain("this is a bug in dataplan");
    expect(plain.err).not.toContain("    at ");
    expect(dataplan(args, repo, { ...broken, DATAPLAN_DEBUG: "1" }).err).toContain("    at ");
  });

  test("is quiet when its reader has seen enough", () => {
    const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
    const ran = spawnSync(
      "bash",
      ["-c", `"${process.execPath}" "${main}" review --no-probe --format json | head -c 1`],
      { cwd: repo, encoding: "utf8" },
    );
    expect(ran.stdout).toBe("{");
    expect(ran.stderr).not.toContain("EPIPE");
  });
});

describe("explain", () => {
  test("shows a rule, by its id or by the name that others gave it", () => {
    const { code, out } = run("explain", "column-dropped");
    expect(code).toBe(0);
    for (const title of ["What it sees", "Why", "Instead", "Owes"]) expect(out).toContain(title);
    const other = run("explain", "ban-drop-column");
    expect(other.out).toBe(out);
    expect(other.err).toContain("is column-dropped here");
    expect(run("explain", "column-dropped", "--format", "markdown").out).toMatch(/^# `column-dropped`/);
    expect(run("explain").out).toMatch(/^column-dropped +/m);
  });
  test("says why there is no rule where others have one", () => {
    const { code, out } = run("explain", "Prefer-Robust-Stmts");
    expect(code).toBe(0);
    expect(out).toContain("There is no such rule here, on purpose");
    expect(out).toContain("misspelt name");
    expect(out).toContain("way-back-broken");
  });
});

describe("estimate", () => {
  test("reckons with a plan's own figures, and fails what cannot work", () => {
    put(folder, { "enough.md": plan("2 h"), "short.md": plan("10 min") });
    const enough = dataplan(["estimate", "enough.md"], folder);
    expect(enough.code).toBe(0);
    expect(enough.out).toContain("line 3");
    expect(dataplan(["estimate", "short.md"], folder)).toMatchObject({
      code: 1,
      out: expect.stringContaining("Failures"),
    });
    const json = JSON.parse(dataplan(["estimate", "enough.md", "--format", "json"], folder).out) as object;
    expect(json).toMatchObject({ path: "enough.md", failures: [], results: expect.any(Array) });
    expect(dataplan(["estimate", "none.md"], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining("no such file"),
    });
    expect(dataplan(["estimate"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("estimate PLAN") });
  });
});

describe("init", () => {
  test("writes what it saw, a configuration that is valid, and never over another", () => {
    const { code, out } = run("init");
    expect(code).toBe(0);
    expect(out).toContain("2 migrations in migrations");
    const path = join(repo, ".github/dataplan.yml");
    const { config, errors } = loadConfig({ path, text: readFileSync(path, "utf8") }, ruleNames);
    expect(errors).toEqual([]);
    expect(config.mode).toBe("audit");
    expect(run("init")).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
    expect(run("init", "--force").code).toBe(0);
  });

  test("follows no link out of the repository", () => {
    const linked = join(folder, "linked");
    shop(linked);
    commit(linked, "github", { ".github/x": "" });
    symlinkSync(join(folder, "outside.yml"), join(linked, ".github/dataplan.yml"));
    expect(dataplan(["init"], linked).code).toBe(2);
    expect(existsSync(join(folder, "outside.yml"))).toBe(false);
  });
});

describe("replay", () => {
  test("judges the last commits that touch files of ours, and sums up", () => {
    const other = join(folder, "other");
    shop(other);
    commit(other, "prose", { "README.md": "words\n" });
    commit(other, "again", { "migrations/0003_more/up.sql": HARMLESS["migrations/0002_more/up.sql"] });
    const { code, out, err } = dataplan(["replay", "--no-probe", "--format", "json", "--last", "5"], other);
    expect(err).toBe("");
    expect(code).toBe(0);
    const { reviews, totals } = JSON.parse(out) as {
      reviews: {
        title: string;
        conclusion: string;
        findings: { rule: string; place: object }[];
        milliseconds: number;
      }[];
      totals: object;
    };
    expect(reviews.map(({ title }) => title)).toEqual(["drop the code", "again"]);
    expect(reviews[0]).toMatchObject({
      conclusion: "failure",
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      gaps: [],
      milliseconds: expect.any(Number),
    });
    expect(reviews[0]?.findings.find(({ rule }) => rule === "column-dropped")).toMatchObject({
      level: "block",
      subject: "public.users.legacy_code",
      message: expect.any(String),
      place: { path: "migrations/0002_drop/up.sql", line: 3 },
    });
    expect(totals).toMatchObject({
      reviews: 2,
      crashes: 0,
      milliseconds: { median: expect.any(Number), total: expect.any(Number) },
    });
    const text = dataplan(["replay", "--no-probe", "--last", "1"], other);
    expect(text.out).toContain("1 review, ");
    expect(text.out).toContain("no crashes");
    git(other, "status");
  });
});
