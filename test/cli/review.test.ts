import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verdictSchema } from "../../src/verdict/schema.ts";
import { validator } from "./validator.ts";
import { commit, dataplan, git, HARMLESS, put, scratch, shop, USERS } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
const { main, feature } = shop(repo);
const judge = (...args: string[]) => dataplan(["review", "--no-probe", ...args], repo);

interface Judged {
  readonly conclusion: string;
  readonly base: string;
  readonly head: string;
  readonly findings: readonly { rule: string; level: string; place: { path: string; line: number; side: string } }[];
  readonly gaps: readonly { key: string; level: string; place: { path: string } }[];
}
const verdictOf = (text: string): Judged => JSON.parse(text) as Judged;

describe("review", () => {
  test("blocks a dropped column at its line, and says which commits it compared", () => {
    const { code, out, err } = judge();
    expect(code).toBe(1);
    expect(out).toContain("migrations/0002_drop/up.sql:3");
    expect(out).toContain("  3 │   DROP COLUMN legacy_code;");
    expect(out).toContain("    │               ^^^^^^^^^^^");
    expect(out).not.toContain("\u001b");
    expect(err).toContain(`merge base of main, ${main.slice(0, 10)}`);
  });

  test("passes what breaks nothing", () => {
    git(repo, "checkout", "-q", "-b", "harmless", "main");
    commit(repo, "notes", HARMLESS);
    expect(judge().code).toBe(0);
    git(repo, "checkout", "-q", "feature");
  });

  test("keeps the keys that it promises", () => {
    const { code, out } = judge("--format", "json");
    expect(code).toBe(1);
    const check = validator(verdictSchema);
    expect(check(JSON.parse(out)), JSON.stringify(check.errors)).toBe(true);
    const verdict = verdictOf(out);
    expect(verdict).toMatchObject({ conclusion: "failure", base: main, head: feature });
    expect(verdict.findings[0]).toMatchObject({
      rule: "column-dropped",
      level: "block",
      subject: "public.users.legacy_code",
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      message: expect.stringContaining("Unexpected drop"),
      place: { path: "migrations/0002_drop/up.sql", line: 3, side: "head" },
      verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
    });
    expect(JSON.parse(out)).toMatchObject({
      obligations: expect.arrayContaining([
        expect.objectContaining({ fingerprint: expect.any(String), kind: "plan-entry", met: false, by: null }),
      ]),
      waived: [],
      gaps: [],
      proofs: [],
    });
  });

  test("colours only where they are wanted", () => {
    expect(dataplan(["review", "--no-probe"], repo, { FORCE_COLOR: "1" }).out).toContain("\u001b[31m");
    expect(dataplan(["review", "--no-probe"], repo, { NO_COLOR: "1" }).out).not.toContain("\u001b");
  });

  test("says which files of ours are not committed, and so not reviewed", () => {
    put(repo, { "migrations/0009_later/up.sql": "DROP TABLE users;\n", "scratch.txt": "x" });
    expect(judge().err).toContain("not committed, so not reviewed: migrations/0009_later/up.sql\n");
    expect(judge("--head", "feature").err).not.toContain("not committed");
    git(repo, "clean", "-fdq");
    expect(judge().err).not.toContain("not committed");
  });

  test("writes to a file", () => {
    const file = join(folder, "verdict.json");
    const { code, out, err } = judge("--format", "json", "--output", file);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("written to");
    expect(verdictOf(readFileSync(file, "utf8")).head).toBe(feature);
  });

  test("speaks Markdown and workflow commands", () => {
    expect(judge("--format", "markdown").out).toMatch(/^### ❌ /);
    const page = join(folder, "summary.md");
    const lines = dataplan(["review", "--no-probe", "--format", "github"], repo, {
      GITHUB_STEP_SUMMARY: page,
    }).out.split("\n");
    expect(readFileSync(page, "utf8")).toMatch(/^### ❌ /);
    expect(lines[0]).toMatch(/^::error file=migrations\/0002_drop\/up\.sql,line=3,/);
  });

  test("judges two folders as it judges two commits", () => {
    const [before, after] = [join(folder, "before"), join(folder, "after")];
    put(before, USERS);
    put(after, { ...USERS, "migrations/0002_drop/up.sql": "ALTER TABLE users DROP COLUMN legacy_code;\n" });
    put(after, { "node_modules/x/migrations/0001/up.sql": "DROP TABLE users;" });
    const { code, out } = judge("--format", "json", "--base-dir", before, "--head-dir", after);
    expect(code).toBe(1);
    expect(verdictOf(out).findings.map(({ rule }) => rule)).toContain("column-dropped");
  });

  test("reads the configuration of base, or the one that is named", () => {
    const file = join(folder, "audit.yml");
    put(folder, { "audit.yml": "mode: audit\n", "broken.yml": "mode: audit\nrule: {}\n" });
    expect(judge("--config", file).code).toBe(0);
    const broken = judge("--config", join(folder, "broken.yml"));
    expect(broken.code).toBe(2);
    expect(broken.err).toContain("broken.yml:2:1: Unexpected key `rule`");
    expect(judge("--config", join(folder, "none.yml"))).toMatchObject({ code: 2 });
  });

  test("runs nothing that the repository names", () => {
    const trap = join(folder, "trapped");
    const evil = join(folder, "evil.sh");
    put(folder, { "evil.sh": `#!/bin/sh\ntouch ${join(folder, "ran")}\n` });
    chmodSync(evil, 0o755);
    git(folder, "clone", "-q", repo, trap);
    git(trap, "checkout", "-q", "feature");
    git(trap, "config", "core.fsmonitor", evil);
    git(trap, "config", "core.hooksPath", folder);
    git(trap, "config", "core.pager", evil);
    git(trap, "config", "diff.external", evil);
    expect(judge("--repo", trap).code).toBe(1);
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });

  test("names a file that it could not read, and never takes it for clean", () => {
    const odd = join(folder, "odd");
    mkdirSync(odd);
    git(odd, "init", "-q", "-b", "main");
    commit(odd, "users", USERS);
    git(odd, "checkout", "-q", "-b", "feature");
    symlinkSync("/etc/passwd", join(odd, "link.sql"));
    mkdirSync(join(odd, "migrations/0004_link"));
    symlinkSync("/etc/passwd", join(odd, "migrations/0004_link/up.sql"));
    commit(odd, "odd", {
      "migrations/0002_large/up.sql": `-- ${"x".repeat(2 * 1024 * 1024)}\nDROP TABLE users;\n`,
      "migrations/0002_large/down.sql": "SELECT 1;\n",
      "migrations/0003_bytes/up.sql": new Uint8Array([0x44, 0, 0xff]),
      "migrations/0005_latin/up.sql": new Uint8Array([0x2d, 0x2d, 0x20, 0xe9, 0x0a]),
    });
    const { code, out } = judge("--repo", odd, "--format", "json");
    expect(code).toBe(1);
    const unread = verdictOf(out).gaps.filter(({ key }) => key.startsWith("file-"));
    expect(unread.map(({ key, level, place }) => `${level} ${key} ${place.path}`).sort()).toEqual([
      "block file-is-link migrations/0004_link/up.sql",
      "block file-not-text migrations/0003_bytes/up.sql",
      "block file-not-text migrations/0005_latin/up.sql",
      "block file-too-large migrations/0002_large/up.sql",
    ]);
  });
});
