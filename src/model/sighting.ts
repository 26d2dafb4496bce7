/** Something that was looked for, or why it could not be seen. */
export type Seen<T> = { readonly value: T } | { readonly unseen: string };

/** What an App may do and what it is told, by GitHub's names. */
export interface Granted {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** A check that has to pass before a merge. Without `app` any source may report it. */
export interface RequiredCheck {
  readonly name: string;
  readonly app?: number;
  readonly by: "ruleset" | "branch protection";
}

/** A branch as its protection has it. */
export interface BranchSighting {
  readonly name: string;
  readonly required: Seen<readonly RequiredCheck[]>;
  readonly hasQueue: Seen<boolean>;
  /** Names of the commit statuses on its head. */
  readonly statuses: Seen<readonly string[]>;
}

/** A line of a file that nobody can read as it was meant. */
export interface LineProblem {
  readonly path: string;
  readonly line: number;
  readonly said: string;
}

/** All that the doctor looks at, as far as whoever calls has it: what is absent is not examined. */
export interface Sighting {
  /** What app.yml asks for. */
  readonly wanted: Granted;
  /** The App's own settings on GitHub. */
  readonly registered?: Seen<Granted>;
  /** What the owner of the installation has accepted. */
  readonly installed?: Seen<Granted>;
  readonly app?: { readonly id: number };
  readonly branch?: BranchSighting;
  readonly config?: readonly LineProblem[];
  readonly floor?: readonly LineProblem[];
  readonly codeOwners?: readonly LineProblem[];
  /** GitHub's clock minus ours, in seconds. */
  readonly clockSkew?: number;
  readonly store?: Seen<string>;
  readonly secretLength?: number;
}
