import type { Repository } from "../ports.ts";

const MEGABYTE = 1024 * 1024;
const CONFIG = /^\.github\/dataplan\.ya?ml$/;

/** The configuration as it is at a commit; empty where there is none. */
export async function configAt(
  repository: Repository,
  commit: string,
): Promise<{ readonly path: string; readonly text: string }> {
  const entries = await repository.tree(commit);
  // `.yml` counts before `.yaml`, as in a checkout.
  const entry = entries.filter(({ path }) => CONFIG.test(path)).toSorted((a, b) => (a.path < b.path ? 1 : -1))[0];
  if (entry === undefined) return { path: ".github/dataplan.yml", text: "" };
  const bytes = (await repository.blobs([entry.hash])).get(entry.hash);
  // Nobody fetches what is that long: whatever it says, it is refused by its length.
  const { size = 0 } = entry;
  if (bytes === undefined && size > MEGABYTE)
    return { path: entry.path, text: "#".repeat(Math.min(size, 4 * MEGABYTE)) };
  if (bytes === undefined)
    throw new Error(`Unexpected absence of \`${entry.path}\`, expected the branch's configuration`);
  return { path: entry.path, text: new TextDecoder().decode(bytes) };
}
