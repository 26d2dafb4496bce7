import type { Part } from "./requirement.ts";

/** A numbered requirement of the sources that a rule or a checklist item answers, and how far. */
export interface Answer {
  readonly row: number;
  /** S by shape, Q by numbers, X against the repository: what it really decides today. */
  readonly parts: string;
  /** What it does not decide yet, and what that waits for. */
  readonly waits?: Readonly<Partial<Record<Part, string>>>;
}

/** One check behind a requirement: an item of a checklist or a rule about the repository. */
export interface Answering {
  readonly id: string;
  readonly title: string;
  /** The kinds of plan that an item belongs to; none for a rule about the repository. */
  readonly kinds: readonly string[];
  readonly parts: readonly Part[];
  readonly waits: Readonly<Partial<Record<Part, string>>>;
}
