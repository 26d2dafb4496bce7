import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAIN = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command line as a child process. */
export function dataplan(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
  const ran = spawnSync(process.execPath, [MAIN, ...args], { cwd, encoding: "utf8", env: { ...clean, ...env } });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/** A folder that is gone when the test file ends. */
export function scratch(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-cli-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Runs git with a person, a date and nobody's settings. */
export function git(folder: string, ...args: string[]): string {
  const who = {
    GIT_AUTHOR_NAME: "Ana",
    GIT_AUTHOR_EMAIL: "ana@shop.example",
    GIT_COMMITTER_NAME: "Ana",
    GIT_COMMITTER_EMAIL: "ana@shop.example",
  };
  const when = { GIT_AUTHOR_DATE: "2026-03-01T12:00:00Z", GIT_COMMITTER_DATE: "2026-03-01T12:00:00Z" };
  const env = { ...process.env, ...who, ...when, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const ran = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8", env });
  if (ran.status !== 0) throw new Error(`git ${args.join(" ")}: ${ran.stderr}`);
  return ran.stdout.trim();
}

export function commit(folder: string, message: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  put(folder, files);
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}

export const USERS = {
  "migrations/0001_users/up.sql": "CREATE TABLE users (id bigint PRIMARY KEY, email text, legacy_code text);\n",
  "migrations/0001_users/down.sql": "DROP TABLE users;\n",
};
export const DROP = {
  "migrations/0002_drop/up.sql": "-- not used any more\nALTER TABLE users\n  DROP COLUMN legacy_code;\n",
  "migrations/0002_drop/down.sql": "ALTER TABLE users ADD COLUMN legacy_code text;\n",
};
export const HARMLESS = {
  "migrations/0002_more/up.sql": "CREATE TABLE notes (id bigint PRIMARY KEY);\n",
  "migrations/0002_more/down.sql": "DROP TABLE notes;\n",
};

/** `main` with a table, and a branch `feature` that drops one of its columns. */
export function shop(folder: string): { readonly main: string; readonly feature: string } {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "-q", "-b", "main");
  const main = commit(folder, "users", USERS);
  git(folder, "checkout", "-q", "-b", "feature");
  const feature = commit(folder, "drop the code", DROP);
  return { main, feature };
}
