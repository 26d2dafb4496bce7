import { setTimeout as sleep } from "node:timers/promises";
import { settings } from "../standin/client.ts";
import type { RepositoryHandle } from "../standin/repository.ts";
import { type Standin, startStandin } from "../standin/standin.ts";
import { manifest } from "./shop.ts";

const TEXT = "---\nkind: change-plan\ntitle: Drop note\nstatus: draft\nowner: ana\n---\n# Drop note\n";
const ANSWER_MS = 150;

/** Many pull requests that come at the same time. */
export class Crowd {
  readonly standin: Standin;
  readonly #repository: RepositoryHandle;
  readonly #pulls: number;

  private constructor(standin: Standin, repository: RepositoryHandle, pulls: number) {
    this.standin = standin;
    this.#repository = repository;
    this.#pulls = pulls;
  }

  static async open(pulls: number): Promise<Crowd> {
    const standin = await startStandin({
      app: { ...settings, permissions: manifest.default_permissions, events: manifest.default_events },
    });
    const repository = standin.repository("acme/shop");
    await repository.push("main", { "README.md": "A shop.\n" });
    return new Crowd(standin, repository, pulls);
  }

  /** Opens all of them; GitHub takes its time for answers from then on. */
  async arrive(): Promise<void> {
    for (let i = 1; i <= this.#pulls; i++) {
      await this.#repository.push(`topic${i}`, { "plans/drop.md": `${TEXT}${i}\n` }, { author: "ada" });
      await this.#repository.openPullRequest({ title: "Drop", head: `topic${i}`, author: "ada" });
    }
    await this.standin.idle();
    for (const route of ["repos/compare-commits-with-basehead", "checks/list-for-ref", "checks/create", "git/get-tree"])
      this.standin.faults.next({ route, delayMs: ANSWER_MS, times: 1_000_000 });
  }

  /** Resolves when each has its answer; the time counts from the first one on, when everybody is at work. */
  async served(): Promise<{ readonly seconds: number; readonly calls: number }> {
    let began: number | undefined;
    for (;;) {
      const { checkRuns } = this.#repository.state;
      const done = [...checkRuns.values()].filter(({ status }) => status === "completed").length;
      if (done > 0) began ??= performance.now();
      if (began !== undefined && done >= this.#pulls) {
        const seconds = (performance.now() - began) / 1_000;
        await sleep(2_000);
        return { seconds, calls: this.standin.requests.length };
      }
      await sleep(20);
    }
  }

  /** Checks and comments beyond the one that each may have. */
  doubled(): number {
    const { checkRuns, pulls } = this.#repository.state;
    const comments = [...pulls.keys()].map(
      (pull) => this.#repository.comments(pull).filter(({ viaApp }) => viaApp?.id === settings.id).length,
    );
    const created = this.standin.requests.filter(({ operation }) => operation === "checks/create").length;
    return (
      checkRuns.size -
      this.#pulls +
      (created - this.#pulls) +
      comments.reduce((all, one) => all + Math.max(0, one - 1), 0)
    );
  }
}
