/** One thing that an edit of a model's SQL changes for those who read it. */
export interface QueryEdit {
  /** `grain-changed`, `column-renamed` … as `columns/normal/edit.ts` names them. */
  readonly kind: string;
  readonly verdict: "breaking" | "safe" | "unknown";
  /** A person's words for it, of what is not said by its kind. */
  readonly cause: string;
  readonly column?: string;
  /** What the column is called afterwards. */
  readonly to?: string;
  /** A join more finds several rows for one: perhaps, or surely by what is known of its relation's keys. */
  readonly fans?: "perhaps" | "surely";
  /** The relation that is joined, and how many of its rows are found. */
  readonly relation?: string;
  readonly matches?: string;
  /** Of a record. */
  readonly fields?: readonly string[];
  /** The line of the model's file. */
  readonly line?: number;
  /** It happens in a query further inside: what it does to the rows in the end is not known. */
  readonly inside?: true;
}
