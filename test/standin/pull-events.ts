import { userShape } from "./shapes/people.ts";
import type { Shape } from "./shapes/people.ts";
import { pullShape, simplePullShape } from "./shapes/pull.ts";
import { emitSuite, suiteFor } from "./suites.ts";
import { instant } from "./world.ts";
import type { Pull, RepositoryState, User, World } from "./world.ts";

export const emitPull = async (
  world: World,
  repository: RepositoryState,
  pull: Pull,
  action: string,
  extra: Shape = {},
  sender: User = pull.author,
): Promise<void> => {
  pull.updatedAt = instant(world);
  // GitHub's description of `synchronize` is its own, narrower one.
  const shape = action === "synchronize" ? simplePullShape : pullShape;
  const pull_request = await shape(world, repository, pull);
  const payload = { action, number: pull.number, pull_request, ...extra, sender: userShape(world, sender) };
  world.emit("pull_request", payload, repository);
};

/** GitHub opens a suite for every App that may write checks, and says so. */
export const requestSuite = async (world: World, repository: RepositoryState, pull: Pull): Promise<void> => {
  const suite = await suiteFor(world, repository, pull.headSha, world.app);
  await emitSuite(world, repository, suite, "requested", pull.author);
};

export const moveHead = async (
  world: World,
  repository: RepositoryState,
  pull: Pull,
  sha: string,
  by: User,
): Promise<void> => {
  const before = pull.headSha;
  pull.headSha = sha;
  await repository.git.setRef(`refs/pull/${pull.number}/head`, sha);
  await requestSuite(world, repository, pull);
  await emitPull(world, repository, pull, "synchronize", { before, after: sha }, by);
};
