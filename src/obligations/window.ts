import { defineObligation } from "../model/define-obligation.ts";
import { byPlan } from "./meet/by-plan.ts";
import { lacksForWindow } from "./meet/planned-window.ts";
import { changeWords, planToWrite, subjectWords } from "./meet/row-words.ts";

export default defineObligation({
  kind: "window",
  title: "The lock is planned for, or replaced by the safe form",
  meet: (finding, context) =>
    byPlan(
      finding,
      "window",
      context,
      ({ entry }) => {
        const { window, duration, watchedBy, place } = entry;
        const lacks = lacksForWindow(entry, context.today);
        if (lacks !== undefined) return { lacks };
        const what = `planned for ${window ?? ""}, expected to take ${duration ?? ""}, watched by ${watchedBy ?? ""}`;
        return { evidence: { what, place, side: "head", verified: false } };
      },
      () =>
        `Use the safe form (\`dataplan explain ${finding.rule}\`), or add a row \`${changeWords(finding, context)} | ${subjectWords(finding)} | …\` with Window, Duration and Watched by to the Changes table of \`${planToWrite(finding, context).path}\``,
    ),
});
