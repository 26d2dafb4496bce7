import type { PlanDefect, PlanEntry } from "../../model/plan.ts";
import type { Said } from "../../model/plan-part.ts";
import { plannedAction } from "./action.ts";
import type { Synonyms } from "./canonical.ts";
import { defect } from "./defect.ts";
import type { Section } from "./sections.ts";
import { slotIn } from "./slot-words.ts";
import { subjectsIn } from "./subject-names.ts";
import { readTable, tablesIn, type Row } from "./table.ts";

type Column =
  | "change"
  | "subject"
  | "phase"
  | "migration"
  | "rollback"
  | "fingerprint"
  | "announced"
  | "sunset"
  | "replacement"
  | "window"
  | "duration"
  | "watchedBy";

const COLUMNS: Synonyms<Column> = {
  change: ["change", "action", "what", "operation", "kind of change", "what changes", "change type"],
  subject: [
    "subject",
    "object",
    "target",
    "table",
    "column",
    "dataset",
    "model",
    "name",
    "what it touches",
    "table column",
  ],
  phase: ["phase", "stage", "step"],
  migration: ["migration", "migration file", "how", "migrated by", "migration steps", "carried out by"],
  rollback: ["rollback", "roll back", "way back", "undo", "back out", "revert"],
  fingerprint: ["fingerprint", "finding"],
  announced: ["announced", "announced on", "announcement", "deprecated on", "deprecated"],
  sunset: ["sunset", "sunset date", "removed on", "end date", "retired on", "enforced"],
  replacement: ["replacement", "replaced by", "successor", "instead", "use instead"],
  window: ["window", "change window", "maintenance window", "when", "planned for"],
  duration: ["duration", "expected duration", "takes", "expected time", "how long"],
  watchedBy: ["watched by", "watcher", "watches", "who watches", "observed by", "on call"],
};
const OPTIONAL = ["announced", "sunset", "replacement", "window", "duration", "watchedBy"] as const;
const REQUIRED = ["change", "subject", "phase", "migration", "rollback"] as const;

export interface Changes {
  readonly entries: readonly PlanEntry[];
  readonly defects: readonly PlanDefect[];
}

/** The *Changes* table, one entry a subject. */
export function changes(section: Section): Changes {
  const entries: PlanEntry[] = [];
  const defects: PlanDefect[] = [];
  const tables = tablesIn(section.nodes).map((table) => readTable(table, COLUMNS));
  const tabled = tables.filter(({ names }) => names.includes("change") || names.includes("subject"));
  if (tabled.length === 0) {
    const none = defect("section-empty", "Changes", "no table with Change and Subject", section.place);
    return { entries, defects: [none] };
  }
  for (const { names, rows } of tabled) {
    for (const column of ["change", "subject"] as const)
      if (!names.includes(column))
        defects.push(defect("field-missing", `Changes: ${title(column)}`, "no such column", section.place));
    for (const { cells, place } of rows) {
      if (Object.values(cells).every((cell) => cell.text === "")) continue;
      for (const column of REQUIRED) {
        const cell = cells[column];
        if (cell !== undefined && isBlank(cell)) defects.push(defect("slot", `Changes: ${title(column)}`, "", place));
      }
      entries.push(...entriesOf(cells, place));
    }
  }
  if (entries.length === 0 && defects.length === 0)
    defects.push(defect("section-empty", "Changes", "a table without a row", section.place));
  return { entries, defects };
}

const title = (column: string): string => column.charAt(0).toUpperCase() + column.slice(1);
const isBlank = ({ text }: Said): boolean => /^[–—\s-]*$/.test(text);
const filled = (cell: Said | undefined): Said | undefined =>
  cell === undefined || isBlank(cell) || slotIn(cell.text) !== undefined ? undefined : cell;

function entriesOf(cells: Row<Column>, place: PlanEntry["place"]): readonly PlanEntry[] {
  const change = cells.change?.text ?? "";
  const migration = filled(cells.migration);
  const rollback = filled(cells.rollback);
  const fingerprint = /\b[0-9a-f]{12}\b/.exec(cells.fingerprint?.text ?? "")?.[0];
  const phase = filled(cells.phase)?.text;
  const optional = Object.fromEntries(
    OPTIONAL.flatMap((column) => {
      const cell = filled(cells[column]);
      return cell === undefined ? [] : [[column, cell.text]];
    }),
  );
  const subjects = subjectsIn(cells.subject?.text ?? "");
  const spelled = subjects.length === 0 ? [{ names: [], text: cells.subject?.text ?? "" }] : subjects;
  return spelled.map((subject) => ({
    change,
    action: plannedAction(change),
    subject: subject.text,
    names: subject.names,
    ...("kind" in subject && subject.kind !== undefined ? { subjectKind: subject.kind } : kindIn(change)),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(phase === undefined ? {} : { phase }),
    ...(migration === undefined ? {} : { migration }),
    ...(rollback === undefined ? {} : { rollback }),
    ...optional,
    place,
  }));
}

/** "drop model" says what kind of thing the subject is; "drop column" does not (dbt models have columns too). */
const kindIn = (change: string): Pick<PlanEntry, "subjectKind"> => {
  const word = /\b(table|view|model|source|exposure|index|constraint)\b/i.exec(change)?.[1]?.toLowerCase();
  switch (word) {
    case "model":
    case "source":
    case "exposure":
    case "view":
    case "table":
      return { subjectKind: word };
    default:
      return {};
  }
};
