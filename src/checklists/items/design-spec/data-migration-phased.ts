import type { Operation } from "../../../model/migration.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { daysBetween, phasesOf, type Phase } from "../../look/phases.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";

const WINDOW = /\bcompatib\w* window\b|\bwindow\b|\bside by side\b|\bin parallel\b|\bgrace period\b|\bdeprecat\w+/i;
const SPAN =
  /(\d{4}-\d\d-\d\d)\s*(?:to|until|till|–|—|\.\.|→|-)\s*(\d{4}-\d\d-\d\d)\W{1,4}(?:(?:that is|or|=)\s+)?(\d+)\s+days\b/g;

export default defineItem({
  id: "data-migration-phased",
  asked: { "design-spec": "rollout" },
  requirements: [{ row: 83, parts: "X" }],
  level: "block",
  title: "Data migration",
  demand:
    "expand, backfill, switch and contract, with what each runs and the window in which old and new stand side by side",
  why: "What still reads the old shape breaks on the day it goes; the window is the time in which it can be moved and taken back.",
  template:
    "| Step | What | Migration | When | Way back |\n| --- | --- | --- | --- | --- |\n| Expand | <what is added beside> | <migration> | <date> | <way back> |\n| Backfill | <what is copied> | <migration> | <date> | <way back> |\n| Contract | <what goes> | <migration> | <date> | <restored from> |\n\nCompatibility window: <from which day to which>",
  messages: {
    unphased:
      "Unexpected migration `{migration}` that takes away `{subject}`, expected a contract step in the plan, after those that expand and switch",
    early:
      "Unexpected migration `{migration}` in the step `{step}` that takes away `{subject}`, expected that in the contract step",
    unnamed:
      "Unexpected migration `{migration}` that takes away `{subject}` and stands in no step, expected it in the contract step",
    overlap: "Unexpected contract on {date} while `{step}` lasts until {until}, expected it after all other steps",
    window: "Unexpected contract without a compatibility window, expected how long old and new stand side by side",
    days: "Unexpected {said} days from {from} to {to}, expected {expected}",
  },
  *check(stage, context) {
    const phases = phasesOf(stage);
    const open = stage.tables.some(({ rows }) =>
      rows.some((row) => row.some((cell) => cell.open === true && cell.text !== "")),
    );
    for (const one of takenAway(context)) {
      const shared = { part: "X", of: `${one.migration} ${one.subject}`, data: one } as const;
      const own = phases.filter(({ text }) => text.includes(one.migration));
      const wrong = own.find(({ kind }) => kind !== "contract");
      if (!phases.some(({ kind }) => kind === "contract")) {
        if (!open) yield { ...shared, message: "unphased" };
      } else if (wrong !== undefined)
        yield { ...shared, message: "early", at: wrong.place, data: { ...one, step: wrong.name } };
      else if (
        own.length === 0 &&
        phases.some(({ kind, text }) => kind === "contract" && /\b\d{3,}_\w+|\.sql\b/.test(text))
      )
        yield { ...shared, message: "unnamed" };
    }
    yield* overlaps(phases);
    const contract = phases.find(({ kind }) => kind === "contract");
    if (contract !== undefined && !open && !hasWindow(stage, phases))
      yield { part: "X", message: "window", at: contract.place };
    for (const { text, place } of stage.said)
      for (const [, from = "", to = "", said = ""] of text.matchAll(SPAN)) {
        const expected = daysBetween(from, to);
        // Both days counted or one of them: people do either.
        if (Math.abs(expected - Number(said)) > 1)
          yield { part: "X", message: "days", at: place, data: { from, to, said, expected: String(expected) } };
      }
  },
});

/** A contract is the last of all: every other step of it is over by then. */
function* overlaps(phases: readonly Phase[]) {
  const contract = phases.findLast(({ kind, dates }) => kind === "contract" && dates.length > 0);
  const [date] = contract?.dates ?? [];
  if (contract === undefined || date === undefined) return;
  for (const { kind, dates, name } of phases) {
    const until = dates.at(-1);
    if (kind === "contract" || until === undefined || until < date) continue;
    const data = { date, step: name, until };
    yield { part: "X" as const, message: "overlap" as const, at: contract.place, of: name, data };
    return;
  }
}

const hasWindow = (stage: Stage, phases: readonly Phase[]): boolean =>
  phases.some(
    ({ kind, dates }) =>
      kind === "contract" && dates.length > 0 && phases.some((one) => one.kind !== "contract" && one.dates.length > 0),
  ) ||
  statementsOf(stage).some(
    ({ text }) =>
      (WINDOW.test(text) || /\bcontract/i.test(text)) &&
      (/\d{4}-\d\d-\d\d/.test(text) ||
        quantitiesOf(text, { measure: "time", rate: false }).some(({ high }) => high >= 3600) ||
        /\breleases?\b|\bsprints?\b|\bversions?\b/i.test(text)),
  );

/** What migrations of this pull request take away from what was there before it. */
function takenAway(context: ItemContext) {
  const { changes, head } = context;
  const found = changes.flatMap((change) => {
    if (change.kind !== "operation.added" || !takes(change.after) || !context.existed(change.after)) return [];
    const { migration, subject } = change.after;
    const path = head.facts.migration[migration]?.up ?? "";
    const stem = (path.split("/").at(-1) ?? "").replace(/(?:\.up)?\.\w+$/, "");
    return [
      {
        migration: stem === "" ? migration : stem,
        subject: subject
          .slice(-2)
          .filter((one) => one !== "public")
          .join("."),
      },
    ];
  });
  return [...new Map(found.map((one) => [`${one.migration} ${one.subject}`, one])).values()];
}

const takes = (operation: Operation): boolean =>
  operation.direction === "up" &&
  operation.moot !== true &&
  ((operation.action === "relation-dropped" && !operation.view) ||
    operation.action === "column-dropped" ||
    operation.action === "column-renamed" ||
    (operation.action === "relation-renamed" && !operation.view));
