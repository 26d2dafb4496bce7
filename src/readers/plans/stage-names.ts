import type { Outline, StageOutline } from "../../outline/outline.ts";
import { normal } from "./canonical.ts";
import { similarity } from "./similarity.ts";

/** The stage that a heading means; `near`, the stage's title, where it was not written as the outline knows it. */
export interface Meant {
  readonly name: string;
  readonly near?: string;
}

const NEAR = 0.85;
const FILLERS = new Set(
  "and or of the a an for to in on with by our its at from who what where when we how is are plan design strategy section".split(
    " ",
  ),
);

const stem = (word: string): string => word.replace(/(?:ies)$/, "y").replace(/(?<=\w{3})s$/, "");
const content = (text: string): readonly string[] =>
  text
    .split(" ")
    .filter((word) => word !== "" && !FILLERS.has(word))
    .map(stem);

const wordsOf = (stage: StageOutline): readonly string[] => [normal(stage.title), ...stage.words];

const vocabularies = new WeakMap<StageOutline, ReadonlySet<string>>();
function vocabulary(stage: StageOutline): ReadonlySet<string> {
  const known = vocabularies.get(stage);
  if (known !== undefined) return known;
  const made = new Set(wordsOf(stage).flatMap(content));
  vocabularies.set(stage, made);
  return made;
}

/** By synonym, by a synonym that something follows ("rollback of …"), by near spelling, by the words that it is made of. */
export function stageMeant(heading: string, { stages }: Outline): Meant | undefined {
  const said = normal(heading);
  if (said === "") return undefined;
  const exact = stages.find((stage) => wordsOf(stage).includes(said));
  if (exact !== undefined) return { name: exact.name };
  const led = stages.find((stage) =>
    wordsOf(stage).some((word) => new RegExp(`^${word} (?:of|for|to|in|on|if)\\b`).test(said)),
  );
  if (led !== undefined) return { name: led.name };
  return (
    closest(said, stages, (stage) => Math.max(...wordsOf(stage).map((word) => spelt(said, word))), NEAR) ??
    built(said, stages)
  );
}

const spelt = (said: string, word: string): number => (word.length < 5 ? 0 : similarity(said, word));

/** A word of the stage, or one with a slip of the pen in it. */
const isKnown = (word: string, known: ReadonlySet<string>): boolean =>
  known.has(word) ||
  (word.length > 5 && [...known].some((other) => other.length > 5 && similarity(word, other) >= NEAR));

/** "Sources, owners, freshness": most of its words are words of one stage, and of no other as many. */
function built(said: string, stages: readonly StageOutline[]): Meant | undefined {
  const words = content(said);
  if (words.length < 2) return undefined;
  return closest(
    said,
    stages,
    (stage) => words.filter((word) => isKnown(word, vocabulary(stage))).length / words.length,
    0.65,
  );
}

function closest(
  said: string,
  stages: readonly StageOutline[],
  score: (stage: StageOutline) => number,
  least: number,
): Meant | undefined {
  const ranked = stages
    .map((stage) => ({ stage, score: score(stage) }))
    .filter((each) => each.score >= least)
    .toSorted((one, other) => other.score - one.score);
  const [best, next] = ranked;
  if (best === undefined || (next !== undefined && next.score === best.score)) return undefined;
  return said === "" ? undefined : { name: best.stage.name, near: best.stage.title };
}
