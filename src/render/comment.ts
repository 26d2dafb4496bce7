import type { Estimate } from "../estimate/document.ts";
import type { Verdict } from "../model/verdict.ts";
import { cut } from "./cut.ts";
import { code } from "./escape.ts";
import { renderEstimate } from "./estimate.ts";
import type { Links } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";

/** First line of the one comment that we keep up to date; it is found again by this and by its author. */
export const MARKER = "<!-- dataplan:verdict -->";
/** GitHub takes 65,536 characters; bytes are counted, and some room is left. */
const LIMIT = 64_000;

/** Plans whose figures are shown; the others can be asked for. */
const ESTIMATES = 3;

/** The verdict, folded below it what the touched plans' own figures come to, and `more`: Markdown of ours that holds nothing. */
export const renderComment = (
  verdict: Verdict,
  links: Links = {},
  more = "",
  estimates: readonly Estimate[] = [],
): string =>
  cut(
    `${MARKER}\n${renderMarkdown(verdict, links)}\n${more === "" ? "" : `${more}\n\n`}${estimated(estimates)}<sub>Ask me with <code>/dataplan help</code> in a comment.</sub>\n`,
    LIMIT,
    "… cut here, since a comment takes no more; the check has the rest",
  );

function estimated(all: readonly Estimate[]): string {
  const told = all.filter(({ results }) => results.length > 0);
  const shown = told
    .slice(0, ESTIMATES)
    .map(
      (estimate) =>
        `<details><summary>Estimate: what the plan's own figures come to</summary>\n\n${renderEstimate(estimate)}\n\n</details>\n\n`,
    );
  const left = told.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more plans have figures: ${code("/dataplan estimate")}\n\n`] : [])].join(
    "",
  );
}
