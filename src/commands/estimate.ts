import type { Estimate, EstimateInput } from "../estimate/document.ts";
import { estimate } from "../estimate/estimate.ts";
import { show } from "../estimate/figure.ts";
import { type CommandPlan, defineCommand } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { cellCode, code, prose } from "../render/escape.ts";

/** A comment is no report: more plans than this are asked for by name. */
const MOST = 5;

export default defineCommand({
  usage: "[PLAN]",
  summary: "Reckons with the figures that a plan states: volumes, rates, windows, backlogs",
  who: "read",
  examples: ["/dataplan estimate", "/dataplan estimate plans/orders.md"],
  async run({ words: [name] }, { plans }) {
    const all = await plans();
    const wanted = name === undefined ? all.filter(({ touched }) => touched) : all.filter(({ path }) => path === name);
    if (wanted.length === 0) return [{ kind: "reply", markdown: none(name, all) }];
    const shown = wanted.slice(0, MOST).map(({ path, text }) => told(estimate(text, path)));
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

function told({ path, results, inputs, failures, warnings, missing, unread }: Estimate): string {
  return [
    `### Estimate of ${code(path)}`,
    ...list("Cannot work as stated", failures.map(prose)),
    ...list("Look at", warnings.map(prose)),
    results.length === 0
      ? "The plan states no figures to reckon with."
      : table(
          ["Result", "Figure", "How"],
          results.map((each) => [prose(each.label), show(each, each.unit), prose(`${each.formula}: ${each.filled}`)]),
        ),
    ...(inputs.length === 0
      ? []
      : [
          `<details><summary>What it rests on</summary>\n\n${table(
            ["Input", "Figure", "From"],
            inputs.map((each) => [prose(each.label), show(each, each.unit), prose(source(each))]),
          )}\n\n</details>`,
        ]),
    ...list(
      "Not reckoned",
      missing.map(({ formula, label, inputs: keys }) => prose(`${formula} ${label}: state ${keys.join(", ")}`)),
    ),
    ...list(
      "Not read",
      unread.map(({ label, place, reason }) => `line ${place.line}, ${cellCode(label)}: ${prose(reason)}`),
    ),
  ].join("\n\n");
}

const source = ({ status, place, text }: EstimateInput): string =>
  status === "stated" ? `line ${place?.line ?? 1}` : status === "derived" ? `derived: ${text}` : `assumed: ${text}`;

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
