import type { Verdict } from "../../model/verdict.ts";
import { changesSection, isBuilt } from "./changes.ts";
import { consumersSection, readersOf } from "./consumers.ts";
import { migrationSection } from "./migration.ts";
import { type Fullness, planned, type Planned } from "./planned.ts";
import { rollbackSection } from "./rollback.ts";
import { slot } from "./slot.ts";
import { span } from "./spelling.ts";

export interface PlanFile {
  readonly path: string;
  readonly text: string;
}

const EVERYTHING: Fullness = { sql: true, most: 200 };
const SELECTED = 6;

/** A change plan for what is owed: what is known is filled in, and what only a person knows says TODO. */
export function changePlan(
  verdict: Verdict,
  { owner, fullness = EVERYTHING }: { readonly owner?: string; readonly fullness?: Fullness } = {},
): PlanFile | undefined {
  const all = planned(verdict);
  const [first] = all;
  if (first === undefined || verdict.owedPlan === undefined) return undefined;
  const { change } = first.row;
  const rest = all.length > 1 ? ` and ${all.length - 1} more` : "";
  const parts = [
    frontMatter(`${capital(change)} ${first.finding.subject}${rest}`, owner),
    "<!-- Made by dataplan from the change at hand. Each TODO waits for what only a person knows; once the status is approved, the gate insists on it. -->",
    `# ${capital(change)} ${span(first.finding.subject)}${rest}`,
    changesSection(all, fullness),
    consumersSection(all, fullness),
    migrationSection(all, fullness),
    rollbackSection(all, verdict, fullness),
    verification(all),
  ];
  return { path: verdict.owedPlan.path, text: `${parts.join("\n\n")}\n` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const frontMatter = (title: string, owner: string | undefined): string =>
  [
    "---",
    "kind: change-plan",
    `title: ${JSON.stringify(title)}`,
    "status: draft # approved, once its owner agrees",
    `owner: ${JSON.stringify(owner ?? slot("a person or a team"))}`,
    "---",
  ].join("\n");

function verification(all: readonly Planned[]): string {
  const models = readersOf(all).filter(({ kind, name }) => kind === "model" && /^[\w.-]+$/.test(name));
  const build = models.slice(0, SELECTED).map(({ name }) => name);
  const known = build.length === 0 ? [] : [`- ${span(`dbt build --select ${build.join(" ")}`)} passes.`];
  const what = all.every(({ finding }) => isBuilt(finding.subjectPath[0])) ? "model" : "query";
  return [
    "## Verification",
    [...known, `- ${slot(`the ${what} or figure that shows that it worked, and who looks at it`)}`].join("\n"),
  ].join("\n\n");
}
