const encoder = new TextEncoder();

export const byteLength = (text: string): number => encoder.encode(text).length;

/**
 * The text, or as many whole lines of it as fit with the note below them. GitHub counts bytes, whatever its description
 * says. What the cut leaves open (a code fence, a folded part) is closed, so that the note is read as what it is.
 */
export function cutToBytes(text: string, limit: number, note: string): string {
  if (byteLength(text) <= limit) return text;
  const ending = `\n\n${note}\n`;
  const room = limit - byteLength(ending);
  let fence = "";
  let folds = 0;
  let kept = "";
  let used = 0;
  let shown = "";
  for (const line of text.split("\n")) {
    used += byteLength(line) + 1;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    if (fence === "") folds += count(line, /<details\b/g) - count(line, /<\/details>/g);
    const closing = (fence === "" ? "" : `${fence}\n`) + "\n</details>".repeat(Math.max(folds, 0));
    if (used + byteLength(closing) > room) break;
    kept += `${line}\n`;
    shown = kept + closing;
  }
  return shown.trimEnd() + ending;
}

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0;
