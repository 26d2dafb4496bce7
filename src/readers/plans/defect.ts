import type { Place } from "../../model/place.ts";
import type { PlanDefect } from "../../model/plan.ts";

/** What each part of a change plan has to hold. */
const EXPECTED: Readonly<Record<string, string>> = {
  Changes: "a table with the columns Change, Subject, Phase, Migration and Rollback",
  Consumers: "a row for each reader (Consumer, Owner, Told), or none with its reason",
  Migration: "ordered steps, or none needed with a reason",
  Rollback: "a trigger (metric, threshold, window), steps, an owner and the data loss",
  "rollback trigger": "a metric, a threshold and a window",
  "rollback steps": "what is done, in order",
  "rollback owner": "who decides and acts",
  "data loss": "none, recoverable or permanent",
  "restore from": "the place that a recoverable loss is restored from",
  "accepted by": "the person who accepts a permanent loss",
  title: "one line that says what changes",
  status: "draft or approved",
  owner: "a person or a team",
};

export const defect = (
  kind: PlanDefect["defect"],
  part: string,
  detail: string,
  place: Place,
  more: Partial<Pick<PlanDefect, "found" | "expected" | "perhaps">> = {},
): PlanDefect => ({ defect: kind, part, detail, expected: EXPECTED[part] ?? "a value", place, ...more });
