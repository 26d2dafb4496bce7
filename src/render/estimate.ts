import type { Estimate } from "../estimate/document.ts";
import { show } from "../estimate/figure.ts";
import { cellCode, code, inline, prose } from "./escape.ts";
import { whereFrom } from "../estimate/where-from.ts";

/** An estimate as GitHub-flavoured Markdown; every text of the plan goes through the escaper. */
export function renderEstimate({ path, results, inputs, failures, warnings, missing, unread }: Estimate): string {
  return [
    `### Estimate of ${code(path)}`,
    ...list("Cannot work as stated", failures.map(prose)),
    ...list(
      "Look at",
      warnings.map((each) => inline(each)),
    ),
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
            inputs.map((each) => [prose(each.label), show(each, each.unit), prose(whereFrom(each))]),
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

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
