import { defineItem } from "../../item.ts";
import { isCompared } from "../../look/measurable.ts";
import { rowsBy } from "../../look/rows.ts";
import { isRuledOut } from "../../look/ruled-out.ts";
import { since } from "../../look/since.ts";
import type { Stage } from "../../look/stage.ts";
import type { Statement } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";

const ROLLBACK =
  /\broll-?back\b|\bfall-?back\b|\bback-?out\b|\bway back\b|\b(?:go|going|steps) back\b|\brevert (?:if|when)\b/;
const TRIGGER = /\btriggers?\b|\bmetric\b|\bsignal\b|\bwhen\b/;
const THRESHOLD = /\bthreshold\b|\blimit\b|\bvalue\b|\babove\b/;
const WINDOW = /\bfor how long\b|\bwindow\b|\bduration\b|\bsustained\b|\bover\b|\bhow long\b/;
const LASTING =
  /\b(?:for|in|over|within|during|after)\s+(?:the\s+)?(?:last\s+)?(?:\d|one|two|three|a|an)[^.;,]*?\b(?:s|sec\w*|min\w*|h|hours?|days?|runs?|weeks?|checks?)\b|\bin a row\b|\bconsecutive\b|\bsustained\b|\bat once\b|\bimmediately\b|\bany\b/i;
const TARGET =
  /\bback to\b|\brestor\w+|\bversion\b|\bprevious\b|\bsnapshot\b|\btime travel\b|\blast (?:good|known|reconciled)\b|\bre-?point\w*|\bredeploy\w*|\breverts? (?:to|the)\b|\bold (?:one|table|dataset|view|model)\b/i;
const SAFE =
  /\bsafeguards?\b|\bconsisten\w+|\bone view\b|\bhalf of\b|\batomic\w*|\btransaction\w*|\bpaus\w+|\bfreez\w+|\bfrozen\b|\bread-?only\b|\bstop\w* (?:new |all |the )?writes?\b|\bnothing is written\b|\bdual[- ]writ\w+/i;

export default defineItem({
  id: "rollback-prepared",
  asked: { "data-plan": "backfill" },
  requirements: [
    { row: 36, parts: "S" },
    { row: 41, parts: "S" },
  ],
  level: "block beside breaking",
  title: "Rollback",
  demand:
    "a trigger with metric, threshold and window, the steps back and to which version, and what keeps data consistent meanwhile",
  why: "Who has to decide at night whether it is bad enough waits for the morning.",
  template:
    "### Rollback\n\n| Trigger | Threshold | For how long |\n| --- | --- | --- |\n| <metric> | <figure> | <duration or runs> |\n\n1. <step back, and to which version>\n2. <step>\n\nSafeguard: <what keeps readers from seeing half of it>",
  messages: {
    trigger: "Unexpected rollback trigger `{said}`, expected a metric with a threshold",
    window: "Unexpected rollback trigger `{said}` without a window, expected for how long or in how many runs",
    threshold: "Unexpected rollback threshold `{said}` of `{metric}`, expected a figure",
    steps: "Unexpected rollback without its steps, expected at least two in their order",
    target: "Unexpected rollback that does not say to what, expected the version or dataset to which it goes back",
    safeguard: "Unexpected rollback without a safeguard, expected what keeps data consistent while it runs",
  },
  *check(stage) {
    const all = since(stage, ROLLBACK);
    const [first] = all;
    if (first === undefined) {
      if (!stage.fields.some(({ open, label }) => open === true && ROLLBACK.test(label.toLowerCase())))
        yield { part: "S", message: "missing" };
      return;
    }
    if (all.some(({ text }) => isRuledOut(text, ROLLBACK))) return;
    yield* trigger(stage, all);
    const text = all.map((each) => each.text).join("\n");
    if (stepCount(all) < 2) yield { part: "S", message: "steps", at: first.place };
    if (!TARGET.test(text)) yield { part: "S", message: "target", at: first.place };
    if (!SAFE.test(text)) yield { part: "S", message: "safeguard", at: first.place };
  },
});

function* trigger(stage: Stage, all: readonly Statement[]) {
  const rows = tablesWith(stage, TRIGGER, THRESHOLD).flatMap((table) =>
    rowsBy(table, { metric: TRIGGER, threshold: THRESHOLD, window: WINDOW }),
  );
  for (const { metric, threshold, window } of rows) {
    const data = { metric: metric?.text ?? "", said: threshold?.text ?? "" };
    if (threshold === undefined || threshold.open === true) continue;
    if (!/\d|\bany\b/i.test(threshold.text))
      yield { part: "S", message: "threshold", at: threshold.place, of: data.metric, data } as const;
    else if (window?.open !== true && !/\d|\bin a row\b|\bat once\b|\bimmediately\b/i.test(window?.text ?? ""))
      yield { part: "S", message: "window", at: threshold.place, of: data.metric, data } as const;
  }
  if (rows.length > 0) return;
  const told = all.filter(
    ({ text, ordered }) => !ordered && /\bif\b|\bwhen\w*\b|\btriggers?\b|\babove\b|\bmore than\b/i.test(text),
  );
  const compared = told.filter(({ text }) => isCompared(text));
  const [vague] = told.length > 0 ? told : all;
  if (compared.some(({ text }) => LASTING.test(text)) || vague === undefined) return;
  const [near] = compared;
  const { text, place } = near ?? vague;
  yield { part: "S", message: near === undefined ? "trigger" : "window", at: place, data: { said: text } } as const;
}

/** A list, numbers inside a line ("1. view back. 2. pause"), or what stands behind a colon, comma by comma. */
function stepCount(all: readonly Statement[]): number {
  const listed = all.filter(({ ordered }) => ordered).length;
  const items = all.filter(({ form, depth }) => form === "item" && depth > 0).length;
  const inside = all.map(({ text }) => (text.match(/(?:^|\s)\d[.)]\s+\S/g) ?? []).length);
  const behind = all.map(({ text }) => (/:\s+(.+)$/s.exec(text)?.[1] ?? "").split(/[,;]\s/).length);
  return Math.max(listed, items, ...inside, ...behind);
}
