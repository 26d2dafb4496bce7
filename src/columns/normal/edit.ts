/** What an edit of a query does to those who read it. */
export type Verdict = "breaking" | "safe" | "unknown";

export type EditKind =
  | "column-removed"
  | "column-renamed"
  | "column-added"
  | "column-moved"
  | "column-type-changed"
  | "column-type-narrowed"
  | "column-type-widened"
  | "column-nullability-loosened"
  | "nested-field-removed"
  | "column-name-open"
  | "column-meaning-changed"
  | "column-expression-edited"
  | "grain-changed"
  | "distinct-changed"
  | "row-set-changed"
  | "condition-edited"
  | "join-changed"
  | "join-added"
  | "source-changed"
  | "structure-changed";

/** One thing that an edit changes. */
export interface Edit {
  readonly kind: EditKind;
  readonly verdict: Verdict;
  /** A person's words for it, of what is not said by its kind. */
  readonly cause: string;
  readonly column?: string;
  /** What it is called afterwards. */
  readonly to?: string;
  /** It happens in a query further inside: what it does to the rows in the end is not known. */
  readonly inside?: true;
  /** A join more finds several rows for one: perhaps, or surely by what is known of its relation's keys. */
  readonly fans?: "perhaps" | "surely";
  /** The relation that is joined, and how many of its rows are found. */
  readonly relation?: string;
  readonly matches?: string;
  /** Of a record. */
  readonly fields?: readonly string[];
  /** Offset in the text of head. */
  readonly at?: number;
}

const WORSE: readonly Verdict[] = ["safe", "unknown", "breaking"];

/** The worst of all that an edit changes; nothing changed is safe. */
export const verdictOf = (edits: readonly Edit[]): Verdict =>
  WORSE[Math.max(0, ...edits.map(({ verdict }) => WORSE.indexOf(verdict)))] ?? "unknown";
