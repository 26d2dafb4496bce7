import { gatePaths } from "../../model/gate-paths.ts";
import { defineReader } from "../../model/reader.ts";
import type { Leaf } from "./leaves.ts";

/** The gate's own settings as facts, so that a pull request that changes them says so first. */
export default defineReader<readonly Leaf[]>({
  id: "gate",
  version: 1,
  select: (paths) => paths.filter((path) => gatePaths.includes(path)),
  parse: async (text) => (await import("./leaves.ts")).leavesOf(text),
  *link(files) {
    for (const { path, parsed } of files)
      for (const { key, value, line } of parsed)
        yield { kind: "setting", id: `setting:${key}`, place: { path, line }, key, value };
  },
});
