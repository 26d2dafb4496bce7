/** One stage of a plan: what it is called here, and what authors call it. */
export interface StageOutline {
  /** Our name, in one word. */
  readonly name: string;
  readonly title: string;
  /** Headings that mean it, in lower case without punctuation or numbers; the title counts by itself. */
  readonly words: readonly string[];
  /** What is said in it under whatever heading: beginnings of words, as patterns in lower case. */
  readonly signs?: readonly string[];
  /** It need not be there. */
  readonly optional?: true;
  /** Where no heading means it, it is what stands below the title, above the first heading. */
  readonly opening?: true;
  /** Only where the plan says that it follows one of these profiles. */
  readonly profiles?: readonly string[];
}

/** What a kind of plan is made of, in the order of its source. */
export interface Outline {
  /** As in `kind:` of the front matter. */
  readonly kind: string;
  readonly title: string;
  /** The document that asks for it: the number of a seed, or "own". */
  readonly source: string;
  /** The newest version of its template; plans are judged by the version that they state. */
  readonly version: number;
  /** Other words for the kind in `kind:`. */
  readonly alias?: readonly string[];
  /** What it may follow beside, said as `profile:` or `profiles:`. */
  readonly profiles?: readonly string[];
  readonly stages: readonly StageOutline[];
}

export const defineOutline = (outline: Outline): Outline => outline;

/** Headings as a list between commas. */
export const called = (...headings: readonly string[]): readonly string[] =>
  headings.flatMap((line) => line.split(", "));
