import type { Step } from "../../model/way.ts";
import { block } from "../escape.ts";
import { isBuilt } from "./changes.ts";
import { type Fullness, type Planned, unique } from "./planned.ts";
import { slot } from "./slot.ts";
import { line, span } from "./spelling.ts";

/** *Migration*: the safe ways as steps to expand and to contract, then what this pull request itself runs. */
export function migrationSection(all: readonly Planned[], { sql, most }: Fullness): string {
  const ways = all.filter(
    ({ finding: { way } }, at) =>
      way !== undefined && all.findIndex(({ finding }) => JSON.stringify(finding.way) === JSON.stringify(way)) === at,
  );
  const proposed = ways.slice(0, most).flatMap((one) => (one.finding.way ?? []).map((step) => item(step, one, sql)));
  const files = unique(all.filter(({ finding }) => finding.way === undefined).map(runs));
  const steps = [
    ...(proposed.length > 0 ? [] : [slot("what is released first, and what must be true before the next step")]),
    ...proposed,
    ...all.filter(isUnfilled).slice(0, most).map(backfill),
    ...files.slice(0, most),
  ];
  return [
    "## Migration",
    ...(proposed.length > 0 ? [slot("keep the steps that are taken, and say in which release each one runs")] : []),
    steps
      .map((step, at) => indented(step, at + 1))
      .join("\n")
      .trimEnd(),
    ...(proposed.length > 0 && !sql ? ["`dataplan plan` writes the SQL of these steps too."] : []),
  ].join("\n\n");
}

function item(step: Step, { row, finding }: Planned, sql: boolean): string {
  const phase = row.phase === "migrate" ? "Migrate" : step.release === "later" ? "Contract" : "Expand";
  const blanks = (step.blanks ?? []).map((blank) => slot(`what ${span(blank)} stands for`));
  return [
    `**${phase}** ${span(finding.subject)}: ${line(step.title)}`,
    ...(sql ? [block(step.sql, "sql")] : []),
    ...(sql ? blanks : []),
  ].join("\n\n");
}

/** No step of the safe way fills the rows that are there. */
const isUnfilled = ({ row, finding }: Planned): boolean =>
  row.lacks.includes("backfill") && finding.way?.some((step) => step.runs === "repeated") !== true;

const backfill = ({ finding }: Planned): string =>
  `**Backfill** ${span(finding.subject)}\n\n${slot("what the rows that are there get, or why they may stay as they are")}`;

const runs = ({ row, finding }: Planned): string =>
  isBuilt(finding.subjectPath[0]) ? `Merge ${span(row.up)}, and build what reads it.` : `Deploy: ${span(row.up)} runs.`;

/** Whatever stands below a step belongs to it. */
const indented = (step: string, number: number): string => {
  const pad = " ".repeat(String(number).length + 2);
  return `${number}. ${step.replaceAll(/\n(?=[^\n])/g, `\n${pad}`)}${step.includes("\n") ? "\n" : ""}`;
};
