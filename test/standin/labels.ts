import { emitPull } from "./pull-events.ts";
import { labelShape } from "./shapes/label.ts";
import type { Label, Pull, RepositoryState, User, World } from "./world.ts";

/** The repository's label of this name, made where there is none: GitHub tells names apart without case. */
export function labelNamed(world: World, repository: RepositoryState, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  const label = known ?? { id: world.nextId(), name };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

export async function addLabel(
  world: World,
  repository: RepositoryState,
  pull: Pull,
  name: string,
  by: User,
): Promise<void> {
  const label = labelNamed(world, repository, name);
  if (pull.labels.includes(label)) return;
  pull.labels = [...pull.labels, label];
  await emitPull(world, repository, pull, "labeled", { label: labelShape(world, repository, label) }, by);
}

export async function takeLabel(
  world: World,
  repository: RepositoryState,
  pull: Pull,
  name: string,
  by: User,
): Promise<void> {
  const label = labelNamed(world, repository, name);
  pull.labels = pull.labels.filter((one) => one !== label);
  await emitPull(world, repository, pull, "unlabeled", { label: labelShape(world, repository, label) }, by);
}
