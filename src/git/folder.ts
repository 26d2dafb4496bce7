import { createHash } from "node:crypto";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Repository, TreeEntry } from "../ports.ts";
import { GitFailure } from "./failure.ts";

const SKIPPED = new Set([".git", "node_modules"]);
const TOGETHER = 64;
const LARGEST_HASHED = 64 * 1024 * 1024;

/** Two plain folders as a repository: a "commit" is a folder's path. */
export function folderRepository(): Repository {
  const sources = new Map<string, string>();
  return {
    async tree(folder) {
      const isFolder = await stat(folder).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isFolder) throw new GitFailure(`There is no folder ${folder}`, "Check --base-dir and --head-dir");
      const paths = await pathsBelow(folder, "");
      const entries: TreeEntry[] = [];
      // Many at once, since each waits for the disk; not all, since open files are counted.
      for (let at = 0; at < paths.length; at += TOGETHER)
        entries.push(...(await Promise.all(paths.slice(at, at + TOGETHER).map((path) => seen(folder, path)))));
      for (const { path, hash } of entries) sources.set(hash, join(folder, path));
      return entries;
    },
    async blobs(hashes) {
      const found = new Map<string, Uint8Array>();
      for (let at = 0; at < hashes.length; at += TOGETHER)
        await Promise.all(
          hashes.slice(at, at + TOGETHER).map(async (hash) => {
            const file = sources.get(hash);
            if (file !== undefined) found.set(hash, await readFile(file));
          }),
        );
      return found;
    },
  };
}

async function seen(folder: string, path: string): Promise<TreeEntry> {
  const file = join(folder, path);
  const { size, mode } = await lstat(file);
  return entryOf(path, file, size, (mode & 0o111) !== 0);
}

async function entryOf(path: string, file: string, size: number, executable: boolean): Promise<TreeEntry> {
  if ((await lstat(file)).isSymbolicLink()) return { path, hash: blobHash(Buffer.from(path)), mode: "120000" };
  // A file that nobody will read needs a name that is its own, not its content's.
  const content = size > LARGEST_HASHED ? Buffer.from(`${file}\0${size}`) : await readFile(file);
  return { path, hash: blobHash(content), mode: executable ? "100755" : "100644", size };
}

async function pathsBelow(root: string, below: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await pathsBelow(root, path)));
    else if (entry.isFile() || entry.isSymbolicLink()) paths.push(path);
  }
  return paths;
}

const blobHash = (content: Uint8Array): string =>
  createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
