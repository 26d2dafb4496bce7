import type { PlannedAction } from "../../model/plan.ts";

const MEANINGS: readonly (readonly [RegExp, PlannedAction])[] = [
  [
    /\b(?:drop|dropp|remov|delet|retir|decommission)(?:e|ed|s|es|ing|al)?\s+(?:the\s+)?(?:not[ -]null|default)\b/,
    "other",
  ],
  [/\b(?:drop|remov|delet|retir|decommission|discard)(?:e|ed|s|es|ing|al|ped|ping|ion)?\b/, "drop"],
  [/\brenam(?:e|ed|es|ing)\b/, "rename"],
  [
    /\bretyp\w*|\bnarrow\w*|\bwiden\w*|\btype chang\w*|\bchang\w* (?:\w+ ){0,3}type\b|\b(?:alter|set|new) (?:\w+ ){0,3}(?:data )?type\b|\bconvert\w*|\bcast\b/,
    "retype",
  ],
  [/\bnot[ -]null\b|\brequir\w*|\bmandatory\b|\bnon-?null\w*/, "require"],
  [/\b(?:re)?index\w*\b/, "index"],
  [/\bconstrain\w*|\bforeign key\b|\bfk\b|\bcheck\b|\bunique\b|\bprimary key\b|\bvalidat\w*/, "constrain"],
  [/\brewrit\w*|\bvacuum full\b|\bcluster\b/, "rewrite"],
];

/** What a *Change* cell means: the verb that stands first wins ("drop index" drops, "add index" indexes). */
export function plannedAction(cell: string): PlannedAction {
  const text = cell.toLowerCase().replaceAll(/[_`*]+/g, " ");
  let best: { readonly at: number; readonly action: PlannedAction } | undefined;
  for (const [pattern, action] of MEANINGS) {
    const at = pattern.exec(text)?.index;
    if (at !== undefined && (best === undefined || at < best.at)) best = { at, action };
  }
  return best?.action ?? "other";
}
