import type { ProbotOctokit } from "probot";
import { loadFloor } from "../config/floor.ts";
import { noFloor } from "../config/hold.ts";
import { loadConfig } from "../config/load.ts";
import { examine } from "../doctor/examine.ts";
import { githubRepository } from "../github/repository.ts";
import type { CommandWorld, PullNow } from "../model/command.ts";
import { ruleNames } from "../rules.ts";
import { snapshotAt } from "../snapshot-at.ts";
import { authorsOf } from "./authors-of.ts";
import { commitsOf } from "./commits-of.ts";
import { configAt } from "./config-at.ts";
import type { Target } from "./job.ts";
import { organisationOf } from "./organisation.ts";
import { lookAround } from "./look-around.ts";
import { once } from "./once.ts";
import { plansOf } from "./plans-of.ts";
import { whoMayWaive } from "./who-may-waive.ts";
import type { World } from "./world.ts";

const AUDITED = 5;
const DAY = 86_400_000;

export interface Asked extends Target {
  readonly pull: number;
  readonly by: { readonly login: string; readonly id: number };
  /** ISO instant, by GitHub's clock. */
  readonly at: string;
}

/** What commands may ask about one pull request, each thing fetched when it is first wanted. */
export function commandsWorld(asked: Asked, octokit: ProbotOctokit, world: World) {
  const { ledger, objects, today } = world;
  const { owner, name: repo, pull: pull_number, repository: id } = asked;
  const pull = once(async () => (await octokit.rest.pulls.get({ owner, repo, pull_number })).data);
  const commits = once(async () => commitsOf(octokit, asked, await pull()));
  const repository = githubRepository({ octokit, owner, repo }, id, objects);
  const organisation = once(async () => organisationOf(octokit, asked, world, await pull()));
  const config = once(async () => {
    const file = await configAt(repository, (await commits()).branch);
    const floor = await (await organisation()).floor();
    return loadConfig(file, ruleNames, floor === undefined ? noFloor : loadFloor(floor, ruleNames)).config;
  });
  const waivers = once(async () =>
    whoMayWaive({
      organisation: await organisation(),
      repository,
      branch: (await commits()).branch,
      config: (await config()).commands,
      authors: once(async () => authorsOf(octokit, asked, await pull())),
    }),
  );
  let spokenOf: string | undefined;
  const now = async (): Promise<PullNow> => {
    const { head, user } = await pull();
    spokenOf = head.sha;
    const shown = await ledger.shown(id, pull_number);
    const current = shown?.answer.head === head.sha ? shown : undefined;
    return {
      head: head.sha,
      ...(user === null ? {} : { author: user.login }),
      ...(current === undefined ? {} : { shown: current.answer }),
      // Within one second nobody has read an answer, and GitHub's clock knows no less.
      seen: current !== undefined && Date.parse(asked.at) > Date.parse(current.since),
      grants: await ledger.grants(id, pull_number),
      audit: await ledger.audit(AUDITED, { repository: id, pull: pull_number }),
      lastDay: new Date(Date.parse(`${today()}T00:00:00Z`) + (await config()).waiverMaxDays * DAY)
        .toISOString()
        .slice(0, 10),
    };
  };
  return {
    config,
    /** The head, where a command asked about it. */
    about: () => spokenOf,
    headNow: async () => (await pull()).head.sha,
    today: today(),
    plans: once(async () => plansOf(repository, await commits(), await config())),
    snapshot: once(async () => {
      const { head, branch } = await commits();
      return snapshotAt(repository, head, await configAt(repository, branch));
    }),
    doctor: async () => examine(await lookAround(asked, octokit, world)),
    pull: now,
    editor: async () => (await commits()).editor,
    mayNotWaive: async (findings) =>
      (await waivers()).mayNot(
        asked.by,
        findings.map(({ path }) => path),
      ),
    waivers: async () => {
      const holding = (await now()).shown?.findings.filter(({ holds }) => holds) ?? [];
      return (await waivers()).inWords(holding.map(({ path }) => path));
    },
  } satisfies Record<"config" | "about" | "headNow", unknown> &
    Pick<CommandWorld, "plans" | "doctor" | "pull" | "snapshot" | "editor" | "mayNotWaive" | "waivers" | "today">;
}
