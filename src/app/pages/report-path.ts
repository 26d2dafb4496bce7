/** Where a report is found; the check's `details_url`. */
export const reportPath = (repository: number, pull: number, head: string): string =>
  `/reports/${repository}/${pull}/${head}`;

const REPORT = /^\/reports\/(\d{1,15})\/(\d{1,10})\/([0-9a-f]{40}|[0-9a-f]{64})(\/again)?$/;

export interface Asked {
  readonly repository: number;
  readonly pull: number;
  readonly head: string;
  readonly again: boolean;
}

export function askedBy(path: string): Asked | undefined {
  const [, repository, pull, head, again] = REPORT.exec(path) ?? [];
  if (head === undefined) return undefined;
  return { repository: Number(repository), pull: Number(pull), head, again: again !== undefined };
}
