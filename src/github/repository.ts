import type { Repository, TreeEntry } from "../ports.ts";
import { atMost } from "./at-most.ts";
import type { Coordinates } from "./coordinates.ts";
import { firstSeen } from "./first-seen.ts";
import { BoundedMemory } from "../memory/bounded-memory.ts";

/** Trees and blobs by hash, for all repositories of one process: what has a hash never changes. */
export interface ObjectMemory {
  readonly trees: BoundedMemory<readonly TreeEntry[]>;
  readonly blobs: BoundedMemory<Uint8Array>;
}

const WIDTH = 8;
const MEGABYTE = 1024 * 1024;
/** GitHub would send up to 100 MB; nothing that we read is that long. */
const LARGEST_BLOB = 2 * MEGABYTE;

export const objectMemory = (): ObjectMemory => ({
  trees: new BoundedMemory(300_000),
  blobs: new BoundedMemory(128 * MEGABYTE),
});

/** The Repository port over GitHub's git objects. `id` keeps one repository's objects from answering for another's. */
export function githubRepository(at: Coordinates, id: number, memory: ObjectMemory): Repository {
  const sizes = new Map<string, number>();

  const tree = async (commit: string): Promise<readonly TreeEntry[]> => {
    const key = `${id}:${commit}`;
    const kept = memory.trees.get(key);
    const entries = kept ?? (await readTree(at, commit));
    if (kept === undefined) memory.trees.set(key, entries, entries.length);
    for (const { hash, size } of entries) if (size !== undefined) sizes.set(hash, size);
    return entries;
  };

  const blob = async (hash: string): Promise<Uint8Array | undefined> => {
    const key = `${id}:${hash}`;
    const kept = memory.blobs.get(key);
    if (kept !== undefined) return kept;
    if ((sizes.get(hash) ?? 0) > LARGEST_BLOB) return undefined;
    const bytes = await readBlob(at, hash);
    if (bytes !== undefined) memory.blobs.set(key, bytes, bytes.length);
    return bytes;
  };

  return {
    tree,
    firstSeen: (commit, paths) => firstSeen(at, commit, paths),
    async blobs(hashes) {
      const found = new Map<string, Uint8Array>();
      await atMost(WIDTH, [...new Set(hashes)], async (hash) => {
        const bytes = await blob(hash);
        if (bytes !== undefined) found.set(hash, bytes);
      });
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

async function readBlob({ octokit, owner, repo }: Coordinates, hash: string): Promise<Uint8Array | undefined> {
  try {
    const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: hash });
    return new Uint8Array(Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8"));
  } catch (error) {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    // Gone: absent, and whoever reads says so. A refusal for any other reason says nothing about the file.
    if (status === 404) return undefined;
    throw error;
  }
}
