import type { Diagnosis } from "../model/diagnosis.ts";
import { inline, prose } from "./escape.ts";
import { oneLine } from "./visible.ts";

const MARK = { problem: "❌", warning: "⚠️", unseen: "❔", fine: "✅" };
const SIGN = { problem: "✖", warning: "!", unseen: "?", fine: "✔" };

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

export function diagnosisHeadline(all: readonly Diagnosis[]): string {
  const of = (state: Diagnosis["state"]): number => all.filter((one) => one.state === state).length;
  if (of("problem") > 0) return `${counted(of("problem"), "problem")} to put right`;
  return of("warning") > 0 ? `Nothing is broken, ${counted(of("warning"), "thing")} to look at` : "Nothing is wrong";
}

/** What is wrong is told with why and what to do; what is fine with one line. */
export const renderDiagnosis = (all: readonly Diagnosis[]): string =>
  [
    `**${diagnosisHeadline(all)}**`,
    all
      .map(({ state, title, said, why, remedy }) => {
        const line = `- ${MARK[state]} **${prose(title)}** ${inline(said)}`;
        if (state === "fine" || state === "unseen") return line;
        const then = remedy === undefined ? "" : `  \n  **What to do:** ${inline(remedy)}`;
        return `${line}  \n  ${inline(why)}${then}`;
      })
      .join("\n"),
  ].join("\n\n");

/** The same for a terminal. */
export const renderDiagnosisText = (all: readonly Diagnosis[]): string =>
  `${[
    ...all.map(({ state, title, said, why, remedy }) => {
      const line = `${SIGN[state]} ${oneLine(title)}: ${oneLine(said)}`;
      if (state === "fine" || state === "unseen") return line;
      return [line, `    ${oneLine(why)}`, ...(remedy === undefined ? [] : [`    → ${oneLine(remedy)}`])].join("\n");
    }),
    "",
    diagnosisHeadline(all),
  ].join("\n")}\n`;
