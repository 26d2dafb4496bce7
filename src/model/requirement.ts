/** How a requirement is decided: by shape, by numbers that are recomputed or compared, by comparing with the repository. */
export type Part = "S" | "Q" | "X";

/** One numbered requirement of the five sources. */
export interface Requirement {
  readonly row: number;
  readonly source: string;
  readonly artefact: string;
  readonly parts: readonly Part[];
  readonly level: "block" | "review" | "notice" | "block beside breaking";
}
