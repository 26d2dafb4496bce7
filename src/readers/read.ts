import type { Config } from "../model/config.ts";
import type { Fact, Gap } from "../model/fact.ts";
import type { ParsedFile, Reader, SourceFile } from "../model/reader.ts";
import { snapshot, type Snapshot } from "../model/snapshot.ts";
import { minded } from "./minded.ts";

/** What one tree holds for us: the files that some reader asked for, and those that could not be had. */
export interface Tree {
  readonly sha: string;
  /** Every path of the commit, so that a reader sees a file's neighbours. */
  readonly paths: readonly string[];
  readonly files: Readonly<Record<string, SourceFile>>;
  /** Asked for and not read: too large, not text, a link. */
  readonly unread: readonly Gap[];
  /** Blob hashes of the unread ones, by which a changed file is told from one that stood there before. */
  readonly unreadHashes?: Readonly<Record<string, string>>;
}

/** Parsed texts by `reader@version:hash`: the same for ever, so it may outlive a review. */
export type Memo = Map<string, unknown>;

/** Text → facts and gaps, reader by reader. A reader that throws on a file is our fault and is not caught here. */
export async function read(
  tree: Tree,
  readers: readonly Reader[],
  config: Config,
  memo: Memo,
  base?: Tree,
): Promise<Snapshot> {
  const seen: (Fact | Gap)[] = [...tree.unread];
  const hashes: Record<string, string> = { ...tree.unreadHashes };
  const paths = minded(tree.paths, config);
  for (const reader of readers) {
    const parsed = await parsedOf(tree, paths, reader, config, memo);
    for (const { path, hash } of parsed) hashes[path] = hash;
    const before =
      base === undefined ? undefined : await parsedOf(base, minded(base.paths, config), reader, config, memo);
    for (const item of await reader.link(parsed, config, paths, before)) seen.push(item);
  }
  return snapshot(tree.sha, seen, hashes, tree.paths);
}

async function parsedOf(
  tree: Tree,
  paths: readonly string[],
  reader: Reader,
  config: Config,
  memo: Memo,
): Promise<readonly ParsedFile<unknown>[]> {
  const parsed: ParsedFile<unknown>[] = [];
  for (const path of reader.select(paths, config)) {
    const file = tree.files[path];
    if (file === undefined) continue;
    const key = `${reader.id}@${reader.version}:${file.hash}`;
    if (!memo.has(key)) memo.set(key, await reader.parse(file.text));
    parsed.push({ path, hash: file.hash, parsed: memo.get(key) });
  }
  return parsed;
}
