import { nearest } from "../../model/nearest.ts";
import type { AnyRule } from "../../model/rule.ts";
import type { Shown, ShownFinding } from "../../model/shown.ts";
import { code } from "../../render/escape.ts";

const PRINT = /^[0-9a-f]{12}$/;
const NAMED = 5;
const LONGEST = 200;

/** Names as people write them: quotes round a part of one are no part of it. */
const bare = (name: string): string => name.replaceAll('"', "").toLowerCase();

/** The findings of that answer which a fingerprint, or a rule and a subject, mean; or why there are none, as Markdown. */
export function namedFindings(
  [first = "", subject]: readonly string[],
  { findings, head }: Pick<Shown, "findings" | "head">,
  rules: readonly AnyRule[],
): readonly ShownFinding[] | string {
  const about = `the answer about ${code(head.slice(0, 7))}`;
  if (subject === undefined) {
    const print = first.toLowerCase();
    const found = findings.filter(({ fingerprint }) => fingerprint === print);
    if (found.length > 0) return found;
    if (!PRINT.test(print))
      return `Nothing was done: ${code(first.slice(0, LONGEST))} is no fingerprint (12 hex digits, beside each finding); a rule needs its subject behind it. ${known(findings)}`;
    return `Nothing was done: ${about} shows no ${code(print)}. ${known(findings)}`;
  }
  const wanted = rules.find(({ id, aliases }) => [id, ...aliases].some((name) => bare(name) === bare(first)));
  const rule = wanted?.id ?? first;
  const found = findings.filter((one) => one.rule === rule && bare(one.subject) === bare(subject));
  if (found.length > 0) return found;
  const names = findings.map((one) => `${one.rule} ${one.subject}`);
  const meant = nearest(`${rule} ${subject}`, names);
  const hint = meant === undefined ? known(findings) : `Did you mean ${code(meant)}?`;
  return `Nothing was done: ${about} shows no ${code(rule.slice(0, LONGEST))} of ${code(subject.slice(0, LONGEST))}. ${hint}`;
}

function known(findings: readonly ShownFinding[]): string {
  const held = findings.filter(({ holds }) => holds);
  if (held.length === 0) return "It shows nothing that holds the merge.";
  const named = held
    .slice(0, NAMED)
    .map(({ fingerprint, rule, subject }) => `${code(fingerprint)} (${code(rule)}, ${code(subject)})`);
  const more = held.length > NAMED ? ` and ${held.length - NAMED} more` : "";
  return `What holds the merge: ${named.join(", ")}${more}.`;
}
