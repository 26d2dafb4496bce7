import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { devNull } from "node:os";
import { failureOf, GitFailure } from "./failure.ts";

/** Where git runs. `inherited`: the caller's own GIT_DIR counts (we may be inside one of git's hooks). */
export interface GitPlace {
  readonly directory: string;
  readonly inherited: boolean;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

// Nothing that a repository's settings name may run or wait for a person: no hook, no monitor, no prompt, no other history.
const SETTINGS = [
  "--no-replace-objects",
  "-c",
  "core.fsmonitor=false",
  "-c",
  `core.hooksPath=${devNull}`,
  "-c",
  "protocol.ext.allow=never",
  "-c",
  "core.quotePath=false",
];
const ELSEWHERE = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
];

function environment(inherited: boolean): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
  if (!inherited) for (const name of ELSEWHERE) delete env[name];
  return env;
}

export function startGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn("git", ["-C", place.directory, ...SETTINGS, ...args], {
    env: environment(place.inherited),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

/** Runs one git command to its end, whatever its exit code. */
export function askGit(place: GitPlace, args: readonly string[], input?: string): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = startGit(place, args);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    // A child that ends before it has read everything breaks the pipe; its exit code says what happened.
    child.stdin.on("error", () => undefined);
    child.on("error", (error: NodeJS.ErrnoException) => reject(notStarted(error)));
    child.on("close", (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() }),
    );
    child.stdin.end(input ?? "");
  });
}

/** Runs one git command that must succeed. */
export async function git(place: GitPlace, args: readonly string[], input?: string): Promise<Buffer> {
  const answer = await askGit(place, args, input);
  if (answer.code !== 0) throw failureOf(place.directory, args[0] ?? "", answer.stderr);
  return answer.stdout;
}

export const notStarted = (error: NodeJS.ErrnoException): Error =>
  error.code === "ENOENT"
    ? new GitFailure("The program git was not found", "Install git and make sure that it is on the PATH")
    : error;
