import type { Said } from "../../model/plan-part.ts";
import { rowsBy } from "./rows.ts";
import type { Stage } from "./stage.ts";
import { columnAt, tablesWith } from "./table.ts";
import type { Place } from "../../model/place.ts";

export const RULE = /^(?:rule|check|name|expectation|constraint|what)\b|\brules?\b/;
const TEST = /\btests?\b|\bimplement|\bcarried out\b/;
const LIMIT = /\blimits?\b|\bthresholds?\b|\ballowed failures?\b|\btolerance\b/;
const ACTION = /\bactions?\b|\bon failure\b|\bif it fails\b|\bfailure action\b/;
const TARGET = /\bapplies to\b|\bcolumn\b|\bwhere\b|\bon\b/;

/** A rule about the data as a plan lists it; a cell is undefined where the table has no such column. */
export interface PlanRule {
  readonly name: Said;
  readonly test: Said | undefined;
  readonly limit: Said | undefined;
  readonly action: Said | undefined;
  readonly target: Said | undefined;
}

/** A table of rules, whatever its columns beside the rule itself are called. */
export interface RuleTable {
  readonly place: Place;
  readonly rules: readonly PlanRule[];
  readonly has: { readonly test: boolean; readonly limit: boolean; readonly action: boolean };
}

export const ruleTables = (stage: Stage): readonly RuleTable[] =>
  tablesWith(stage, RULE).map((table) => ({
    place: table.place,
    has: { test: columnAt(table, TEST) >= 0, limit: columnAt(table, LIMIT) >= 0, action: columnAt(table, ACTION) >= 0 },
    rules: rowsBy(table, { name: RULE, test: TEST, limit: LIMIT, action: ACTION, target: TARGET }).flatMap((row) =>
      row.name === undefined ? [] : [{ ...row, name: row.name }],
    ),
  }));
