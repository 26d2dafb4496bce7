import type { Estimate } from "./document.ts";
import { show } from "./figure.ts";
import { whereFrom } from "./where-from.ts";

/** Text of the plan on one line, without what a medium could take for markup. */
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const safe = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f`|<>\\]+/g, " ").trim();

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines];

/** The estimate for a terminal: results first, then what they rest on. */
export function renderEstimateText(estimate: Estimate): string {
  const { results, inputs, failures, warnings, missing, unread } = estimate;
  const wide = Math.max(0, ...results.map(({ label }) => label.length), ...inputs.map(({ label }) => label.length));
  const row = (left: string, right: string, note: string): string =>
    `  ${left.padEnd(wide)}  ${right.padEnd(24)}  ${note}`.trimEnd();
  return [
    `Estimate of ${safe(estimate.path)}: ${headline(estimate)}`,
    ...part(
      "Results",
      results.map((each) => row(each.label, show(each, each.unit), `${each.formula}: ${each.filled}`)),
    ),
    ...part(
      "Inputs",
      inputs.map((each) => row(each.label, show(each, each.unit), whereFrom(each))),
    ),
    ...part(
      "Failures",
      failures.map((failure) => `  ${failure}`),
    ),
    ...part(
      "Warnings",
      warnings.map((warning) => `  ${safe(warning)}`),
    ),
    ...part(
      "Not reckoned",
      missing.map(({ formula, label, inputs: keys }) => `  ${formula} ${label}: state ${keys.join(", ")}`),
    ),
    ...part(
      "Not read",
      unread.map(({ label, place, reason }) => `  line ${place.line}, ${safe(label)}: ${safe(reason)}`),
    ),
    "",
  ].join("\n");
}

function headline({ failures, warnings, results, assumptions, inputs }: Estimate): string {
  if (results.length === 0) return "the plan states no figures to reckon with";
  const stated = inputs.filter(({ status }) => status === "stated").length;
  const verdict =
    failures.length > 0
      ? "it cannot work as stated"
      : warnings.length > 0
        ? "it may not work"
        : "nothing speaks against it";
  return `${verdict} (${stated} figures stated, ${assumptions.length} assumed)`;
}
