import type { ProbotOctokit } from "probot";
import { BoundedMap } from "./bounded-map.ts";
import type { Permissions } from "./scope.ts";

const MOST = 5_000;
const KEPT_MS = 600_000;

interface Kept {
  readonly until: number;
  readonly permissions: Promise<Permissions>;
}

/** What installations granted us, as GitHub said some minutes ago. */
export class Granted {
  readonly #asApp: () => Promise<ProbotOctokit>;
  readonly #now: () => number;
  readonly #kept = new BoundedMap<number, Kept>(MOST);

  constructor(asApp: () => Promise<ProbotOctokit>, now: () => number) {
    this.#asApp = asApp;
    this.#now = now;
  }

  of(installation: number): Promise<Permissions> {
    const kept = this.#kept.get(installation);
    if (kept !== undefined && this.#now() < kept.until) return kept.permissions;
    const permissions = this.#ask(installation);
    this.#kept.set(installation, { until: this.#now() + KEPT_MS, permissions });
    // A question without an answer is asked again.
    permissions.catch(() => this.forget(installation));
    return permissions;
  }

  /** GitHub has contradicted it. */
  forget(installation: number): void {
    this.#kept.delete(installation);
  }

  async #ask(installation: number): Promise<Permissions> {
    const octokit = await this.#asApp();
    const { data } = await octokit.rest.apps.getInstallation({ installation_id: installation });
    return Object.fromEntries(
      Object.entries(data.permissions).map(([name, level]) => [name, level === "read" ? "read" : "write"]),
    );
  }
}
