import { type LoadedConfig, unconfigured } from "./config/default-config.ts";
import type { Gap } from "./model/fact.ts";
import { gatePaths } from "./model/gate-paths.ts";
import type { Reader, SourceFile } from "./model/reader.ts";
import type { Repository, TreeEntry } from "./ports.ts";
import { readers as every } from "./readers.ts";
import { isDump } from "./readers/migrations/is-dump.ts";
import { minded } from "./readers/minded.ts";
import type { Memo, Tree } from "./readers/read.ts";
import { speaksOfPhases } from "./speaks-of-phases.ts";
import { ruleNames } from "./rules.ts";

export interface GatherLimits {
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of all files of both sides together; equal files count once. */
  readonly together: number;
}

export interface GatherOptions {
  /** Judges in place of the base's own configuration. */
  readonly config?: { readonly path: string; readonly text: string };
  /** The organisation's, below which no repository's may go. */
  readonly floor?: { readonly path: string; readonly text: string };
  readonly limits?: Partial<GatherLimits>;
  readonly readers?: readonly Reader[];
  /** Parsed texts, kept by whoever calls more than once. */
  readonly memo?: Memo;
}

/** Everything that a review needs from a repository. */
export interface Gathered {
  readonly base: Tree;
  readonly head: Tree;
  readonly config: LoadedConfig;
  readonly headConfig: LoadedConfig;
  /** Path → the day on which base first had it, for the files that plans with phases speak of. */
  readonly firstSeen: Readonly<Record<string, string>>;
}

const LIMITS: GatherLimits = { file: 2 * 1024 * 1024, together: 50 * 1024 * 1024 };
/** The longest that was met in 16,000 public files is 1,182, in a bundle. Whoever looks for what stands behind blanks reads a run anew from each of its places. */
const LONGEST_BLANK = 2_000;
const LINK = "120000";
const MODULE = "160000";
const POINTER = "version https://git-lfs.github.com/spec/";

interface Side {
  readonly sha: string;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly paths: readonly string[];
}

/** What was read of a blob, or why it was not. */
type Content = { readonly text: string } | { readonly key: string; readonly reason: string };

/** Reads both commits: lists the trees once, asks the readers what they want of each, and has every blob once. */
export async function gather(
  repository: Repository,
  base: string,
  head: string,
  options: GatherOptions = {},
): Promise<Gathered> {
  const limits = { ...LIMITS, ...options.limits };
  const readers = options.readers ?? every;
  const [before, after] = await Promise.all([listed(repository, base), listed(repository, head)]);
  const { floor } = options;
  const config =
    options.config === undefined
      ? await configOf(repository, before, limits, floor)
      : await loaded(options.config, floor);
  const headConfig = await configOf(repository, after, limits, floor);

  const wanted = [before, after].map(({ paths }) => selected(readers, paths, config));
  const [wantedBefore = new Map<string, string>(), wantedAfter = new Map<string, string>()] = wanted;
  const contents = await contentsOf(
    repository,
    [
      [after, wantedAfter],
      [before, wantedBefore],
    ],
    limits,
  );
  const sides = { base: tree(before, wantedBefore, contents), head: tree(after, wantedAfter, contents) };
  const firstSeen = await firstDays(repository, sides, readers, config, options.memo);
  return { ...sides, config, headConfig, firstSeen };
}

/** Few pull requests are judged by a plan with phases, and only those need the history. */
async function firstDays(
  repository: Repository,
  sides: Pick<Gathered, "base" | "head">,
  readers: readonly Reader[],
  { config }: LoadedConfig,
  memo: Memo = new Map(),
): Promise<Readonly<Record<string, string>>> {
  if (repository.firstSeen === undefined || ![sides.base, sides.head].some((side) => speaksOfPhases(side, config)))
    return {};
  const { phasedPaths } = await import("./phased-paths.ts");
  const paths = await phasedPaths(sides, readers, config, memo);
  return paths.length === 0 ? {} : Object.fromEntries(await repository.firstSeen(sides.base.sha, paths));
}

/** Paths that some reader asks for, as the given configuration has it. */
export function asked(
  paths: readonly string[],
  config: LoadedConfig,
  readers: readonly Reader[] = every,
): ReadonlySet<string> {
  return new Set(selected(readers, paths, config).keys());
}

async function listed(repository: Repository, sha: string): Promise<Side> {
  const entries = new Map<string, TreeEntry>();
  for (const entry of await repository.tree(sha)) if (isHonest(entry.path)) entries.set(entry.path, entry);
  const paths = [...entries.values()].filter(({ mode }) => mode !== MODULE).map(({ path }) => path);
  return { sha, entries, paths: paths.sort() };
}

const isHonest = (path: string): boolean =>
  path !== "__proto__" &&
  !path.startsWith("/") &&
  !path.includes("\0") &&
  !path.split("/").some((part) => part === ".." || part === "");

/** Most repositories have no configuration, and what reads one is not loaded for them. */
async function loaded(file: GatherOptions["config"], floor: GatherOptions["floor"]): Promise<LoadedConfig> {
  if (file === undefined && floor === undefined) return unconfigured;
  const { loadConfig } = await import("./config/load.ts");
  if (floor === undefined) return loadConfig(file, ruleNames);
  const { loadFloor } = await import("./config/floor.ts");
  return loadConfig(file, ruleNames, loadFloor(floor, ruleNames));
}

async function configOf(
  repository: Repository,
  side: Side,
  limits: GatherLimits,
  floor: GatherOptions["floor"],
): Promise<LoadedConfig> {
  const entry = gatePaths.map((path) => side.entries.get(path)).find((found) => found !== undefined);
  if (entry === undefined) return loaded(undefined, floor);
  const content: Content =
    entry.mode === LINK ? LINKED : decoded((await repository.blobs([entry.hash])).get(entry.hash), limits);
  if ("text" in content) return loaded({ path: entry.path, text: content.text }, floor);
  const message = `Unexpected configuration: ${content.reason}, expected a YAML text file`;
  return { ...(await loaded(undefined, floor)), errors: [{ place: { path: entry.path, line: 1 }, message }] };
}

/** Path → id of the reader that asked for it (the first one, where several did). */
function selected(readers: readonly Reader[], paths: readonly string[], { config }: LoadedConfig): Map<string, string> {
  const wanted = new Map<string, string>();
  const ours = minded(paths, config);
  for (const reader of readers)
    for (const path of reader.select(ours, config)) if (!wanted.has(path)) wanted.set(path, reader.id);
  return wanted;
}

type Wanted = readonly [Side, ReadonlyMap<string, string>];

async function contentsOf(
  repository: Repository,
  sides: readonly [Wanted, Wanted],
  limits: GatherLimits,
): Promise<ReadonlyMap<string, Content>> {
  const contents = new Map<string, Content>();
  const queue: TreeEntry[] = [];
  for (const [side, wanted] of sides)
    for (const path of wanted.keys()) {
      const entry = side.entries.get(path);
      if (entry !== undefined) queue.push(entry);
    }
  const [[after], [before]] = sides;
  const shared = ({ path, hash }: TreeEntry) =>
    after.entries.get(path)?.hash === hash && before.entries.get(path)?.hash === hash;
  // What the change touches comes first, so that a large repository never crowds it out.
  const order = [...queue.filter((entry) => !shared(entry)), ...queue.filter(shared)];
  let spent = 0;
  const hashes = new Set<string>();
  for (const { hash, mode, size = 0 } of order) {
    if (contents.has(hash) || hashes.has(hash)) continue;
    if (mode === LINK) contents.set(hash, LINKED);
    else if (size > limits.file) contents.set(hash, tooLarge(size, limits));
    else if (spent + size > limits.together) contents.set(hash, tooMuch(limits));
    else {
      spent += size;
      hashes.add(hash);
    }
  }
  const blobs = await repository.blobs([...hashes]);
  let read = 0;
  for (const hash of hashes) {
    const bytes = blobs.get(hash);
    read += bytes?.length ?? 0;
    // A tree that tells no sizes is held to the same limit once the blobs are here.
    contents.set(hash, read > limits.together ? tooMuch(limits) : decoded(bytes, limits));
  }
  return contents;
}

const LINKED: Content = { key: "file-is-link", reason: "a symbolic link, which is never followed" };
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const tooLarge = (size: number, { file }: GatherLimits): Content => ({
  key: "file-too-large",
  reason: `${megabytes(size)}, more than the ${megabytes(file)} that are read of one file`,
});
const tooMuch = ({ together }: GatherLimits): Content => ({
  key: "review-too-large",
  reason: `past the ${megabytes(together)} that one review reads`,
});

function decoded(bytes: Uint8Array | undefined, limits: GatherLimits): Content {
  if (bytes === undefined) return { key: "file-missing", reason: "its content could not be had" };
  if (bytes.length > limits.file) return tooLarge(bytes.length, limits);
  if (bytes.includes(0)) return { key: "file-not-text", reason: "binary: it holds NUL bytes" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    for (const [blank] of text.matchAll(/\s{64,}/g))
      if (blank.length > LONGEST_BLANK)
        return { key: "file-not-text", reason: `${blank.length} blanks and line ends in a row, which nobody writes` };
    return text.startsWith(POINTER)
      ? { key: "file-in-lfs", reason: "only a Git LFS pointer is in the repository" }
      : { text };
  } catch {
    return { key: "file-not-text", reason: "not valid UTF-8" };
  }
}

function tree(side: Side, wanted: ReadonlyMap<string, string>, contents: ReadonlyMap<string, Content>): Tree {
  const files: Record<string, SourceFile> = {};
  const unread: Gap[] = [];
  const unreadHashes: Record<string, string> = {};
  for (const [path, reader] of wanted) {
    const entry = side.entries.get(path);
    const content = entry === undefined ? undefined : contents.get(entry.hash);
    if (entry === undefined || content === undefined) continue;
    if ("text" in content) files[path] = { path, hash: entry.hash, text: content.text };
    else {
      // An unread migration could hide anything; an unread seed, plan or dump could not.
      const opaque = reader === "migrations" && !isDump(path) ? { opaque: true } : {};
      const { key, reason } = content;
      unread.push({ kind: "gap", reader, key, place: { path, line: 1 }, reason: `Unread file: ${reason}`, ...opaque });
      unreadHashes[path] = entry.hash;
    }
  }
  return { sha: side.sha, paths: side.paths, files, unread, unreadHashes };
}
