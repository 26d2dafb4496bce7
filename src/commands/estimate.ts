import { estimate } from "../estimate/estimate.ts";
import { type CommandPlan, defineCommand } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { code } from "../render/escape.ts";
import { renderEstimate } from "../render/estimate.ts";

/** A comment is no report: more plans than this are asked for by name. */
const MOST = 5;

export default defineCommand({
  usage: "[PLAN] [--set KEY=VALUE …]",
  sets: true,
  summary: "Reckons with the figures that a plan states: volumes, rates, windows, backlogs",
  who: "read",
  words: [0, 1],
  details:
    "`--set` reckons with another figure in the plan's place, by the label that the plan uses or by its key: `records_per_day`, `record_bytes`, `retention` and so on. Nothing is written.",
  examples: [
    "/dataplan estimate",
    "/dataplan estimate plans/orders.md",
    '/dataplan estimate --set "rows per day=80 million" --set retention=90d',
  ],
  async run({ words: [name], sets = [] }, { plans }) {
    const all = await plans();
    const wanted = name === undefined ? all.filter(({ touched }) => touched) : all.filter(({ path }) => path === name);
    if (wanted.length === 0) return [{ kind: "reply", markdown: none(name, all) }];
    const shown = wanted.slice(0, MOST).map(({ path, text }) => renderEstimate(estimate(text, path, sets)));
    const left = wanted.slice(MOST).map(({ path }) => code(path));
    if (left.length > 0) shown.push(`Not reckoned here, ask by name: ${left.join(", ")}`);
    return [{ kind: "reply", markdown: shown.join("\n\n") }];
  },
});

function none(name: string | undefined, all: readonly CommandPlan[]): string {
  const paths = all.map(({ path }) => path);
  const list =
    paths.length === 0 ? "There is no plan on this head." : `Plans on this head: ${paths.map(code).join(", ")}.`;
  if (name === undefined) return `This pull request adds or edits no plan. ${list}`;
  const meant = nearest(name, paths);
  return `There is no plan ${code(name.slice(0, 200))}. ${meant === undefined ? list : `Did you mean ${code(meant)}?`}`;
}
