import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import { block, code, inline, message, prose } from "./escape.ts";
import { drawFrame, frame, type SourceOf } from "./frame.ts";
import { lineDiff } from "./line-diff.ts";
import { migrationName } from "./migration-name.ts";
import { OWED, owedBy } from "./owed.ts";
import { offerMarkdown } from "./way.ts";

const FILES_SHOWN = 8;
const LINES_SHOWN = 60;

export interface CaseFacts {
  readonly name: string;
  readonly why: string;
  /** Only this rule's findings are shown; all, where there is none. */
  readonly rule?: string;
}

/** `expected.md` of a fixture: what the author of that pull request reads, with the lines that are meant. */
export function renderCase({ name, why, rule }: CaseFacts, verdict: Verdict, sourceOf: SourceOf): string {
  const shown = verdict.findings.filter((finding) => rule === undefined || finding.rule === rule);
  const others = verdict.findings.filter((finding) => !shown.includes(finding));
  const parts = [
    `# ${code(name)}`,
    inline(why),
    ...changedFiles(verdict, sourceOf),
    ...(shown.length === 0 ? [`No finding${rule === undefined ? "" : ` of ${code(rule)}`}.`] : []),
    ...shown.map((finding) => findingText(verdict, finding, sourceOf)),
    ...(others.length > 0
      ? [`Beside it: ${others.map((finding) => `${code(finding.rule)} (${finding.level})`).join(", ")}.`]
      : []),
    ...verdict.gaps.map(
      ({ key, level, place, reason }) =>
        `Not understood (${level}): ${code(key)} at ${code(`${place.path}:${place.line}`)}: ${inline(reason)}`,
    ),
    ...verdict.proofs.map(
      ({ migration, result, detail }) =>
        `The way back of ${code(migrationName(migration))}, run: **${result}**${detail === "" ? "" : `, ${inline(detail)}`}`,
    ),
    `**${prose(verdict.conclusion)}**: ${inline(verdict.summary)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What the pull request of this case changes, file by file. */
function changedFiles({ touched }: Verdict, sourceOf: SourceOf): string[] {
  const told = touched.slice(0, FILES_SHOWN).flatMap((path) => {
    const [before, after] = [sourceOf(path, "base"), sourceOf(path, "head")];
    if (before === undefined && after === undefined) return [];
    const what = before === undefined ? " (new)" : after === undefined ? " (deleted)" : "";
    const lines = lineDiff(before ?? "", after ?? "");
    const more = lines.length > LINES_SHOWN ? [`… and ${lines.length - LINES_SHOWN} lines more`] : [];
    return [`${code(path)}${what}\n\n${block([...lines.slice(0, LINES_SHOWN), ...more].join("\n"), "diff")}`];
  });
  return touched.length > FILES_SHOWN ? [...told, `… and ${touched.length - FILES_SHOWN} files more.`] : told;
}

function findingText(verdict: Verdict, finding: Finding, sourceOf: SourceOf): string {
  const { place, verdicts, level, rule } = finding;
  const lines = drawFrame(frame(finding, sourceOf));
  const axes = Object.entries(verdicts).map(([axis, value]) => `${axis} ${value}`);
  const where = `${code(`${place.path}:${place.line}`)}${place.side === "base" ? " before the change" : ""}`;
  const owed = owedBy(verdict, finding).map(({ kind, met, by, remedy }) =>
    met ? `- [x] ${OWED[kind]}: ${inline(by?.what ?? "")}` : `- [ ] ${OWED[kind]}: ${inline(remedy)}`,
  );
  return [
    where,
    ...(lines.length > 0 ? [block(lines.join("\n"))] : []),
    `**${level}** ${code(rule)}: ${message(finding.words)}`,
    `<sub>${axes.join(" · ")} · ${finding.basis}</sub>`,
    ...(owed.length > 0 ? [owed.join("\n")] : []),
    ...offerMarkdown(verdict, finding, (title, steps) => `${title}\n\n${steps}`),
  ].join("\n\n");
}
