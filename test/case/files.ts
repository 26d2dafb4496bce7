import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../../src/readers/read.ts";

/** The files below the folders, later ones on top, as one commit's tree. */
export function treeOf(sha: string, ...folders: readonly string[]): Tree {
  const files: Record<string, { path: string; hash: string; text: string }> = {};
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const full = join(entry.parentPath, entry.name);
      const path = full.slice(folder.length + 1).replaceAll("\\", "/");
      const text = readFileSync(full, "utf8");
      files[path] = {
        path,
        hash: createHash("sha1")
          .update(`blob ${Buffer.byteLength(text)}\0${text}`)
          .digest("hex"),
        text,
      };
    }
  }
  return { sha, paths: Object.keys(files).sort(), files, unread: [] };
}
