import { spawn } from "node:child_process";

/** Runs git on a bare repository; what the machine's owner has configured must not change the objects. */
export const git = (
  directory: string,
  args: readonly string[],
  input?: string | Uint8Array,
  tolerated: readonly number[] = [],
): Promise<{ readonly out: Buffer; readonly code: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn("git", ["-c", "core.quotePath=false", ...args], {
      env: {
        PATH: process.env["PATH"],
        GIT_DIR: directory,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        LC_ALL: "C",
        GIT_AUTHOR_NAME: "Stand-in",
        GIT_AUTHOR_EMAIL: "noreply@standin.test",
        GIT_COMMITTER_NAME: "Stand-in",
        GIT_COMMITTER_EMAIL: "noreply@standin.test",
      },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    child.on("close", (code) => {
      const status = code ?? 1;
      if (status === 0 || tolerated.includes(status)) resolve({ out: Buffer.concat(out), code: status });
      else
        reject(new Error(`git ${args.join(" ")}: ${Buffer.concat(err).toString("utf8").trim() || `exit ${status}`}`));
    });
    child.stdin.end(input ?? "");
  });

export const gitText = async (directory: string, args: readonly string[]): Promise<string> =>
  (await git(directory, args)).out.toString("utf8").trim();
