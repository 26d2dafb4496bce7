import { answer } from "./answer.ts";
import type { Stage } from "./stage.ts";

/** One of several things that a stage has to speak of. */
export interface Topic {
  readonly name: string;
  /** Of a label, in lower case. */
  readonly label: RegExp;
  /** Of a sentence, where it is not the same. */
  readonly line?: RegExp;
}

/** The topics that none of the stages speaks of. A label with a placeholder speaks of it: the slot is told by itself. */
export const unsaid = (stages: readonly (Stage | undefined)[], topics: readonly Topic[]): readonly Topic[] =>
  topics.filter(({ label, line }) =>
    stages.every((stage) => stage === undefined || answer(stage, label, line ?? label).found === "nothing"),
  );

/** "a", "a and b", "a, b and c". */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
