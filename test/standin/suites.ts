import { hookRunShape, hookSuiteShape } from "./shapes/check.ts";
import { userShape } from "./shapes/people.ts";
import { instant } from "./world.ts";
import type { AppIdentity, CheckRun, CheckSuite, RepositoryState, User, World } from "./world.ts";

/** One suite for each commit and App, as on GitHub. */
export const suiteFor = async (
  world: World,
  repository: RepositoryState,
  sha: string,
  app: AppIdentity,
): Promise<CheckSuite> => {
  const known = [...repository.checkSuites.values()].find((suite) => suite.headSha === sha && suite.app.id === app.id);
  if (known !== undefined) return known;
  const branch = repository.git.refs("refs/heads/").find((ref) => ref.sha === sha);
  const suite: CheckSuite = {
    id: world.nextId(),
    headSha: sha,
    headBranch: branch?.ref.slice("refs/heads/".length) ?? null,
    before: (await repository.git.readCommit(sha)).parents[0] ?? null,
    app,
    createdAt: instant(world),
  };
  repository.checkSuites.set(suite.id, suite);
  return suite;
};

/** What an App that subscribed to `check_run` hears, its own runs included. */
export const emitRun = async (
  world: World,
  repository: RepositoryState,
  run: CheckRun,
  action: "created" | "completed",
): Promise<void> => {
  const suite = await suiteFor(world, repository, run.headSha, run.app);
  const check_run = await hookRunShape(world, repository, run, suite);
  world.emit("check_run", { action, check_run, sender: userShape(world, world.bot) }, repository);
};

/** Somebody presses "Re-run" beside one check. The run goes back to queued until the App answers. */
export const rerequestRun = async (
  world: World,
  repository: RepositoryState,
  run: CheckRun,
  sender: User,
): Promise<void> => {
  const suite = await suiteFor(world, repository, run.headSha, run.app);
  const check_run = await hookRunShape(world, repository, run, suite);
  run.status = "queued";
  run.conclusion = null;
  run.completedAt = null;
  world.emit("check_run", { action: "rerequested", check_run, sender: userShape(world, sender) }, repository);
};

/** Somebody presses a button that the App put on its check: only those are sent that are there. */
export const pressButton = async (
  world: World,
  repository: RepositoryState,
  run: CheckRun,
  identifier: string,
  sender: User,
): Promise<void> => {
  if (!run.actions.some((action) => action.identifier === identifier)) throw new Error(`no button ${identifier}`);
  const suite = await suiteFor(world, repository, run.headSha, run.app);
  const check_run = await hookRunShape(world, repository, run, suite);
  const payload = { action: "requested_action", requested_action: { identifier }, check_run };
  world.emit("check_run", { ...payload, sender: userShape(world, sender) }, repository);
};

export const emitSuite = async (
  world: World,
  repository: RepositoryState,
  suite: CheckSuite,
  action: "requested" | "rerequested",
  sender: User,
): Promise<void> => {
  const check_suite = await hookSuiteShape(world, repository, suite);
  world.emit("check_suite", { action, check_suite, sender: userShape(world, sender) }, repository);
};
