import type { ProbotOctokit } from "probot";
import { BoundedMap } from "./bounded-map.ts";
import type { Granted } from "./granted.ts";
import { statusOf } from "./is-refusal.ts";
import { permissionsFor, type Scope } from "./scope.ts";

const MOST = 15_000;
/** A minute less than GitHub gives them, by our clock: whose is right does not matter then. */
const KEPT_MS = 59 * 60_000;

export interface Token {
  readonly value: string;
  /** Milliseconds of our clock. */
  readonly made: number;
}

/** The repository was the installation's when the job was made. */
class OutOfReach extends Error {
  override readonly name = "OutOfReach";
  readonly status = 404;
}

/** GitHub's tokens, each for one scope and no more, kept while they last. Probot's own are for all that was granted. */
export class Tokens {
  readonly #asApp: () => Promise<ProbotOctokit>;
  readonly #granted: Granted;
  readonly #kept = new BoundedMap<string, Promise<Token>>(MOST);

  constructor(asApp: () => Promise<ProbotOctokit>, granted: Granted) {
    this.#asApp = asApp;
    this.#granted = granted;
  }

  /** They hold what the installation had granted when they were made. */
  forget(installation: number): void {
    this.#granted.forget(installation);
    for (const key of this.#kept.keys()) if (key.startsWith(`${installation} `)) this.#kept.delete(key);
  }

  /** Never `ended`, which GitHub knows no more. */
  async get(scope: Scope, ended?: Token): Promise<Token> {
    const { installation, work } = scope;
    const key = `${installation} ${"repository" in scope ? scope.repository : "all"} ${work}`;
    const before = this.#kept.get(key);
    const kept = await before;
    if (kept !== undefined && kept !== ended && Date.now() - kept.made < KEPT_MS) return kept;
    // Whoever came first asks for all.
    const coming = this.#kept.get(key);
    if (coming !== undefined && coming !== before) return coming;
    if (ended !== undefined) this.#granted.forget(installation);
    const made = this.#make(scope);
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    return made;
  }

  async #make(scope: Scope): Promise<Token> {
    try {
      return await this.#ask(scope);
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
    }
    // More was asked for than there is: permissions were taken back since we looked, or the repository was.
    this.#granted.forget(scope.installation);
    return this.#ask(scope).catch((error: unknown) => {
      if (statusOf(error) !== 422) throw error;
      throw new OutOfReach("GitHub gives no token for this repository: the installation no longer has it", {
        cause: error,
      });
    });
  }

  async #ask(scope: Scope): Promise<Token> {
    const octokit = await this.#asApp();
    const { data } = await octokit.rest.apps.createInstallationAccessToken({
      installation_id: scope.installation,
      permissions: permissionsFor(scope, await this.#granted.of(scope.installation)),
      ...("repository" in scope ? { repository_ids: [scope.repository] } : {}),
    });
    return { value: data.token, made: Date.now() };
  }
}
