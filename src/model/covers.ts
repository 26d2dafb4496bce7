import type { Finding } from "./finding.ts";
import type { Context } from "./rule.ts";
import type { Suppression } from "./suppression.ts";

/** Atlas also takes the name of an analyzer for all of its codes. */
const ANALYZERS: Readonly<Record<string, RegExp>> = {
  destructive: /^DS\d/,
  data_depend: /^MF\d/,
  incompatible: /^BC\d/,
  concurrent_index: /^PG10\d/,
  condrop: /^CD\d/,
};

/** Is it the rule that the comment's name means, by the ids of the comment's own tool? */
function means(name: string, rule: string, { tool }: Suppression, { ruleNames }: Context): boolean {
  const bare = tool === "pgls" ? (name.split("/").at(-1) ?? name) : name;
  const analyzer = tool === "atlas" ? ANALYZERS[bare.toLowerCase()] : undefined;
  if (analyzer !== undefined) return [...ruleNames].some(([alias, id]) => id === rule && analyzer.test(alias));
  return ruleNames.get(bare) === rule || ruleNames.get(bare.toUpperCase()) === rule;
}

/** Does the comment stand at what was found, and name its rule? Ours has to name one. */
export function covers(suppression: Suppression, { rule, place }: Finding, context: Context): boolean {
  const { names, lines, tool } = suppression;
  if (place.side !== "head" || place.path !== suppression.place.path) return false;
  if (lines !== undefined && (place.line < lines.from || place.line > lines.to)) return false;
  return names.length === 0 ? tool !== "dataplan" : names.some((name) => means(name, rule, suppression, context));
}
