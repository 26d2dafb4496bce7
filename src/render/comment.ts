import type { Verdict } from "../model/verdict.ts";
import { cut } from "./cut.ts";
import type { Links } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";

/** First line of the one comment that we keep up to date; it is found again by this and by its author. */
export const MARKER = "<!-- dataplan:verdict -->";
/** GitHub takes 65,536 characters; bytes are counted, and some room is left. */
const LIMIT = 64_000;

/** `more` is Markdown of ours that stands below the verdict and holds nothing. */
export const renderComment = (verdict: Verdict, links: Links = {}, more = ""): string =>
  cut(
    `${MARKER}\n${renderMarkdown(verdict, links)}\n${more === "" ? "" : `${more}\n\n`}<sub>Ask me with <code>/dataplan help</code> in a comment.</sub>\n`,
    LIMIT,
    "… cut here, since a comment takes no more; the check has the rest",
  );
