import type { Said } from "../../model/plan-part.ts";
import { rowsBy } from "./rows.ts";
import type { Stage } from "./stage.ts";
import { tablesWith } from "./table.ts";

const MODE =
  /\bfailure\b|\bfails\b|\bmodes?\b|\bwhat (?:breaks|can go wrong|happens|goes wrong)\b|\bscenario\b|\brisk\b/;
const DETECTION = /\bdetect|\bsignal\b|\bseen\b|\bsymptom|\balert|\bnotice/;
const MITIGATION =
  /\bmitigat|\brespon|\baction\b|\bremedy\b|\brecover|\bhandling\b|\bwhat (?:we|to) do\b|^do$|^then$|\breaction\b|\bfix\b|\banswer\b/;

/** A way to fail, with what a table or a list says of it. */
export interface FailureMode {
  readonly name: Said;
  /** Undefined where nothing says it apart from the mode: a table without such a column, a list. */
  readonly detection: Said | undefined;
  readonly mitigation: Said | undefined;
  readonly tabular: boolean;
}

/** The failure modes of a table, else of the list below a heading or label of that name. */
export function failureModes(stage: Stage): readonly FailureMode[] {
  const rows = tablesWith(stage, MODE).flatMap((table) =>
    rowsBy(table, { name: MODE, detection: DETECTION, mitigation: MITIGATION }),
  );
  if (rows.length > 0)
    return rows.flatMap(({ name, detection, mitigation }) =>
      name === undefined ? [] : [{ name, detection, mitigation, tabular: true }],
    );
  const labelled = stage.fields.filter(({ label }) =>
    /\bfailure modes?\b|\bfailures\b|\bwhat can go wrong\b/i.test(label),
  );
  const items = labelled.length > 0 ? labelled.flatMap((field) => field.items) : unlabelled(stage);
  return items.map((name) => ({ name, detection: undefined, mitigation: undefined, tabular: false }));
}

/** The list right below the stage's own heading, but for what has a label: a policy of retries is no failure. */
function unlabelled({ roots, fields }: Stage): readonly Said[] {
  const labels = new Set(fields.map(({ place }) => place.line));
  return roots
    .flatMap(({ items }) => items)
    .filter(
      ({ depth, place, ordered, text }) =>
        depth === 0 &&
        ((!ordered && !labels.has(place.line)) ||
          (DETECTION.test(text.toLowerCase()) && MITIGATION.test(text.toLowerCase()))),
    );
}
