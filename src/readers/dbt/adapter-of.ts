import type { ParsedFile } from "../../model/reader.ts";
import type { DbtText } from "./dbt-text.ts";
import { entriesOf, get, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** What a project is taken for that says nothing of its database. */
const OTHERWISE = "postgres";
/** Fewer words than this are a coincidence. */
const ENOUGH = 3;

/** The adapter of a project: what its `profiles.yml` says, else what its SQL sounds like. */
export function adapterOf(
  profiles: Yaml | undefined,
  profile: string | undefined,
  files: readonly ParsedFile<DbtText>[],
): string {
  const stated = profileAdapter(profiles, profile);
  if (stated !== undefined) return stated;
  const counts = new Map<string, number>();
  for (const { path, parsed } of files)
    if (path.endsWith(".sql"))
      for (const [adapter, count] of parsed.template.hints) counts.set(adapter, (counts.get(adapter) ?? 0) + count);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best !== undefined && best[1] >= ENOUGH ? best[0] : OTHERWISE;
}

function profileAdapter(profiles: Yaml | undefined, profile: string | undefined): string | undefined {
  const named = profile === undefined ? undefined : get(profiles, profile);
  const [first] = entriesOf(profiles).filter(({ key }) => key !== "config");
  const chosen = named ?? first?.value;
  const target = textOf(get(chosen, "target"));
  const outputs = get(chosen, "outputs");
  const output = (target === undefined ? undefined : get(outputs, target)) ?? entriesOf(outputs)[0]?.value;
  const type = textOf(get(output, "type"));
  return type !== undefined && /^[a-z0-9_]+$/.test(type) ? type : undefined;
}
