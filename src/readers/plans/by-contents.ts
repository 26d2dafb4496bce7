import type { PlanPart } from "../../model/plan-part.ts";
import type { StageOutline } from "../../outline/outline.ts";
import { normal } from "./canonical.ts";

/** So many signs make a section the stage that no heading names; more where its heading names another one already. */
const ENOUGH = 3;
const ENOUGH_BESIDE = 4;

/** Where no heading means a stage, the section in whose text most of the stage's signs stand is read as it. */
export function withContents(
  parts: readonly PlanPart[],
  stages: readonly StageOutline[],
  missing: readonly StageOutline[],
): readonly PlanPart[] {
  if (missing.length === 0) return parts;
  const sections = outermost(parts);
  const texts = new Map(sections.map((part) => [part, textOf(part)]));
  const given = new Map<PlanPart, StageOutline[]>();
  for (const [part, stage] of pairs(sections, texts, stages, missing))
    if (part.name === undefined && given.has(part)) continue;
    else if (![...given.values()].flat().includes(stage)) given.set(part, [...(given.get(part) ?? []), stage]);
  return given.size === 0 ? parts : renamed(parts, given);
}

type Pair = readonly [part: PlanPart, stage: StageOutline];

/** Sections without a name come first, then those with most signs. */
function pairs(
  sections: readonly PlanPart[],
  texts: ReadonlyMap<PlanPart, string>,
  stages: readonly StageOutline[],
  missing: readonly StageOutline[],
): readonly Pair[] {
  const scored = sections.flatMap((part) => {
    const text = texts.get(part) ?? "";
    const beside = part.name !== undefined;
    return missing.flatMap((stage) => {
      const score = signsIn(text, stage) + (headed(part.heading, stage) ? ENOUGH : 0);
      // A list of all that the plan holds has signs of each stage, and is none of them.
      const others = stages.filter((other) => other !== stage).map((other) => signsIn(text, other));
      const enough = beside
        ? score >= ENOUGH_BESIDE && headed(part.heading, stage)
        : score >= ENOUGH && score > Math.max(0, ...others);
      return enough ? [{ pair: [part, stage] as const, score, beside }] : [];
    });
  });
  return scored
    .toSorted((one, other) => Number(one.beside) - Number(other.beside) || other.score - one.score)
    .map(({ pair }) => pair);
}

const signsIn = (text: string, { signs }: StageOutline): number =>
  (signs ?? []).filter((sign) => new RegExp(`(?<![\\p{L}\\p{N}])${sign}`, "iu").test(text)).length;

/** "Constraints, requirements and service levels" names more than one. */
const headed = (heading: string, { title, words }: StageOutline): boolean =>
  heading.split(/[,;/&+]|\band\b/i).some((piece) => [normal(title), ...words].includes(normal(piece)));

/** The sections of the plan: below its title, not below a section that is known. */
function outermost(parts: readonly PlanPart[]): readonly PlanPart[] {
  const under = parts.filter(({ heading }) => heading !== "");
  return under.flatMap((part) =>
    part.name === undefined && (under.length === 1 || holdsNamed(part)) ? outermost(part.parts) : [part],
  );
}

const holdsNamed = ({ parts }: PlanPart): boolean => parts.some((part) => part.name !== undefined || holdsNamed(part));

const textOf = (part: PlanPart): string =>
  [
    part.heading,
    ...[...part.lines, ...part.items, ...part.code].map(({ text }) => text),
    ...part.tables.flatMap(({ columns, rows }) => [...columns, ...rows.flat().map(({ text }) => text)]),
    ...part.parts.map(textOf),
  ].join("\n");

const renamed = (
  parts: readonly PlanPart[],
  given: ReadonlyMap<PlanPart, readonly StageOutline[]>,
): readonly PlanPart[] =>
  parts.map((part) => {
    const stages = given.get(part) ?? [];
    const [first] = stages;
    if (first === undefined) return { ...part, parts: renamed(part.parts, given) };
    if (part.name !== undefined) return { ...part, also: stages.map(({ name, title }) => ({ name, title })) };
    return { ...part, name: first.name, near: first.title };
  });
