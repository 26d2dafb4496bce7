import type { Outline, StageOutline } from "../../outline/outline.ts";
import type { Item } from "../item.ts";
import { slotted } from "./slotted.ts";

const follows = (asked: readonly string[] | undefined, profiles: readonly string[]): boolean =>
  asked === undefined || asked.some((one) => profiles.includes(one));

/** The items of a stage, in the order in which its source asks for them. */
export const itemsOf = (
  { kind }: Outline,
  stage: StageOutline,
  items: readonly Item[],
  profiles: readonly string[],
): readonly Item[] =>
  items
    .filter((item) => item.asked[kind] === stage.name && follows(item.profiles, profiles))
    .toSorted((one, other) => firstRow(one) - firstRow(other) || one.id.localeCompare(other.id));

const firstRow = ({ requirements }: Item): number => Math.min(...requirements.map(({ row }) => row));

/** A plan of a kind that nobody has filled in yet: a heading a stage, and below it what each item of the checklist asks for. */
export function kindTemplate(outline: Outline, items: readonly Item[], profiles: readonly string[] = []): string {
  const stages = outline.stages
    .filter((stage) => follows(stage.profiles, profiles))
    .map((stage) => ({ stage, asked: itemsOf(outline, stage, items, profiles) }))
    .filter(({ stage, asked }) => stage.optional !== true || asked.length > 0);
  const [first = "", ...rest] = outline.title;
  return [
    [
      "---",
      `kind: ${outline.kind}`,
      `plan_version: ${outline.version}`,
      ...(profiles.length === 0 ? [] : [`profiles: [${profiles.join(", ")}]`]),
      'title: "TODO: one line that says what is planned"',
      "status: draft # approved, once its owner agrees",
      'owner: "TODO: a person or a team"',
      "---",
    ].join("\n"),
    "<!-- Made by `dataplan plan`. Each TODO waits for an answer; once the status is approved, the gate insists on it. Where nothing applies, N/A and why. -->",
    `# ${first.toUpperCase()}${rest.join("")}`,
    ...stages.flatMap(({ stage, asked }, at) => [
      `## ${at + 1}. ${stage.title}`,
      ...asked.flatMap(asking),
      ...(asked.every(({ template }) => template === "") ? [`TODO: ${stage.title.toLowerCase()}`] : []),
    ]),
  ]
    .join("\n\n")
    .concat("\n");
}

/** One line of what is expected, which no reader of the page sees, and the lines to fill in. */
const asking = ({ title, demand, template }: Item): readonly string[] => [
  `<!-- ${title}: ${demand.replaceAll("--", "–")} -->`,
  ...(template === "" ? [] : [slotted(template)]),
];
