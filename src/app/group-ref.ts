/** Which pull request a branch of the merge queue stands for, and on top of what. */
export interface GroupRef {
  /** The branch that it merges into. */
  readonly branch: string;
  readonly pull: number;
  readonly base: string;
}

/** GitHub promises nothing about this name: undefined where it is any other. */
export function groupRef(ref: string): GroupRef | undefined {
  const found = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,9})-([0-9a-f]{40})$/.exec(ref);
  const [, branch, pull, base] = found ?? [];
  return branch === undefined || base === undefined ? undefined : { branch, pull: Number(pull), base };
}
