import { resolve } from "node:path";
import type { Repository, TreeEntry } from "../ports.ts";
import { BoundedMemory } from "../memory/bounded-memory.ts";
import { CatFile } from "./cat-file.ts";
import { failureOf, GitFailure } from "./failure.ts";
import { firstSeen } from "./first-seen.ts";
import { askGit, git, type GitPlace } from "./run.ts";

/** A git repository on this machine, read by plumbing: bare, partial and shallow clones work, nothing is ever checked out. */
export interface GitRepository extends Repository {
  readonly place: GitPlace;
  readonly bare: boolean;
  readonly shallow: boolean;
  /** What this machine calls a new repository's first branch, where somebody set it. */
  readonly usualBranch: string | undefined;
  /** The full name of the commit that a person means by `revision`. */
  commit(revision: string): Promise<string>;
  mergeBase(one: string, other: string): Promise<string>;
  /** The checkout's folder, where there is one. */
  checkout(): Promise<string | undefined>;
  close(): void;
}

const SETTINGS_READ = String.raw`^(remote\..*\.promisor|init\.defaultbranch)$`;
const TREES_KEPT = 8;
const BYTES_KEPT = 64 * 1024 * 1024;

export async function openRepository(directory: string | undefined): Promise<GitRepository> {
  const place: GitPlace = { directory: resolve(directory ?? "."), inherited: directory === undefined };
  // Every process costs a tenth of a quick review, so few are started, and these two side by side.
  const [opened, settings] = await Promise.all([
    askGit(place, ["rev-parse", "--is-bare-repository", "--is-shallow-repository"]),
    askGit(place, ["config", "--get-regexp", SETTINGS_READ]),
  ]);
  if (opened.code !== 0) throw failureOf(place.directory, "open", opened.stderr);
  const [bare, shallow] = opened.stdout.toString().trim().split("\n");
  const promisor = /^remote\.(.*)\.promisor true$/m.exec(settings.stdout.toString())?.[1];
  const objects = new CatFile(place);
  const kept = new BoundedMemory<Buffer>(BYTES_KEPT);
  const trees = new Map<string, Promise<readonly TreeEntry[]>>();
  const missing = new Set<string>();

  const list = async (commit: string): Promise<readonly TreeEntry[]> => {
    // In a partial clone the size of a blob would have to be fetched with the blob, so it is not asked for.
    const sizes = promisor === undefined ? ["--long"] : [];
    const entries = parseTree(await git(place, ["ls-tree", "-r", "-z", "--full-tree", ...sizes, commit]));
    if (promisor !== undefined) for (const hash of await missingBelow(place, commit)) missing.add(hash);
    return entries;
  };
  return {
    place,
    bare: bare === "true",
    shallow: shallow === "true",
    usualBranch: /^init\.defaultbranch (.*)$/m.exec(settings.stdout.toString())?.[1],
    commit: (revision) => commitOf(place, revision, shallow === "true"),
    mergeBase: (one, other) => mergeBaseOf(place, one, other, shallow === "true"),
    tree(commit) {
      const known = trees.get(commit) ?? list(commit);
      trees.delete(commit);
      trees.set(commit, known);
      for (const old of trees.keys()) if (trees.size > TREES_KEPT) trees.delete(old);
      return known;
    },
    async blobs(hashes) {
      const absent = hashes.filter((hash) => missing.has(hash));
      if (promisor !== undefined && absent.length > 0) {
        await fetchObjects(place, promisor, absent);
        for (const hash of absent) missing.delete(hash);
      }
      const found = new Map<string, Buffer>();
      const read = async (hash: string): Promise<void> => {
        const blob = kept.get(hash) ?? (await objects.read(hash));
        if (blob === undefined) return;
        found.set(hash, blob);
        kept.set(hash, blob, blob.length);
      };
      await Promise.all(hashes.map(read));
      return found;
    },
    firstSeen: (commit, paths) => firstSeen(place, commit, paths, shallow === "true"),
    async checkout() {
      const found = await askGit(place, ["rev-parse", "--show-toplevel"]);
      return found.code === 0 ? found.stdout.toString().replace(/\n$/, "") : undefined;
    },
    close: () => objects.close(),
  };
}

function parseTree(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const record of output.toString().split("\0")) {
    const tab = record.indexOf("\t");
    if (tab < 0) continue;
    const [mode, , hash, size] = record.slice(0, tab).split(/ +/);
    if (mode === undefined || hash === undefined) continue;
    const bytes = size === undefined || size === "-" ? {} : { size: Number(size) };
    entries.push({ path: record.slice(tab + 1), hash, mode, ...bytes });
  }
  return entries;
}

async function missingBelow(place: GitPlace, commit: string): Promise<readonly string[]> {
  const listed = await git(place, ["rev-list", "--objects", "--no-walk", "--missing=print", commit]);
  return listed
    .toString()
    .split("\n")
    .filter((line) => line.startsWith("?"))
    .map((line) => line.slice(1));
}

/** All missing blobs in one request; left alone, git would ask its remote for them one by one. */
async function fetchObjects(place: GitPlace, remote: string, hashes: readonly string[]): Promise<void> {
  const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none"];
  const args = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", remote, ...options, "--stdin"];
  const answer = await askGit(place, args, `${hashes.join("\n")}\n`);
  if (answer.code !== 0) throw failureOf(place.directory, "fetch", `could not fetch\n${answer.stderr}`);
}

async function commitOf(place: GitPlace, revision: string, shallow: boolean): Promise<string> {
  const found = await askGit(place, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  const name = found.stdout.toString().trim();
  if (found.code === 0 && name !== "") return name;
  throw new GitFailure(
    `There is no commit \`${revision}\` in ${place.directory}`,
    shallow
      ? "This clone is shallow: fetch the rest with git fetch --unshallow (in GitHub Actions: fetch-depth: 0)"
      : "Check its spelling, or fetch it first: git fetch origin",
  );
}

async function mergeBaseOf(place: GitPlace, one: string, other: string, shallow: boolean): Promise<string> {
  const found = await askGit(place, ["merge-base", one, other]);
  if (found.code === 0) return found.stdout.toString().trim().split("\n")[0] ?? "";
  if (found.code !== 1) throw failureOf(place.directory, "merge-base", found.stderr);
  const between = `between ${one.slice(0, 10)} and ${other.slice(0, 10)}`;
  throw shallow
    ? new GitFailure(
        `No merge base is known ${between}, because this clone is shallow`,
        "Fetch the history: git fetch --unshallow (in GitHub Actions: fetch-depth: 0), or name the base with --base REV",
      )
    : new GitFailure(
        `There is no merge base ${between}: the two share no history`,
        "Name the commit to compare with: --base REV",
      );
}
