import { Refusal, notFound } from "./reply.ts";
import { installationShape, userShape } from "./shapes/people.ts";
import { minimalShape } from "./shapes/repository.ts";
import { type Level, type RepositoryState, userNamed, type World } from "./world.ts";

/** What may befall an App and its repositories on GitHub while it is at work. */
export interface Fate {
  installation: "present" | "suspended" | "removed";
  readonly deletedForks: Set<string>;
  /** `owner/name` → what it is called now, both in lower case. */
  readonly moved: Map<string, string>;
  /** What the owner left of what the App asks for; all of it where undefined. */
  granted: Readonly<Record<string, Level>> | undefined;
  /** Ids of repositories that the owner took out of the installation. */
  readonly taken: Set<number>;
}

export const kindly = (): Fate => ({
  installation: "present",
  deletedForks: new Set(),
  moved: new Map(),
  granted: undefined,
  taken: new Set(),
});

/** A suspended installation is refused with its tokens; a removed one never was. */
export const checkInstallation = ({ fate, installationId }: World, installation: number): void => {
  if (installation !== installationId) return;
  if (fate.installation === "suspended") throw new Refusal(403, "This installation has been suspended");
  if (fate.installation === "removed") throw notFound();
};

/** GitHub answers with no repository where a fork is gone, though its description knows of none such. */
export const described = ({ fate }: World, errors: readonly string[]): readonly string[] =>
  fate.deletedForks.size === 0 ? errors : errors.filter((error) => !/\/head\/repo must be /.test(error));

export class Calamities {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  suspend(): void {
    this.#world.fate.installation = "suspended";
  }

  /** The App is taken out of the account: its tokens end with it. */
  uninstall(): void {
    this.#world.fate.installation = "removed";
    this.#world.tokens.clear();
  }

  /** Unsuspended, or installed again. */
  restore(): void {
    this.#world.fate.installation = "present";
  }

  /** The App's key is deleted at GitHub, and another made. */
  rotateKey(publicKey: string): void {
    this.#world.publicKey = publicKey;
    this.#world.tokens.clear();
  }

  /** The owner takes permissions back, or gives more. Tokens that were made before are left alone. */
  grant(permissions: Readonly<Record<string, Level>>): void {
    this.#world.fate.granted = permissions;
  }

  /** The owner takes a repository out of the installation. */
  take(fullName: string): void {
    const repository = this.#world.repositories.get(fullName.toLowerCase());
    if (repository === undefined) throw new Error(`no repository ${fullName}`);
    this.#world.fate.taken.add(repository.id);
  }

  deleteFork(owner: string): void {
    this.#world.fate.deletedForks.add(owner.toLowerCase());
  }

  /** The old address leads to the new one. */
  rename(from: string, name: string): void {
    const repository = this.#taken(from);
    repository.name = name;
    this.#put(repository, from);
  }

  /**
   * Given to another owner. The App is told of it where that one has installed it; and of what its old owner's installation has
   * lost, which comes last here, as it may.
   */
  transfer(from: string, owner: string, installed: boolean): void {
    const world = this.#world;
    const repository = this.#taken(from);
    const { installation: before, owner: last } = repository;
    const lost = minimalShape(repository);
    const sender = userShape(world, last);
    repository.owner = userNamed(world, owner, "Organization");
    repository.installation = installed ? world.nextId() : undefined;
    this.#put(repository, from);
    world.emit(
      "repository",
      { action: "transferred", changes: { owner: { from: { user: sender } } }, sender },
      repository,
    );
    if (before === undefined) return;
    world.emit("installation_repositories", {
      action: "removed",
      installation: installationShape(world, before),
      repository_selection: "all",
      repositories_added: [],
      repositories_removed: [lost],
      requester: null,
      sender,
    });
  }

  deleteRepository(name: string): void {
    const repository = this.#taken(name);
    this.#world.emit("repository", { action: "deleted", sender: userShape(this.#world, repository.owner) }, repository);
  }

  #taken(name: string): RepositoryState {
    const { repositories } = this.#world;
    const repository = repositories.get(name.toLowerCase());
    if (repository === undefined) throw new Error(`no repository ${name}`);
    repositories.delete(name.toLowerCase());
    return repository;
  }

  #put(repository: RepositoryState, from: string): void {
    const to = `${repository.owner.login}/${repository.name}`.toLowerCase();
    this.#world.repositories.set(to, repository);
    this.#world.fate.moved.set(from.toLowerCase(), to);
  }
}

/** Where a path of a repository that moved has gone. */
export const movedTo = ({ fate }: World, path: string): string | undefined => {
  const [, owner = "", name = "", rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(path) ?? [];
  const to = fate.moved.get(`${owner}/${name}`.toLowerCase());
  return to === undefined ? undefined : `/repos/${to}${rest}`;
};
