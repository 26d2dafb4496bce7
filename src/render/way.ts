import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Step } from "../model/way.ts";
import { block, code, inline } from "./escape.ts";

/** Several findings may ask for one way out: it is shown at the first of them. */
export function firstWithWay({ findings }: Pick<Verdict, "findings">, { way }: Finding): Finding | undefined {
  const text = JSON.stringify(way);
  return way === undefined ? undefined : findings.find((other) => JSON.stringify(other.way) === text);
}

/** When a step is not for this release, said behind its title where that does not say it. */
export const whenWords = ({ release, title }: Step): string =>
  release === "later" && !/later|release/.test(title) ? " (in a later release)" : "";

export const stepCount = ({ length }: readonly Step[]): string => (length === 1 ? "1 step" : `${length} steps`);

/** The steps, each with its SQL as a block to copy. */
export function stepsMarkdown(way: readonly Step[]): string {
  return way
    .map((step, at) => `**${at + 1}.** ${inline(step.title)}${whenWords(step)}\n\n${block(step.sql, "sql")}`)
    .join("\n\n");
}

/** The one line that makes it safe, as it stands and as it would stand. */
export function editMarkdown({ edit }: Finding): string {
  if (edit === undefined) return "";
  const then = edit.next === undefined ? "" : `, ${inline(edit.next)}`;
  return `One line makes it safe${then}:\n\n${block(`- ${edit.line}\n+ ${edit.becomes}`, "diff")}`;
}

/** What is offered for one finding; `folded` hides the steps behind a line that says how many they are. */
export function offerMarkdown(
  verdict: Pick<Verdict, "findings">,
  finding: Finding,
  folded: (title: string, body: string) => string,
): readonly string[] {
  const { way } = finding;
  const edit = editMarkdown(finding);
  const first = firstWithWay(verdict, finding);
  const parts = edit === "" ? [] : [edit];
  if (way === undefined || first === undefined) return parts;
  if (first !== finding) return [...parts, `The safe way is that of ${code(first.rule)} above.`];
  return [...parts, folded(`The safe way, as SQL: ${stepCount(way)}`, stepsMarkdown(way))];
}
