import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settings } from "../standin/client.ts";
import type { RepositoryHandle } from "../standin/repository.ts";
import { type Standin, startStandin } from "../standin/standin.ts";
import type { Level } from "../standin/world.ts";
import type { Dice } from "./random.ts";

const PLAN = "plans/drop-note.md";
const PULLS = 3;
/** Two plans with different answers, and no migration: what is killed here is the App, not the engine. */
const TEXTS = {
  vague: "---\nkind: change-plan\ntitle: Drop note\nstatus: draft\nowner: ana\n---\n# Drop note\n",
  none: "Nothing of a plan.\n",
} as const;
type Text = keyof typeof TEXTS;

export interface Wrong {
  readonly kind: "lost" | "doubled" | "stuck" | "wrong";
  readonly what: string;
}

export const manifest = parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8")) as {
  readonly default_permissions: Readonly<Record<string, Level>>;
  readonly default_events: readonly string[];
};

/** A repository on a stand-in GitHub with a few pull requests, people who are busy in it, and what must come of that. */
export class Shop {
  readonly standin: Standin;
  readonly #repository: RepositoryHandle;
  readonly #texts = new Map<number, Text>();
  readonly #commands: { readonly pull: number; readonly id: number }[] = [];
  /** What each text is answered with, learned before anything is killed. */
  readonly #conclusions = new Map<Text, string>();
  #pushes = 0;

  private constructor(standin: Standin, repository: RepositoryHandle) {
    this.standin = standin;
    this.#repository = repository;
  }

  static async open(): Promise<Shop> {
    const standin = await startStandin({
      app: { ...settings, permissions: manifest.default_permissions, events: manifest.default_events },
    });
    const repository = standin.repository("acme/shop");
    await repository.push("main", { "README.md": "A shop.\n" });
    return new Shop(standin, repository);
  }

  /** Opens the pull requests; to be called while the App is well. */
  async begin(): Promise<void> {
    for (let pull = 1; pull <= PULLS; pull++) {
      // A commit of its own for each: a second pull request with the same one may rightly make a second run (row 12).
      const files = { [PLAN]: TEXTS.vague, "n.txt": `topic ${pull}` };
      await this.#repository.push(`topic${pull}`, files, { author: "ada" });
      const { number } = await this.#repository.openPullRequest({ title: "Drop", head: `topic${pull}`, author: "ada" });
      this.#texts.set(number, "vague");
    }
    for (const text of ["none", "vague"] as const) {
      await this.#push(1, text);
      const said = async (): Promise<string> => {
        const [check] = (await this.#repository.pullState(1)).checks;
        return `${check?.status} ${check?.conclusion}`;
      };
      while (!(await said()).startsWith("completed")) await sleep(50);
      this.#conclusions.set(text, await said());
    }
  }

  /** Milliseconds from a push until its commit has an answer. */
  async untilChecked(text: Text): Promise<number> {
    const began = performance.now();
    await this.#push(1, text);
    while ((await this.#repository.pullState(1)).checks[0]?.status !== "completed") await sleep(5);
    return performance.now() - began;
  }

  /** Something that people do. */
  async act({ below, one }: Dice): Promise<void> {
    const pull = 1 + below(PULLS);
    switch (one(["push", "push", "push", "say", "say", "ask", "redeliver", "reopen", "slow"])) {
      case "push":
        return this.#push(pull, one(["vague", "none"]));
      case "say":
        return this.#say(pull, "/dataplan help");
      case "ask":
        return this.#say(pull, "/dataplan review");
      case "redeliver": {
        const { deliveries } = this.standin;
        const known = deliveries[below(deliveries.length)];
        if (known !== undefined) this.standin.redeliver(known.guid);
        return;
      }
      case "reopen":
        await this.#repository.closePullRequest(pull);
        return this.#repository.reopenPullRequest(pull);
      case "slow":
        return this.standin.faults.next({
          route: one(["checks/create", "checks/update", "issues/create-comment", "checks/list-for-ref", "pulls/get"]),
          delayMs: below(400),
        });
    }
  }

  async #push(pull: number, text: Text): Promise<void> {
    this.#pushes += 1;
    this.#texts.set(pull, text);
    await this.#repository.push(`topic${pull}`, { [PLAN]: TEXTS[text], "n.txt": String(this.#pushes) });
  }

  async #say(pull: number, text: string): Promise<void> {
    const { id } = this.#repository.comment(pull, text, "ada");
    if (text.endsWith("help")) this.#commands.push({ pull, id });
  }

  /** GitHub's part: what was never taken is sent once more, as somebody who polls the list of deliveries asks it to. */
  async redeliver(): Promise<number> {
    await this.standin.idle();
    const taken = new Set(
      this.standin.deliveries.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid),
    );
    const missing = new Set(this.standin.deliveries.map(({ guid }) => guid).filter((guid) => !taken.has(guid)));
    for (const guid of missing) this.standin.redeliver(guid);
    await this.standin.idle();
    return missing.size;
  }

  /** What is not as it must be when everything that was accepted is done. */
  async wrong(): Promise<readonly Wrong[]> {
    const found: Wrong[] = [];
    const { checkRuns } = this.#repository.state;
    const byHead = Map.groupBy(checkRuns.values(), ({ headSha }) => headSha);
    for (const [head, runs] of byHead)
      if (runs.length > 1) found.push({ kind: "doubled", what: `${runs.length} checks for ${head}` });
    for (const [pull, text] of this.#texts) {
      const { head, checks } = await this.#repository.pullState(pull);
      const [check] = checks;
      const ours = this.#repository.comments(pull).filter(({ viaApp }) => viaApp?.id === settings.id);
      const verdicts = ours.filter(({ body }) => body.startsWith("<!-- dataplan:verdict -->"));
      const said = `${check?.status} ${check?.conclusion}`;
      if (check === undefined) found.push({ kind: "lost", what: `no check for #${pull} ${head}` });
      else if (check.status !== "completed") found.push({ kind: "stuck", what: `#${pull} is ${said}` });
      else if (said !== this.#conclusions.get(text))
        found.push({ kind: "wrong", what: `#${pull} (${text}) is ${said}` });
      if (verdicts.length > 1) found.push({ kind: "doubled", what: `${verdicts.length} comments in #${pull}` });
      if (verdicts[0]?.body.includes(head.slice(0, 7)) === false)
        found.push({ kind: "wrong", what: `the comment in #${pull} is for another head than ${head}` });
    }
    for (const { pull, id } of this.#commands) {
      const marker = `<!-- dataplan:reply:${id} -->`;
      const replies = this.#repository.comments(pull).filter(({ body }) => body.startsWith(marker)).length;
      if (replies === 0) found.push({ kind: "lost", what: `no reply to comment ${id}` });
      if (replies > 1) found.push({ kind: "doubled", what: `${replies} replies to comment ${id}` });
    }
    const deleted = this.standin.requests.filter(({ operation }) => operation === "issues/delete-comment").length;
    if (deleted > 0) found.push({ kind: "doubled", what: `${deleted} comments were written twice and taken back` });
    return found;
  }

  get commands(): number {
    return this.#commands.length;
  }
}
