import type { Repository, TreeEntry } from "../ports.ts";
import { atMost } from "./at-most.ts";
import { readBlobs, type Wanted } from "./blobs.ts";
import type { Coordinates } from "./coordinates.ts";
import { firstSeen } from "./first-seen.ts";
import { BoundedMemory } from "../memory/bounded-memory.ts";

/** Trees and blobs by hash, for all repositories of one process: what has a hash never changes. */
export interface ObjectMemory {
  readonly trees: BoundedMemory<readonly TreeEntry[]>;
  /** Trees that are being asked for: whoever wants the same one waits with the first. */
  readonly coming: Map<string, Promise<readonly TreeEntry[]>>;
  readonly blobs: BoundedMemory<Uint8Array>;
}

const WIDTH = 8;
const MEGABYTE = 1024 * 1024;
/** GitHub would send up to 100 MB; nothing that we read is that long. */
const LARGEST_BLOB = 2 * MEGABYTE;

export const objectMemory = (): ObjectMemory => ({
  trees: new BoundedMemory(300_000),
  coming: new Map(),
  blobs: new BoundedMemory(128 * MEGABYTE),
});

/** The Repository port over GitHub's git objects. `id` keeps one repository's objects from answering for another's. */
export function githubRepository(at: Coordinates, id: number, memory: ObjectMemory): Repository {
  const sizes = new Map<string, number>();

  const fetched = (key: string, commit: string): Promise<readonly TreeEntry[]> => {
    const coming = memory.coming.get(key) ?? readTree(at, commit).finally(() => memory.coming.delete(key));
    memory.coming.set(key, coming);
    return coming;
  };

  const tree = async (commit: string): Promise<readonly TreeEntry[]> => {
    const key = `${id}:${commit}`;
    const kept = memory.trees.get(key);
    const entries = kept ?? (await fetched(key, commit));
    if (kept === undefined) memory.trees.set(key, entries, entries.length);
    for (const { hash, size } of entries) if (size !== undefined) sizes.set(hash, size);
    return entries;
  };

  return {
    tree,
    firstSeen: (commit, paths) => firstSeen(at, commit, paths),
    async blobs(hashes) {
      const found = new Map<string, Uint8Array>();
      const wanted: Wanted[] = [];
      for (const hash of new Set(hashes)) {
        const kept = memory.blobs.get(`${id}:${hash}`);
        const size = sizes.get(hash);
        if (kept !== undefined) found.set(hash, kept);
        else if ((size ?? 0) <= LARGEST_BLOB) wanted.push({ hash, size });
      }
      for (const [hash, bytes] of await readBlobs(at, wanted)) {
        memory.blobs.set(`${id}:${hash}`, bytes, bytes.length);
        found.set(hash, bytes);
      }
      return found;
    },
  };
}

interface GitHubEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

interface Listing {
  readonly sha: string;
  readonly folder: string;
  readonly recursive: boolean;
}

/** A list that GitHub cut short is never taken for the whole: then each of its folders is asked for by itself. */
async function readTree(at: Coordinates, commit: string): Promise<readonly TreeEntry[]> {
  const files: TreeEntry[] = [];
  let wanted: readonly Listing[] = [{ sha: commit, folder: "", recursive: true }];
  while (wanted.length > 0) {
    const next: Listing[] = [];
    const answers = await atMost(WIDTH, wanted, async (listing) => ({ listing, ...(await ask(at, listing)) }));
    for (const { listing, entries, truncated } of answers) {
      const { folder, recursive } = listing;
      if (truncated && recursive) next.push({ ...listing, recursive: false });
      else if (truncated) throw new Error(`Unexpected cut in the list of \`/${folder}\`, expected all of its entries`);
      else
        for (const entry of entries)
          if (entry.type !== "tree") files.push(file(folder, entry));
          else if (!recursive) next.push({ sha: entry.sha, folder: `${folder}${entry.path}/`, recursive: true });
    }
    wanted = next;
  }
  return files;
}

async function ask(
  { octokit, owner, repo }: Coordinates,
  { sha, recursive }: Listing,
): Promise<{ readonly entries: readonly GitHubEntry[]; readonly truncated: boolean }> {
  const { data } = await octokit.rest.git.getTree({
    owner,
    repo,
    tree_sha: sha,
    ...(recursive ? { recursive: "1" } : {}),
  });
  return { entries: data.tree, truncated: data.truncated };
}

const file = (folder: string, { path, sha, mode, size }: GitHubEntry): TreeEntry => ({
  path: folder + path,
  hash: sha,
  mode,
  ...(size === undefined ? {} : { size }),
});
