import type { Root } from "mdast";
import type { Plan, PlanDefect } from "../../model/plan.ts";
import type { PlanPart } from "../../model/plan-part.ts";
import type { Outline, StageOutline } from "../../outline/outline.ts";
import { withContents } from "./by-contents.ts";
import { changeSections } from "./change-plan.ts";
import { defect } from "./defect.ts";
import type { FrontMatter } from "./front-matter.ts";
import { generalFront } from "./general-front.ts";
import { plain } from "./markdown.ts";
import { withOpening } from "./opening-stage.ts";
import { partsOf } from "./parts.ts";
import { planWaivers } from "./plan-waivers.ts";
import { slotIn } from "./slot-words.ts";
import { slots } from "./slots.ts";
import { unsureHeadings } from "./unsure-headings.ts";

/** A plan of any kind but the change plan, which has a form of its own; without its path and hash, which `link` knows. */
export function generalPlan(
  root: Root,
  matter: FrontMatter,
  outline: Outline,
  recognised?: number,
): Omit<Plan, "id" | "hash"> {
  const opened = withOpening(partsOf(root, outline), outline);
  const heading = root.children.find((node) => node.type === "heading" && node.depth === 1);
  const front = generalFront(
    matter,
    opened,
    heading === undefined ? "" : plain(heading).trim(),
    outline.profiles ?? [],
  );
  const asked = demanded(outline, front.profiles);
  const headed = namedParts(opened);
  const parts = withContents(
    opened,
    asked,
    asked.filter(({ name }) => !headed.has(name)),
  );
  const named = namedParts(parts);
  const end = root.children.at(-1)?.position?.end.line ?? 1;
  const inChange = changeSections(root);
  const waived = planWaivers(matter);
  const defects: PlanDefect[] = [...front.defects, ...waived.defects, ...inChange.defects];
  // Where a heading was not understood, or only guessed at, what is missing may stand below it.
  const unread = unsureHeadings(parts);
  const perhaps = unread.length === 0 ? {} : { perhaps: unread };
  for (const stage of asked) {
    const part = named.get(stage.name);
    const expected = "one, or a line that says why it is left out";
    if (part === undefined)
      defects.push(
        defect("section-missing", stage.title, "no such heading", { path: "", line: end }, { expected, ...perhaps }),
      );
    else if (isEmptyPart(part))
      defects.push(
        defect("section-empty", stage.title, "nothing below its heading", part.place, { expected: "what it is for" }),
      );
  }
  for (const [key, said] of Object.entries(front.front)) {
    const slot = slotIn(said.text);
    if (slot !== undefined) defects.push(defect("slot", key, slot, said.place));
  }
  defects.push(...slots(root, (line) => titleAt(parts, outline, line)));
  const { title, status, owner, version, profiles } = front;
  return {
    kind: "plan",
    place: { path: "", line: 1 },
    planKind: outline.kind,
    ...(recognised === undefined ? {} : { recognised }),
    title,
    status,
    ...(owner === undefined ? {} : { owner }),
    version,
    profiles,
    entries: inChange.entries,
    consumers: inChange.consumers,
    ...(inChange.migration === undefined ? {} : { migration: inChange.migration }),
    ...(inChange.rollback === undefined ? {} : { rollback: inChange.rollback }),
    ...(waived.waivers.length === 0 ? {} : { waivers: waived.waivers }),
    front: front.front,
    parts,
    defects: defects.toSorted((one, other) => one.place.line - other.place.line),
  };
}

/** The stages that a plan owes: neither optional nor of a profile that it does not follow. */
export const demanded = ({ stages }: Outline, profiles: readonly string[]): readonly StageOutline[] =>
  stages.filter(
    (stage) =>
      stage.optional !== true && (stage.profiles === undefined || stage.profiles.some((one) => profiles.includes(one))),
  );

export function namedParts(parts: readonly PlanPart[]): ReadonlyMap<string, PlanPart> {
  const found = new Map<string, PlanPart>();
  for (const part of parts) {
    for (const name of namesOf(part)) if (!found.has(name)) found.set(name, part);
    for (const [name, inner] of namedParts(part.parts)) if (!found.has(name)) found.set(name, inner);
  }
  return found;
}

const namesOf = ({ name, also }: PlanPart): readonly string[] => [
  ...(name === undefined ? [] : [name]),
  ...(also ?? []).map((one) => one.name),
];

const isEmptyPart = ({ lines, items, tables, code, links, parts }: PlanPart): boolean =>
  lines.length + items.length + tables.length + code.length + links.length === 0 && parts.every(isEmptyPart);

const titleAt = (parts: readonly PlanPart[], outline: Outline, line: number): string => {
  const inside = [...namedParts(parts).values()]
    .filter(({ place }) => place.line <= line)
    .toSorted((a, b) => b.place.line - a.place.line)[0];
  return outline.stages.find(({ name }) => name === inside?.name)?.title ?? "plan";
};
