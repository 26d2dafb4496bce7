import type { ParsedFile } from "../../model/reader.ts";
import type { DbtText } from "./dbt-text.ts";
import { entriesOf, get, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** What a project is taken for that says nothing of its database. */
const OTHERWISE = "postgres";
const PRODUCTION = /^(?:prod|production|prd|live)$/i;
/** Fewer words than this are a coincidence. */
const ENOUGH = 3;

/** Where a project runs in production: its adapter as dbt calls it, and the name of the target. */
export interface Target {
  readonly adapter: string;
  readonly name?: string;
}

/** What a project's `profiles.yml` says of its production, else what its SQL sounds like. */
export function productionOf(
  profiles: readonly Yaml[],
  profile: string | undefined,
  files: readonly ParsedFile<DbtText>[],
): Target {
  const [first, ...others] = profiles.flatMap((one) => statedTarget(one, profile) ?? []);
  // A package has one for each database that it is tested on.
  const agreed = others.every(({ adapter }) => adapter === first?.adapter);
  return first !== undefined && agreed ? first : { adapter: soundsLike(files) };
}

function soundsLike(files: readonly ParsedFile<DbtText>[]): string {
  const counts = new Map<string, number>();
  for (const { path, parsed } of files)
    if (path.endsWith(".sql"))
      for (const [adapter, count] of parsed.template.hints) counts.set(adapter, (counts.get(adapter) ?? 0) + count);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best !== undefined && best[1] >= ENOUGH ? best[0] : OTHERWISE;
}

/** A profile's default target is often a laptop's: the output that is called production comes first. */
function statedTarget(profiles: Yaml | undefined, profile: string | undefined): Target | undefined {
  const named = profile === undefined ? undefined : get(profiles, profile);
  const [first] = entriesOf(profiles).filter(({ key }) => key !== "config");
  const chosen = named ?? first?.value;
  const target = textOf(get(chosen, "target"));
  const outputs = entriesOf(get(chosen, "outputs"));
  const production = outputs.find(({ key }) => PRODUCTION.test(key));
  const output = production ?? outputs.find(({ key }) => key === target) ?? outputs[0];
  const type = textOf(get(output?.value, "type"));
  if (type === undefined || !/^[a-z0-9_]+$/.test(type)) return undefined;
  return { adapter: type, ...(production !== undefined && { name: production.key }) };
}
