const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Markdown that fits into so many bytes: cut between two lines, with open code blocks and folds closed, and a last line
 * that says that something is missing.
 */
export function cut(markdown: string, limit: number, told = "… cut here, since GitHub takes no more"): string {
  if (bytes(markdown) <= limit) return markdown;
  const kept: string[] = [];
  let fence: string | undefined;
  let folds = 0;
  let spent = bytes(told) + 64;
  for (const line of markdown.split("\n")) {
    const opened = /^\s*(`{3,})/.exec(line)?.[1];
    const nextFence =
      opened === undefined ? fence : fence === undefined ? opened : line.trim() === fence ? undefined : fence;
    const nextFolds = fence === undefined ? folds + count(line, "<details>") - count(line, "</details>") : folds;
    const closing = (nextFence?.length ?? 0) + 1 + nextFolds * 11;
    if (spent + bytes(line) + 1 + closing > limit) break;
    spent += bytes(line) + 1;
    kept.push(line);
    [fence, folds] = [nextFence, nextFolds];
  }
  const closed = [...(fence === undefined ? [] : [fence]), ...Array.from({ length: folds }, () => "</details>")];
  return [...kept, ...closed, "", told, ""].join("\n");
}

const count = (line: string, tag: string): number => line.split(tag).length - 1;

/** Plain text that fits into so many characters. */
export const shorten = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
