import type { GrantedWaiver } from "../../model/grant.ts";
import type { AnyRule } from "../../model/rule.ts";
import { code } from "../../render/escape.ts";

const bare = (name: string): string => name.replaceAll('"', "").toLowerCase();

/** The waivers that a fingerprint, or a rule and a subject, mean; or why there are none, as Markdown. */
export function namedWaivers(
  [first = "", subject]: readonly string[],
  waivers: readonly GrantedWaiver[],
  rules: readonly AnyRule[],
): readonly GrantedWaiver[] | string {
  const rule =
    rules.find(({ id, aliases }) => [id, ...aliases].some((name) => bare(name) === bare(first)))?.id ?? first;
  const found = waivers.filter((one) =>
    subject === undefined
      ? one.fingerprint === first.toLowerCase()
      : one.rule === rule && bare(one.subject) === bare(subject),
  );
  if (found.length > 0) return found;
  if (waivers.length === 0) return "Nothing was done: no comment has waived anything in this pull request.";
  const named = waivers.map((one) => `${code(one.fingerprint)} (${code(one.rule)}, ${code(one.subject)})`);
  return `Nothing was done: no such waiver was given here. Those that were: ${named.join(", ")}.`;
}
