import { defineObligation } from "../model/define-obligation.ts";
import type { Said } from "../model/plan-part.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import { planWords } from "./meet/row-words.ts";

/** A cell that only points elsewhere, or says none without a reason, carries nothing out. */
const POINTER = /^\W*(?:see\b|below\b|above\b|(?:none|not|nothing|no)(?: \w+)?\W*$)/i;

const said = ({ place }: Said, what: string): Offer => ({ evidence: { what, place, side: "head", verified: false } });

export default defineObligation({
  kind: "migration",
  title: "The plan says how the change is carried out",
  meet(finding, context) {
    const wanted = "ordered steps, or none needed with a reason";
    return byPlan(
      finding,
      "migration",
      context,
      ({ plan, entry }) => {
        const { migration } = plan;
        const [step] = migration?.steps ?? [];
        if (step !== undefined) return said(step, `${migration?.steps.length ?? 0} steps under Migration`);
        if (migration?.none !== undefined) return said(migration.none, migration.none.text);
        if (entry.migration !== undefined && !POINTER.test(entry.migration.text))
          return said(entry.migration, `${entry.migration.text} (Migration cell)`);
        return { lacks: `Write the Migration section of \`${plan.place.path}\`: ${wanted}` };
      },
      () => `Say in the Migration section of ${planWords(finding, context)} how it is carried out: ${wanted}`,
    );
  },
});
