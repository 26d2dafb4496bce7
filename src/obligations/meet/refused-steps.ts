import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan } from "../../model/plan.ts";
import type { Said } from "../../model/plan-part.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { findMigration } from "./find-migration.ts";
import { isThere } from "./refused-down.ts";
import { resolveName } from "./resolve-entry.ts";
import { where } from "./row-words.ts";

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/[`"'\s;.,:]+/g, " ")
    .trim();
const all = (steps: readonly Said[]): string => steps.map(({ text }) => bare(text)).join("\n");

const NAME = String.raw`((?:"[^"]+"|[\w$]+)(?:\.(?:"[^"]+"|[\w$]+))*)`;
const ALTERED = new RegExp(
  String.raw`\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${NAME}\s+drop\s+(?:column\s+)?(?:if\s+exists\s+)?(?!constraint\b|default\b)${NAME}`,
  "gi",
);
const DROPPED = new RegExp(String.raw`\bdrop\s+table\s+(?:if\s+exists\s+)?${NAME}`, "gi");
const EMPTIED = new RegExp(String.raw`\btruncate\s+(?:table\s+)?${NAME}`, "gi");

const names = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]+)"|[\w$]+/g)].map(([plain, quoted]) => quoted ?? plain);

/** Why the steps of a plan's rollback lead nowhere, and the shortest repair; undefined where nothing speaks against them. */
export function refusedSteps(
  plan: Plan,
  steps: readonly Said[],
  finding: Finding,
  context: ObligationContext,
): string | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  const at = where(first.place);
  if (plan.migration !== undefined && all(steps) === all(plan.migration.steps))
    return `The steps at ${at} are those of the migration itself: write what undoes them`;
  const migration = findMigration(finding, context);
  const forth = Object.values(context.head.facts.statement).filter(
    (one) => one.migration === migration?.id && one.direction === "up",
  );
  const again = steps.find(({ text }) => forth.some(({ sql }) => bare(sql) !== "" && bare(text).endsWith(bare(sql))));
  if (again !== undefined)
    return `The step at ${where(again.place)} does again what the migration does: write what undoes it`;
  for (const step of steps) {
    const lost = losses(step.text, context);
    if (lost !== undefined)
      return `The step at ${where(step.place)} ${lost.verb} \`${lost.name}\`, which was there before: a way back takes nothing else along`;
  }
  return undefined;
}

function losses(
  text: string,
  context: ObligationContext,
): { readonly verb: string; readonly name: string } | undefined {
  const found = [
    ...[...text.matchAll(ALTERED)].map(([, table = "", column = ""]) => ({
      verb: "drops",
      path: [...names(table), ...names(column)],
    })),
    ...[...text.matchAll(DROPPED)].map(([, table = ""]) => ({ verb: "drops", path: names(table) })),
    ...[...text.matchAll(EMPTIED)].map(([, table = ""]) => ({ verb: "empties", path: names(table) })),
  ];
  for (const { verb, path } of found) {
    const subject = resolveName(path, context).find(([kind]) => kind === "table");
    if (subject !== undefined && isThere(subject, context) && !isMade(subject, context))
      return { verb, name: spell(subject) };
  }
  return undefined;
}

/** Does a migration of this pull request make it anew under the same name? */
const isMade = (subject: Parameters<typeof isThere>[0], { changes }: ObligationContext): boolean =>
  changes.some(
    (change) =>
      change.kind === "operation.added" &&
      change.after.direction === "up" &&
      (change.after.action === "relation-created" || change.after.action === "column-added") &&
      subjectKey(change.after.subject) === subjectKey(subject),
  );
