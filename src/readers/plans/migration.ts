import type { RootContent } from "mdast";
import type { MigrationSection, PlanDefect } from "../../model/plan.ts";
import type { Said } from "../../model/plan-part.ts";
import { defect } from "./defect.ts";
import { placeOf, plain } from "./markdown.ts";
import { split, type Section } from "./sections.ts";
import { slotIn, words } from "./slot-words.ts";
import { stepsIn } from "./steps.ts";

const NONE =
  /^\W*(?:none|nothing|no (?:data )?migration|no steps?|not)\s*(?:is |are )?(?:needed|required|necessary|to migrate|to do)?\b[\s.:,;–—-]*(?:because|since|as)?\s*/i;

/** *Migration*: ordered steps, or "none needed" with its reason. */
export function migration(section: Section): {
  readonly migration: MigrationSection;
  readonly defects: readonly PlanDefect[];
} {
  const { nodes, sections } = split(section.nodes);
  const headed = sections.length > 0 ? sections.map(({ heading, place }): Said => ({ text: heading, place })) : [];
  const listed = stepsIn(section.nodes).filter(({ text }) => slotIn(text) === undefined);
  const steps = listed.length > 0 ? listed : headed;
  const none = noneIn(nodes);
  const place = section.place;
  const fault = (detail: string): readonly PlanDefect[] => [defect("section-empty", "Migration", detail, place)];
  if (steps.length > 0) return { migration: { steps, place }, defects: [] };
  if (none !== undefined) {
    const reasoned = words(none.text.replace(NONE, "")) >= 3;
    if (reasoned) return { migration: { steps, none, place }, defects: [] };
    return { migration: { steps, place }, defects: fault("none needed, without a reason") };
  }
  const text = nodes.map(plain).join(" ").trim();
  if (slotIn(text) !== undefined) return { migration: { steps, place }, defects: [] };
  return {
    migration: { steps, place },
    defects: fault(text === "" ? "nothing said" : "prose alone"),
  };
}

function noneIn(nodes: readonly RootContent[]): Said | undefined {
  const paragraph = nodes.find(
    (node) => node.type === "paragraph" && NONE.test(plain(node)) && /^\W*n/i.test(plain(node)),
  );
  return paragraph === undefined ? undefined : { text: plain(paragraph).trim(), place: placeOf(paragraph) };
}
