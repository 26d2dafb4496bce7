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

/** The tables of rules; where there is none, the list of named tests ("`orders_paid`: none may fail; block"). */
export function ruleTables(stage: Stage): readonly RuleTable[] {
  const tables = tablesWith(stage, RULE).map((table) => ({
    place: table.place,
    has: { test: columnAt(table, TEST) >= 0, limit: columnAt(table, LIMIT) >= 0, action: columnAt(table, ACTION) >= 0 },
    rules: rowsBy(table, { name: RULE, test: TEST, limit: LIMIT, action: ACTION, target: TARGET }).flatMap((row) =>
      row.name === undefined ? [] : [{ ...row, name: row.name }],
    ),
  }));
  const rules = tables.length > 0 ? [] : stage.items.flatMap(listed);
  const [first] = rules;
  return first === undefined
    ? tables
    : [{ place: first.name.place, has: { test: true, limit: true, action: true }, rules }];
}

const NAMED = /^([a-z][a-z\d]*(?:_[a-z\d]+)+):\s+(.*)$/s;

function listed({ text, place, open }: Said): readonly PlanRule[] {
  const [, name, rest = ""] = open === true ? [] : (NAMED.exec(text) ?? []);
  if (name === undefined) return [];
  const said = { text: name, place };
  return [{ name: said, test: said, limit: undefined, action: { text: rest, place }, target: undefined }];
}
