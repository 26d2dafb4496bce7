import { defineObligation } from "../model/define-obligation.ts";
import { byPlan } from "./meet/by-plan.ts";
import { changeWords, planToWrite, subjectWords, where } from "./meet/row-words.ts";

export default defineObligation({
  kind: "window",
  title: "The lock is planned for, or replaced by the safe form",
  meet: (finding, context) =>
    byPlan(
      finding,
      "window",
      context,
      ({ entry: { window, duration, watchedBy, place } }) => {
        if (window !== undefined && duration !== undefined && watchedBy !== undefined)
          return {
            evidence: {
              what: `planned for ${window}, expected to take ${duration}, watched by ${watchedBy}`,
              place,
              side: "head",
              verified: false,
            },
          };
        const missing = [
          ...(window === undefined ? ["Window"] : []),
          ...(duration === undefined ? ["Duration"] : []),
          ...(watchedBy === undefined ? ["Watched by"] : []),
        ];
        return { lacks: `Fill ${missing.join(", ")} in the row at ${where(place)}` };
      },
      () =>
        `Use the safe form (\`dataplan explain ${finding.rule}\`), or add a row \`${changeWords(finding, context)} | ${subjectWords(finding)} | …\` with Window, Duration and Watched by to the Changes table of \`${planToWrite(finding, context).path}\``,
    ),
});
