import type { Paint } from "../../src/render/paint.ts";
import { wrap } from "../../src/render/wrap.ts";
import { owedLines } from "./owed-lines.ts";
import type { OwedLine } from "./owed-lines.ts";
import type { Played } from "./stage.ts";
import type { Step, Story } from "./story.ts";

const indent = "   ";

/** The story at a terminal. */
export interface Teller {
  opening(story: Story, url: string): string;
  step(step: Step, number: number): string;
  outcome(played: Played, before: ReadonlySet<string>): string;
  ending(played: readonly Played[], asExpected: boolean, violations: number): string;
}

export const teller = (pen: Paint, width: number): Teller => {
  const block = (text: string, by: string): string => by + wrap(text, width - by.length, by);
  const verdict = ({ state }: Played): string =>
    state.mergeable_state === "clean" ? pen.green(pen.strong("✔ MERGEABLE")) : pen.red(pen.strong("✖ BLOCKED"));
  const hanging = (mark: string, text: string): string => {
    const by = `${indent}    `;
    return `${indent}  ${mark} ${wrap(text, width - by.length, by)}`;
  };
  const marks = { owed: pen.red("✖"), met: pen.green("✔"), person: pen.yellow("◆") };
  const told = ({ kind, text }: OwedLine): string => {
    if (kind === "subject") return `${indent}  ${pen.strong(text)}`;
    return kind === "said" ? pen.faint(block(text, `${indent}  `)) : hanging(marks[kind], text);
  };
  return {
    opening: (story, url) =>
      [
        `${pen.strong("dataplan demo")}  ${pen.faint("the real App answers a GitHub stand-in; nothing leaves this machine")}`,
        `repository ${story.repository}, required check ${pen.strong("dataplan")}, page ${pen.blue(url)}`,
        "",
      ].join("\n"),

    step: (step, number) => `${pen.strong(`${number}  ${step.title}`)}\n${block(step.says, indent)}\n`,

    outcome: (played, before) => {
      const { step, sha, state, seconds, calls } = played;
      const check = state.checks.find(({ name }) => name === state.required[0]?.name);
      const files = Object.keys(step.files).map((path) => `${indent}          ${before.has(path) ? "~" : "+"} ${path}`);
      const lines = owedLines(check?.summary ?? "").map((line) => told(line));
      const conclusion = check?.conclusion ?? "no answer";
      const cost = `${seconds.toFixed(1)} s, ${calls.all} calls, ${calls.writes} of them writes`;
      return [
        `${indent}pushed    ${pen.faint(sha.slice(0, 7))} ${step.message}`,
        ...files,
        `${indent}${verdict(played)}  ${check?.title ?? ""} ${pen.faint(`(check ${conclusion}, ${cost})`)}`,
        ...lines,
        "",
      ].join("\n");
    },

    ending: (played, asExpected, violations) => {
      const said = played.map(({ state }) => (state.mergeable_state === "clean" ? "mergeable" : "blocked")).join(", ");
      const judged =
        violations === 0
          ? "every request, answer and webhook was as GitHub describes it"
          : pen.red(`${violations} requests or answers were not as GitHub describes them`);
      return `${asExpected ? pen.green("✔") : pen.red("✖")} the required check said: ${pen.strong(said)}; ${judged}`;
    },
  };
};
