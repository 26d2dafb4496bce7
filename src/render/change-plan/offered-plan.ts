import type { Verdict } from "../../model/verdict.ts";
import { block, code } from "../escape.ts";
import { link, type Links } from "../links.ts";
import { changePlan } from "./change-plan.ts";
import { newFile } from "./new-file.ts";

/** The plan to start from, where one is owed and none is there: a link that opens it in an editor, and the text to copy. */
export function offeredPlan(
  verdict: Verdict,
  { editor }: Links,
  folded: (title: string, body: string) => string,
): readonly string[] {
  if (verdict.owedPlan?.isNew !== true) return [];
  const plan = changePlan(verdict, editor?.owner === undefined ? {} : { owner: editor.owner });
  if (plan === undefined) return [];
  const slots = plan.text.split("TODO:").length - 1;
  const left = `${slots} ${slots === 1 ? "answer is" : "answers are"} left for you, each a TODO`;
  // A lock is better avoided than planned for.
  const lead = verdict.owedPlan.rows.every(({ lacks }) => lacks.includes("window"))
    ? "Where the safe form will not do: "
    : "";
  const file = editor === undefined ? undefined : newFile(verdict, editor);
  const opened =
    file === undefined
      ? []
      : [
          `📝 ${lead}${link("**Write the plan**", file.address)}: the editor opens ${code(plan.path)} with what is known filled in; ${left}.${
            file.shortened ? " A link holds less than this plan: the whole text stands below." : ""
          }`,
        ];
  const saved =
    opened.length > 0 ? "" : `Save it as ${code(plan.path)}; ${left}. ${code("dataplan plan")} writes it too.\n\n`;
  return [...opened, folded("The plan to start from, as text", `${saved}${block(plan.text, "markdown")}`)];
}
