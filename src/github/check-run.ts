import { createHash } from "node:crypto";
import { CHECK } from "../model/check-name.ts";
import type { CheckReport } from "../model/check-report.ts";
import type { Coordinates } from "./coordinates.ts";

export interface CheckRunOptions extends Coordinates {
  readonly head: string;
  readonly appId: number;
  /** Which pull requests, into which branches, the answer is for: a commit may be the head of several. */
  readonly scope: string;
  /** Where people read more. */
  readonly details?: string;
  /** Throws where the head has moved on. */
  readonly beforeWrite: () => Promise<void>;
}

/** Our run as GitHub had it when we looked. */
export interface Existing {
  readonly id: number;
  readonly status: string;
  readonly opens: boolean;
  readonly externalId: string;
  readonly annotations: number;
  readonly completedAt: string | undefined;
}

/** Annotations that GitHub takes in one request. */
const BATCH = 50;
const AT_WORK = "at-work";

/**
 * A gate that stands open for somebody else's sake is shut until we have looked: a check belongs to the commit, not to us.
 * Answers with the run that was found and left as it is.
 */
export async function claimCheckRun(options: CheckRunOptions): Promise<Existing | undefined> {
  const found = await findCheckRun(options);
  if (found?.opens !== true || found.externalId.endsWith(`:${digest(options.scope)}`)) return found;
  await showAtWork(options);
  return undefined;
}

/** Has this head a finished run of ours that speaks for exactly these pull requests? */
export async function isAnswered(options: Omit<CheckRunOptions, "beforeWrite">): Promise<boolean> {
  const found = await findCheckRun(options);
  return found?.status === "completed" && found.externalId.endsWith(`:${digest(options.scope)}`);
}

/** Shows that we are at work on this head, unless a check run says something already. */
export async function beginCheckRun(options: CheckRunOptions): Promise<void> {
  if ((await findCheckRun(options)) === undefined) await showAtWork(options);
}

/** What is still said to be going on is over, without an answer. */
export async function endCheckRun(options: CheckRunOptions, title: string): Promise<void> {
  const { octokit, owner, repo } = options;
  const found = await findCheckRun(options);
  if (found === undefined || found.status === "completed") return;
  const said = { owner, repo, check_run_id: found.id, status: "completed", conclusion: "cancelled" } as const;
  await octokit.rest.checks.update({ ...said, output: { title, summary: title } });
}

async function showAtWork({ octokit, owner, repo, head, beforeWrite }: CheckRunOptions): Promise<void> {
  await beforeWrite();
  const said = { owner, repo, name: CHECK, head_sha: head, status: "in_progress" } as const;
  await octokit.rest.checks.create({ ...said, external_id: AT_WORK });
}

/**
 * One check run a head. Its `external_id` holds digests of what it says, so that saying it again costs no write.
 * Annotations are only ever added by GitHub, never replaced: where they differ, a new run takes the old one's place.
 * Answers with the moment since which it has stood there, by GitHub's clock.
 */
export async function writeCheckRun(
  options: CheckRunOptions,
  report: CheckReport,
  fresh: boolean,
  claimed?: Existing,
): Promise<string | undefined> {
  const { octokit, owner, repo, head, beforeWrite } = options;
  const { conclusion, annotations, title, summary, text, buttons: actions = [] } = report;
  const output = { title, summary, ...(text === undefined ? {} : { text }) };
  const annotated = digest(annotations);
  const externalId = `${annotated}:${digest([conclusion, output, actions])}:${digest(options.scope)}`;
  const says = (run: Existing | undefined): run is Existing =>
    run?.externalId === externalId && run.status === "completed" && run.annotations >= annotations.length;
  if (!fresh && says(claimed)) return claimed.completedAt;
  const found = await findCheckRun(options);
  if (!fresh && says(found)) return found.completedAt;
  const kept = found !== undefined && (found.externalId === AT_WORK || found.externalId.startsWith(`${annotated}:`));
  let sent = kept ? Math.min(found.annotations, annotations.length) : 0;
  let id = kept ? found.id : undefined;
  let at: string | null | undefined;
  // Once for all batches: a run belongs to its commit, and one that is half annotated serves nobody.
  await beforeWrite();
  do {
    const batch = annotations.slice(sent, sent + BATCH);
    const body = { ...output, ...(batch.length > 0 ? { annotations: [...batch] } : {}) };
    const link = options.details === undefined ? {} : { details_url: options.details };
    const status = "completed" as const;
    const told = { external_id: externalId, output: body, actions: [...actions], ...link };
    const said = { owner, repo, status, conclusion, ...told };
    try {
      if (id === undefined) {
        const { data } = await octokit.rest.checks.create({ ...said, name: CHECK, head_sha: head });
        ({ id, completed_at: at } = data);
      } else {
        ({ completed_at: at } = (await octokit.rest.checks.update({ ...said, check_run_id: id })).data);
      }
    } catch (error) {
      // The answer may be lost and the effect not: what GitHub has now decides where to go on.
      const now = isUnclear(error) ? await findCheckRun(options) : undefined;
      const done = now?.externalId === externalId && now.status === "completed";
      if (!done || now.annotations < sent + batch.length) throw error;
      ({ id, completedAt: at } = now);
    }
    sent += batch.length;
  } while (sent < annotations.length);
  // A run that GitHub reset and that we did not take up again would look as if we were still at work.
  if (found !== undefined && !kept && found.status !== "completed")
    await octokit.rest.checks.update({ owner, repo, check_run_id: found.id, status: "completed", conclusion });
  return at ?? undefined;
}

/** The newest run of ours: GitHub counts that one. */
async function findCheckRun(options: Omit<CheckRunOptions, "beforeWrite">): Promise<Existing | undefined> {
  const { octokit, owner, repo, head, appId } = options;
  const { data } = await octokit.rest.checks.listForRef({
    owner,
    repo,
    ref: head,
    check_name: CHECK,
    app_id: appId,
    per_page: 100,
  });
  const ours = data.check_runs.filter(({ app, name }) => app?.id === appId && name === CHECK);
  const newest = ours.toSorted((a, b) => b.id - a.id)[0];
  if (newest === undefined) return undefined;
  return {
    id: newest.id,
    status: newest.status,
    opens: newest.conclusion === "success" || newest.conclusion === "neutral",
    externalId: newest.external_id ?? "",
    annotations: newest.output.annotations_count,
    completedAt: newest.completed_at ?? undefined,
  };
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

function isUnclear(error: unknown): boolean {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
  return status >= 500;
}
