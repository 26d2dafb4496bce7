import type { AnyRule } from "../model/rule.ts";

/** Every id and alias under which a rule may be named, leading to its id. An id wins over another rule's alias. */
export function ruleNames(rules: readonly Pick<AnyRule, "id" | "aliases">[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, aliases } of rules) for (const alias of aliases) if (!names.has(alias)) names.set(alias, id);
  for (const { id } of rules) names.set(id, id);
  return names;
}
