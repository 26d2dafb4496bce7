/** A repository as an installation sees it. Names change; the id does not. */
export interface Target {
  readonly installation: number;
  readonly repository: number;
  readonly owner: string;
  readonly name: string;
}

/** The repository alone, without what else a job says. */
export const targetOf = ({ installation, repository, owner, name }: Target): Target => ({
  installation,
  repository,
  owner,
  name,
});

/** "Look at this pull request again": a pointer, never the answer, so that a late or doubled one does no harm. */
export interface ReviewJob extends Target {
  readonly kind: "review";
  readonly pull: number;
  /** A person asked: the check run is written even where it says the same. */
  readonly fresh: boolean;
  /** The head that the event spoke of: GitHub's own answers may still be behind it. */
  readonly spoken?: string;
  /** It has just come to its branch: what its commit was told before may have been for another. */
  readonly arrived?: boolean;
}

/** "Find the pull requests whose head this commit is." */
export interface ResolveJob extends Target {
  readonly kind: "resolve";
  readonly sha: string;
  /** Used where GitHub does not know the commit's pull requests. */
  readonly pulls: readonly number[];
  readonly fresh: boolean;
}

/** One comment that may hold commands, as it was when it was made: an edit later changes nothing. */
export interface CommandJob extends Target {
  readonly kind: "command";
  readonly pull: number;
  readonly comment: number;
  readonly author: { readonly login: string; readonly id: number };
  /** The GitHub App that speaks, where no person does. */
  readonly app?: number;
  readonly body: string;
  readonly created: string;
}

/** "Judge what the merge queue is about to merge": a commit on a branch of the queue's own, on top of `base`. */
export interface GroupJob extends Target {
  readonly kind: "group";
  readonly sha: string;
  readonly base: string;
  /** The queue's branch, as `refs/heads/…`. */
  readonly ref: string;
  readonly fresh: boolean;
  /** The queue has given it up: whatever is still said to be going on is over. */
  readonly over?: boolean;
}

/** Somebody pressed a button of ours on the check of one commit. */
export interface PressJob extends Target {
  readonly kind: "press";
  readonly sha: string;
  readonly pulls: readonly number[];
  readonly button: string;
  readonly by: { readonly login: string; readonly id: number };
}

/** "What judges this branch's pull requests has changed: look at them again." */
export interface RefreshJob extends Target {
  readonly kind: "refresh";
  readonly branch: string;
  readonly fresh: boolean;
}

/** "This repository has just come to us." */
export interface OnboardJob extends Target {
  readonly kind: "onboard";
  readonly fresh: boolean;
}

/** "This repository is ours no more." */
export interface DepartJob extends Target {
  readonly kind: "depart";
  readonly fresh: boolean;
}

/** "This installation is back, or may do more than before: look at the open pull requests of its repositories." */
export interface RevisitJob {
  readonly kind: "revisit";
  readonly installation: number;
  readonly fresh: boolean;
}

export type Job =
  | ReviewJob
  | ResolveJob
  | CommandJob
  | GroupJob
  | RefreshJob
  | OnboardJob
  | DepartJob
  | PressJob
  | RevisitJob;

/** What a job is about, below its repository: one lane each. */
function subjectOf(job: Exclude<Job, OnboardJob | DepartJob | RevisitJob>): string {
  // What two people press is two jobs, and so are two buttons.
  if (job.kind === "press") return `${job.sha}:${job.button}:${job.by.id}`;
  if (job.kind === "resolve" || job.kind === "group") return job.sha;
  return job.kind === "refresh" ? job.branch : String(job.pull);
}

/** Jobs of one lane never run at the same time. */
export function lane(job: Job): string {
  if (job.kind === "revisit") return `revisit:${job.installation}`;
  // One lane for coming and going: whichever was told last counts.
  if (job.kind === "onboard" || job.kind === "depart") return `here:${job.repository}`;
  return `${job.kind}:${job.repository}:${subjectOf(job)}`;
}

/** Within a lane the lowest turn goes first: commands in the order in which they were said. What has the same turn is one job. */
export const turn = (job: Job): number => (job.kind === "command" ? job.comment : 0);

/** One job that does what all of one lane and turn ask for: the last one's pointer, and every flag that one of them raised. */
export const folded = (jobs: readonly Job[]): Job | undefined =>
  jobs.reduce<Job | undefined>((all, next) => {
    const raised = Object.fromEntries(Object.entries(all ?? {}).filter(([, value]) => value === true));
    return { ...next, ...raised };
  }, undefined);
