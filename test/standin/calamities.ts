import { Refusal, notFound } from "./reply.ts";
import type { Level, World } from "./world.ts";

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
export const checkInstallation = ({ fate }: World): void => {
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

  /** Renamed, or given to another owner's account: the old address leads to the new one. */
  rename(from: string, name: string): void {
    const { repositories, fate } = this.#world;
    const repository = repositories.get(from.toLowerCase());
    if (repository === undefined) throw new Error(`no repository ${from}`);
    const to = `${repository.owner.login}/${name}`.toLowerCase();
    repositories.delete(from.toLowerCase());
    repository.name = name;
    repositories.set(to, repository);
    fate.moved.set(from.toLowerCase(), to);
  }
}

/** Where a path of a repository that moved has gone. */
export const movedTo = ({ fate }: World, path: string): string | undefined => {
  const [, owner = "", name = "", rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(path) ?? [];
  const to = fate.moved.get(`${owner}/${name}`.toLowerCase());
  return to === undefined ? undefined : `/repos/${to}${rest}`;
};
