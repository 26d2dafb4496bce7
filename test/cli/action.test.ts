import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commit, git, HARMLESS, scratch, shop } from "./world.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[];
  };
}

const root = join(import.meta.dirname, "../..");
const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;
const [step] = action.runs.steps;
const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
const { main, feature } = shop(repo);

/** Runs the action's own script as a runner would: its variables filled in, all else empty. */
function run(values: Readonly<Record<string, string>>): { code: number | null; out: string; page: string } {
  const page = join(folder, `page-${Math.random().toString(36).slice(2)}.md`);
  const set: Readonly<Record<string, string>> = { probe: "false", ...values };
  const filled = Object.entries(step?.env ?? {}).map(([name, text]) => {
    const from = /^\$\{\{ ([\w.]+) \}\}$/.exec(text)?.[1] ?? "";
    return [name, set[from.replace(/^(?:inputs|github\.event|github)\./, "")] ?? ""] as const;
  });
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GITHUB_STEP_SUMMARY: page,
    ...Object.fromEntries(filled),
    DATAPLAN_HOME: root,
    DATAPLAN_REPO: repo,
  };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", step?.run ?? ""], { cwd: repo, env, encoding: "utf8" });
  return { code: status, out: stdout + stderr, page: existsSync(page) ? readFileSync(page, "utf8") : "" };
}

describe("the action", () => {
  test("blocks a pull request at its line, on its own head, and writes the job's page", () => {
    const { code, out, page } = run({ "pull_request.base.sha": main, "pull_request.head.sha": feature });
    expect(code, out).toBe(1);
    expect(out).toMatch(/::error .*file=migrations\/0002_drop\/up.sql,line=3/);
    expect(page).toContain("legacy_code");
  });

  test("passes what breaks nothing, in a merge group as well", () => {
    git(repo, "checkout", "-q", "-b", "harmless", "main");
    const head = commit(repo, "notes", HARMLESS);
    git(repo, "checkout", "-q", "feature");
    const { code, out } = run({ "merge_group.base_sha": main, "merge_group.head_sha": head });
    expect(code, out).toBe(0);
  });

  test("compares a branch's first push with the default branch", () => {
    expect(run({ before: "0".repeat(40), head: feature }).code).toBe(1);
  });

  test("says what is wrong with a shallow checkout", () => {
    const { code, out } = run({ "pull_request.base.sha": main, "pull_request.head.sha": "f".repeat(40) });
    expect([code, out]).toEqual([2, expect.stringContaining("expected actions/checkout with fetch-depth: 0")]);
  });

  test("puts nothing of an event into its script", () => {
    expect(step?.run).not.toContain("${{");
    expect(action.inputs["probe"]?.default).toBe("true");
  });
});
