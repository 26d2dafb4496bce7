import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { gather } from "../../src/gather.ts";
import { openRepository } from "../../src/git/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "dataplan-first-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(at: string, day: string, ...args: readonly string[]): string {
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: "Ana",
    GIT_AUTHOR_EMAIL: "ana@shop.example",
    GIT_COMMITTER_NAME: "Ana",
    GIT_COMMITTER_EMAIL: "ana@shop.example",
    // What an author says of his own clock is never believed.
    GIT_AUTHOR_DATE: "2020-01-01T12:00:00Z",
    GIT_COMMITTER_DATE: `${day}T12:00:00Z`,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  };
  const ran = spawnSync("git", ["-C", at, ...args], { encoding: "utf8", env });
  if (ran.status !== 0) throw new Error(`git ${args.join(" ")}: ${ran.stderr}`);
  return ran.stdout.trim();
}

const origin = join(folder, "origin");
mkdirSync(origin);
git(origin, "2026-01-01", "init", "-q", "-b", "main");
function commit(day: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(origin, path)), { recursive: true });
    writeFileSync(join(origin, path), text);
  }
  git(origin, day, "add", "-A");
  git(origin, day, "commit", "-q", "-m", "x");
  return git(origin, day, "rev-parse", "HEAD");
}

const PLAN = `---
kind: change-plan
title: Move fax numbers
status: approved
owner: "@data"
---
## Changes
| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
| add table | \`contacts\` | expand | new table | drop it |
| drop column | \`members.fax\` | contract | one statement | add it |
`;
const INIT = "prisma/migrations/20260101090000_init/migration.sql";
const EXPAND = "prisma/migrations/20260201090000_contacts/migration.sql";
const CONTRACT = "prisma/migrations/20260901090000_no_fax/migration.sql";
commit("2026-01-01", {
  [INIT]: "CREATE TABLE members (id int PRIMARY KEY, fax text);\n",
  "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
});
git(origin, "2026-02-01", "checkout", "-q", "-b", "feature");
commit("2026-02-01", { [EXPAND]: "CREATE TABLE contacts (id int PRIMARY KEY, fax text);\n" });
git(origin, "2026-03-01", "checkout", "-q", "main");
commit("2026-03-01", { "plans/fax.md": PLAN, "odd [x].md": "x\n" });
git(origin, "2026-04-01", "merge", "-q", "--no-ff", "-m", "merge", "feature");
commit("2026-05-01", { [EXPAND]: "CREATE TABLE contacts (id int PRIMARY KEY, fax text, note text);\n" });
const BASE = git(origin, "2026-05-01", "rev-parse", "HEAD");
const HEAD = commit("2026-09-01", { [CONTRACT]: "ALTER TABLE members DROP COLUMN fax;\n" });

describe("the day on which base got a file", () => {
  test("is the merge's, not the commit's on its branch, not the author's, not that of a later edit", async () => {
    const repository = await openRepository(origin);
    const seen = await repository.firstSeen?.(BASE, [EXPAND, "plans/fax.md", "odd [x].md", "nowhere.md"]);
    repository.close();
    expect(Object.fromEntries(seen ?? [])).toEqual({
      [EXPAND]: "2026-04-01",
      "plans/fax.md": "2026-03-01",
      "odd [x].md": "2026-03-01",
    });
  });
  test("is not known where the history is cut short", async () => {
    const shallow = join(folder, "shallow");
    git(folder, "2026-09-01", "clone", "-q", "--depth=1", pathToFileURL(origin).href, shallow);
    const repository = await openRepository(shallow);
    const seen = await repository.firstSeen?.(HEAD, [EXPAND, CONTRACT]);
    repository.close();
    expect([...(seen ?? [])]).toEqual([]);
  });
});

const asked = async (base: string, head: string) => {
  const repository = await openRepository(origin);
  const requests: (readonly string[])[] = [];
  const { firstSeen } = await gather(
    {
      ...repository,
      firstSeen: async (commit, paths) => {
        requests.push(paths);
        return (await repository.firstSeen?.(commit, paths)) ?? new Map();
      },
    },
    base,
    head,
  );
  repository.close();
  return { firstSeen, requests };
};

describe("gather asks for the history", () => {
  test("of the expanding step's migration, when the contracting one comes", async () => {
    const { firstSeen, requests } = await asked(BASE, HEAD);
    expect(requests).toEqual([[EXPAND]]);
    expect(firstSeen).toEqual({ [EXPAND]: "2026-04-01" });
  });
  test("not before, though the plan is there", async () => {
    expect(await asked(BASE, BASE)).toEqual({ firstSeen: {}, requests: [] });
  });
});
