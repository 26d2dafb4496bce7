import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Paint } from "./paint.ts";
import { oneLine, visible } from "./visible.ts";
import { firstWithWay, whenWords } from "./way.ts";
import { wrap } from "./wrap.ts";

/** What is offered for one finding, for a terminal. SQL is never wrapped, so that it can be copied. */
export function offerText(verdict: Verdict, finding: Finding, pen: Paint & { readonly width: number }): string[] {
  const { way, edit } = finding;
  const first = firstWithWay(verdict, finding);
  const lines: string[] = [];
  if (edit !== undefined) {
    const then = edit.next === undefined ? "" : `, ${oneLine(edit.next)}`;
    lines.push(`  one line makes it safe${then}:`);
    lines.push(pen.red(`    - ${oneLine(edit.line)}`), pen.green(`    + ${oneLine(edit.becomes)}`));
  }
  if (way === undefined || first === undefined) return lines;
  if (first !== finding) return [...lines, `  the safe way: that of ${first.rule} above`];
  lines.push("  the safe way:");
  for (const [at, step] of way.entries()) {
    lines.push(`    ${at + 1}. ${wrap(`${oneLine(step.title)}${whenWords(step)}`, pen.width - 8, "       ")}`);
    lines.push(
      ...visible(step.sql)
        .split("\n")
        .map((line) => pen.faint(`       ${line}`)),
    );
  }
  return lines;
}
