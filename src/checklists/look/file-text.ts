import type { Context } from "../../model/rule.ts";

/** A file on head as it stands there; empty where its text is not at hand. */
export function fileText(path: string, { line }: Pick<Context, "line">): string {
  const lines: string[] = [];
  for (let number = 1; ; number += 1) {
    const text = line(path, number);
    if (text === undefined) return lines.join("\n");
    lines.push(text);
  }
}
