import type { Stage } from "./stage.ts";
import { statementsOf, type Statement } from "./statements.ts";

/** The statements that speak of a topic, a label with the list below it as one. */
export const told = (stage: Stage, topic: RegExp): readonly Statement[] =>
  statementsOf(stage).filter(({ text }) => topic.test(text));

/** The topic's label stands there and a placeholder is its answer, which is told by itself. */
export const isOpen = (stage: Stage, topic: RegExp): boolean =>
  stage.fields.some((field) => field.open === true && topic.test(field.label)) ||
  stage.said.some((said) => said.open === true && topic.test(said.text)) ||
  stage.tables.some(({ rows }) =>
    rows.some((row) => topic.test(row[0]?.text ?? "") && row.slice(1).some((cell) => cell.open === true)),
  );

/** What a stage is asked to speak of, by the words that show it. */
export type Topics = Readonly<Record<string, RegExp>>;

/** The topics that no statement and no heading of the stage speaks of; an open one is not lacking. */
export const lacking = (stage: Stage, topics: Topics): readonly string[] =>
  Object.entries(topics)
    .filter(
      ([, topic]) =>
        told(stage, topic).length === 0 &&
        !stage.parts.some(({ heading }) => topic.test(heading)) &&
        !isOpen(stage, topic),
    )
    .map(([name]) => name);

/** Dates as they stand there, in order. */
export const datesIn = (text: string): readonly string[] => text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];

/** Everything that is said, a statement a line. */
export const textOf = (stage: Stage): string =>
  statementsOf(stage)
    .map(({ text }) => text)
    .join("\n");
