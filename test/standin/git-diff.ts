import { git } from "./git-process.ts";
import type { GitStore } from "./git-store.ts";

export interface FileDiff {
  readonly path: string;
  readonly previousPath?: string;
  readonly sha: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

const statuses: Readonly<Record<string, FileDiff["status"]>> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "added",
  T: "changed",
};

const zeros = /^0+$/;

/** `--raw` and `--numstat` name the same files in the same order, and so does the patch. */
export const diffFiles = (store: GitStore, from: string, to: string): Promise<readonly FileDiff[]> =>
  store.once(`diff ${from} ${to}`, () => compare(store, from, to));

const compare = async (store: GitStore, from: string, to: string): Promise<readonly FileDiff[]> => {
  const run = async (...flags: string[]): Promise<string> =>
    (await git(store.directory, ["diff", "-M", "--no-color", "--no-ext-diff", ...flags, from, to])).out.toString(
      "utf8",
    );
  const raw = (await run("--raw", "-z", "--abbrev=40")).split("\0");
  const counts = (await run("--numstat", "-z")).split("\0");
  const patches = splitPatches(await run("-U3"));

  const files: FileDiff[] = [];
  let count = 0;
  for (let at = 0; at < raw.length && raw[at] !== "";) {
    const [, , , sha = "", letter = ""] = (raw[at] ?? "").split(" ");
    const status = statuses[letter.charAt(0)] ?? "modified";
    const renamed = letter.startsWith("R") || letter.startsWith("C");
    const first = raw[at + 1] ?? "";
    const path = renamed ? (raw[at + 2] ?? "") : first;
    at += renamed ? 3 : 2;
    const [added = "0", removed = "0"] = (counts[count] ?? "").split("\t");
    count += renamed ? 3 : 1;
    const binary = added === "-";
    const patch = patches[files.length];
    files.push({
      path,
      ...(renamed ? { previousPath: first } : {}),
      sha: zeros.test(sha) ? null : sha,
      status,
      additions: binary ? 0 : Number(added),
      deletions: binary ? 0 : Number(removed),
      ...(binary || patch === undefined || patch === "" ? {} : { patch }),
    });
  }
  return files;
};

const splitPatches = (text: string): readonly string[] =>
  text
    .split(/^diff --git .*\n/m)
    .slice(1)
    .map((section) => {
      const hunk = section.search(/^@@ /m);
      return hunk === -1 ? "" : section.slice(hunk).trimEnd();
    });
