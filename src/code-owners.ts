import picomatch from "picomatch";
import type { Repository } from "./ports.ts";

/** Where GitHub looks for it, the first that is there. */
export const ownerPaths: readonly string[] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** Who answers for a path at a commit, by its CODEOWNERS; empty where nobody is named. */
export async function ownersAt(repository: Repository, commit: string, path: string): Promise<readonly string[]> {
  const entries = await repository.tree(commit);
  const entry = ownerPaths.map((place) => entries.find((one) => one.path === place)).find((one) => one !== undefined);
  if (entry === undefined || !entry.mode.startsWith("100")) return [];
  const bytes = (await repository.blobs([entry.hash])).get(entry.hash);
  return bytes === undefined ? [] : codeOwners(new TextDecoder().decode(bytes), path);
}

/** The owners that the last line which fits a path names. Patterns as GitHub reads them: no `!`, no brackets. */
export function codeOwners(text: string, path: string): readonly string[] {
  let owners: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [pattern = "", ...named] = line
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/(?<!\\)\s+/);
    if (pattern !== "" && fits(pattern.replaceAll("\\ ", " "), path)) owners = named;
  }
  return owners;
}

function fits(pattern: string, path: string): boolean {
  const anchored = /.\/./.test(pattern) || pattern.startsWith("/");
  const glob = `${anchored ? "" : "**/"}${pattern.replace(/^\//, "")}`;
  const globs = glob.endsWith("/") ? [`${glob}**`] : /(?:^|\/)\*$/.test(glob) ? [glob] : [glob, `${glob}/**`];
  return picomatch(globs, { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true })(path);
}
