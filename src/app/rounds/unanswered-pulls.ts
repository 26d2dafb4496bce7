import type { ProbotOctokit } from "probot";
import { isAnswered } from "../../github/check-run.ts";
import { answeredIn, noteAnswered } from "../../store/answered.ts";
import { comeBack } from "../../store/departures.ts";
import { isRefusal, statusOf } from "../is-refusal.ts";
import type { ReviewJob, Target } from "../job.ts";
import { lookAt, scopeOf } from "../look-at.ts";
import { repositoriesOf } from "../repositories-of.ts";
import type { Round, RoundWorld } from "./round.ts";

const MINUTE = 60_000;
/** Equal times, and lists that were cut while something changed. */
const OVERLAP = MINUTE;
/** What changed just now is in somebody's hands; the next round sees whether it was. */
const IN_HAND = 2 * MINUTE;

interface Listed {
  readonly number: number;
  readonly updated_at: string;
  readonly head: { readonly sha: string };
}

/**
 * Every open pull request whose head lacks our finished run gets a look, whether or not a webhook ever told of it. This, and
 * not the webhook, is the promise. Where nothing has changed since all were answered, a repository costs one free question.
 */
export const unansweredPulls: Round = {
  every: 15 * MINUTE,
  async run(world, now) {
    const told = { repositories: 0, looks: 0 };
    const github = await world.app();
    for (const { id, suspended_at } of await github.paginate(github.rest.apps.listInstallations, { per_page: 100 })) {
      if (suspended_at !== null) continue;
      try {
        await ofInstallation(world, id, now, told);
      } catch (error) {
        // The others are not to wait for this one; the next round comes.
        world.log.warn({ err: error, installation: id }, "its pull requests were not all looked through");
      }
    }
    return told;
  },
};

async function ofInstallation(
  world: RoundWorld,
  installation: number,
  now: Date,
  told: { repositories: number; looks: number },
): Promise<void> {
  const octokit = await world.client({ installation, work: "round" });
  for await (const page of repositoriesOf(octokit, installation)) {
    // They are ours, whatever we were told, and in whatever order: a repository that changed its owner has left one, too.
    await comeBack(
      world.database,
      page.map(({ repository }) => repository),
    );
    for (const target of page) {
      const { repository: id } = target;
      try {
        const looks = await unanswered(world, octokit, target, now);
        told.repositories += 1;
        told.looks += looks.length;
        const source = { id: `unanswered:${id}:${now.getTime()}`, event: "unanswered-pull" };
        await world.accept(source, looks);
      } catch (error) {
        if (isRefusal(error)) throw error;
        world.log.warn({ err: error, repository: id }, "its pull requests were not looked through");
      }
    }
  }
}

async function unanswered(
  world: RoundWorld,
  octokit: ProbotOctokit,
  target: Target,
  now: Date,
): Promise<readonly ReviewJob[]> {
  const known = await answeredIn(world.database, target.repository);
  const changed = await changedSince(octokit, target, known);
  if (changed === undefined) return [];
  const { list, etag } = changed;
  const looks: ReviewJob[] = [];
  let inHand = false;
  for (const { number, updated_at, head } of list) {
    inHand ||= now.getTime() - Date.parse(updated_at) < IN_HAND;
    if (now.getTime() - Date.parse(updated_at) < IN_HAND) continue;
    const job: ReviewJob = { kind: "review", ...target, pull: number, fresh: false };
    const look = await lookAt(octokit, job, head.sha);
    if (look === undefined) continue;
    const at = { octokit, owner: target.owner, repo: target.name, appId: world.us().appId };
    const answered = await isAnswered({ ...at, head: look.pull.head.sha, scope: scopeOf(look) });
    if (!answered) looks.push({ ...job, arrived: true });
  }
  const upTo =
    list
      .map(({ updated_at }) => updated_at)
      .toSorted()
      .at(-1) ?? known?.upTo.toISOString();
  // What is not answered yet is looked at again next time, whatever becomes of the look that it gets now.
  if (looks.length === 0 && !inHand && etag !== undefined)
    await noteAnswered(world.database, target.repository, { etag, upTo: new Date(upTo ?? 0) });
  return looks;
}

/** Newest first; undefined where the list is still the one in which nothing was left to do. */
async function changedSince(
  octokit: ProbotOctokit,
  { owner, name: repo }: Target,
  known: { readonly etag: string; readonly upTo: Date } | undefined,
): Promise<{ readonly list: readonly Listed[]; readonly etag: string | undefined } | undefined> {
  const earliest = known === undefined ? 0 : known.upTo.getTime() - OVERLAP;
  const list: Listed[] = [];
  const ask = (page: number) =>
    octokit.rest.pulls.list({
      owner,
      repo,
      state: "open",
      sort: "updated",
      direction: "desc",
      per_page: 100,
      page,
      ...(known === undefined || page > 1 ? {} : { headers: { "if-none-match": known.etag } }),
    });
  let etag: string | undefined;
  for (let page = 1; ; page++) {
    try {
      const { data, headers } = await ask(page);
      if (page === 1) etag = headers.etag;
      list.push(...data.filter(({ updated_at }) => Date.parse(updated_at) >= earliest));
      const last = data.at(-1);
      if (data.length < 100 || last === undefined || Date.parse(last.updated_at) < earliest) return { list, etag };
    } catch (error) {
      if (statusOf(error) === 304) return undefined;
      throw error;
    }
  }
}
