import { covers } from "../model/covers.ts";
import type { Finding } from "../model/finding.ts";
import type { Context } from "../model/rule.ts";
import type { SuppressedFinding } from "../model/verdict.ts";

export interface Silenced {
  readonly open: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Takes off the list what a comment of the migration itself silences. Its author wrote the comment, so it never opens the
 * gate unless the base branch's configuration says so: on what blocks it is shown as the author's stated reason.
 */
export function suppress(findings: readonly Finding[], context: Context): Silenced {
  const comments = Object.values(context.head.facts.suppression);
  const { suppressions: mode } = context.config;
  if (comments.length === 0 || mode === "ignore") return { open: findings, suppressed: [] };
  const open: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const comment = comments.find((one) => covers(one, finding, context));
    if (comment === undefined) {
      open.push(finding);
      continue;
    }
    const { tool, place, reason } = comment;
    const by = { tool, place, ...(reason === undefined ? {} : { reason }) };
    if (finding.level === "block" && mode !== "honour") open.push({ ...finding, excuse: by });
    else suppressed.push({ finding, by });
  }
  return { open, suppressed };
}
