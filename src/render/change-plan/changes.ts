import type { Fullness, Planned } from "./planned.ts";
import { table } from "./planned.ts";
import { slot } from "./slot.ts";
import { cell, subjectCell } from "./spelling.ts";

const COLUMNS = ["Change", "Subject", "Phase", "Migration", "Rollback", "Fingerprint"];
const WINDOW = ["Window", "Duration", "Watched by"];

/** *Changes*: a row for each finding that owes a plan entry or a window. */
export function changesSection(all: readonly Planned[], { most }: Fullness): string {
  const windows = all.some(({ row }) => row.lacks.includes("window"));
  const replaced = all.some(({ row }) => row.lacks.includes("compatibility"));
  const rows = all
    .slice(0, most)
    .map(({ row, finding }) => [
      row.change,
      subjectCell(finding.subjectPath),
      row.phase,
      cell(row.up),
      row.down === undefined ? way(finding.subjectPath[0]) : cell(row.down),
      row.fingerprint,
      ...(replaced ? [row.lacks.includes("compatibility") ? slot("what takes its place") : "–"] : []),
      ...(windows
        ? row.lacks.includes("window")
          ? [slot("when"), slot("how long it takes"), slot("who watches")]
          : WINDOW.map(() => "–")
        : []),
    ]);
  const left = all.length - rows.length;
  return [
    "## Changes",
    table([...COLUMNS, ...(replaced ? ["Replacement"] : []), ...(windows ? WINDOW : [])], rows),
    ...(left > 0 ? [slot(`rows for ${left} more changes, which \`dataplan plan\` writes`)] : []),
  ].join("\n\n");
}

/** What dbt builds is built again from the text before. */
const way = (kind: string): string => (isBuilt(kind) ? "revert, and build again" : slot("the way back"));

export const isBuilt = (kind: string): boolean => kind === "model" || kind === "source" || kind === "exposure";
