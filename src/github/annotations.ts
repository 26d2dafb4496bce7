import type { Annotation } from "../ports.ts";
import { cutToBytes } from "./cut.ts";

/** What GitHub takes in one request. */
export const BATCH = 50;
/** What we send for one head; a reader gives up long before. */
export const MOST = 200;

const MESSAGE_BYTES = 65_000;
const TITLE_CHARACTERS = 255;
const rank = { failure: 0, warning: 1, notice: 2 } as const;

/** The worst first, as many as are sent at all, in GitHub's words. */
export function annotationsToSend(all: readonly Annotation[]): readonly GitHubAnnotation[] {
  return all
    .toSorted((a, b) => rank[a.level] - rank[b.level])
    .slice(0, MOST)
    .map(inGitHubsWords);
}

/** Says what was not sent; empty where nothing was cut. */
export const cutNote = (all: readonly Annotation[]): string =>
  all.length > MOST ? `\n\n${MOST} of ${all.length} annotations are shown beside the code, the worst first.` : "";

type GitHubAnnotation = ReturnType<typeof inGitHubsWords>;

function inGitHubsWords(annotation: Annotation) {
  const { path, startLine, endLine, startColumn, endColumn, level, message, title } = annotation;
  // GitHub refuses columns on more than one line.
  const columns = startLine === endLine && startColumn !== undefined;
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    ...(columns ? { start_column: startColumn, end_column: endColumn ?? startColumn } : {}),
    annotation_level: level,
    message: cutToBytes(message, MESSAGE_BYTES, "(cut)"),
    ...(title === undefined ? {} : { title: title.slice(0, TITLE_CHARACTERS) }),
  };
}
