import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import type { RepositoryHandle, PullState } from "../standin/repository.ts";
import { startStandin } from "../standin/standin.ts";
import type { Standin } from "../standin/standin.ts";
import type { Level } from "../standin/world.ts";
import { startApp } from "./app-process.ts";
import type { AppProcess } from "./app-process.ts";
import { readStory } from "./story.ts";
import type { Step, Story } from "./story.ts";

/** A step that was played, and what the merge box said after it. */
export interface Played {
  readonly step: Step;
  readonly sha: string;
  readonly state: PullState;
  readonly seconds: number;
  /** What the App asked of GitHub for it: all, and those that write. */
  readonly calls: { readonly all: number; readonly writes: number };
}

export interface Stage {
  readonly story: Story;
  readonly standin: Standin;
  readonly shop: RepositoryHandle;
  readonly app: AppProcess;
  readonly played: readonly Played[];
  /** The number of the pull request, once there is one. */
  readonly number: number | undefined;
  readonly busy: Step | undefined;
  playNext(): Promise<Played | undefined>;
  /** Called whenever something that can be seen has changed. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export const appId = 4711;
const checkName = "dataplan";
const patience = 90_000;
const followUp = 10_000;

interface Manifest {
  readonly name: string;
  readonly default_permissions: Readonly<Record<string, Level>>;
  readonly default_events: readonly string[];
}

/** What the App may do here is what its own manifest asks for, and not a permission more. */
const manifest = parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8")) as Manifest;

export const openStage = async (webUrl?: string): Promise<Stage> => {
  const story = readStory();
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const webhookSecret = randomBytes(32).toString("hex");
  const standin = await startStandin({
    app: {
      id: appId,
      name: manifest.name,
      privateKey,
      permissions: manifest.default_permissions,
      events: manifest.default_events,
      webhookSecret,
    },
    ...(webUrl === undefined ? {} : { webUrl }),
  });
  const shop = standin.repository(story.repository);
  shop.requiredCheck(checkName, { appId });
  await shop.push("main", story.base.files, { message: story.base.says, author: "grace" });
  const app = await startApp({ apiUrl: standin.url, appId, privateKey, webhookSecret }).catch(
    async (error: unknown) => {
      await standin.close();
      throw error;
    },
  );
  standin.sendWebhooksTo(app.webhooks);

  const played: Played[] = [];
  const listeners = new Set<() => void>();
  let number: number | undefined;
  let busy: Step | undefined;
  let closed = false;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const finished = async (pull: number): Promise<PullState> => {
    const deadline = Date.now() + patience;
    let seen = "";
    while (Date.now() < deadline && app.alive()) {
      await sleep(50);
      const state = await shop.pullState(pull);
      const shown = state.checks.map(({ id, status }) => `${id} ${status}`).join();
      if (shown !== seen) changed();
      seen = shown;
      if (state.required.every(({ verdict }) => verdict === "absent" || verdict === "pending")) continue;
      // The comment follows the check, and names the head that it was written for.
      const commented = (): boolean => shop.comments(pull).some(({ body }) => body.includes(state.head.slice(0, 7)));
      const late = Date.now() + followUp;
      while (!commented() && Date.now() < late && app.alive()) await sleep(50);
      await standin.idle();
      return shop.pullState(pull);
    }
    const what = app.alive() ? `gave no answer within ${patience / 1000} s` : "died";
    throw new Error(`the App ${what}. Its log:\n${app.log()}`);
  };

  const play = async (step: Step): Promise<Played> => {
    busy = step;
    changed();
    const began = performance.now();
    const before = standin.requests.length;
    const { author, branch: head, title, body } = story.pullRequest;
    const { sha } = await shop.push(head, step.files, { message: step.message, author });
    number ??= (await shop.openPullRequest({ title, body, head, author })).number;
    changed();
    const state = await finished(number);
    const asked = standin.requests.slice(before);
    const writes = asked.filter(({ method, operation }) => method !== "GET" && !operation.startsWith("apps/")).length;
    const calls = { all: asked.length, writes };
    const done: Played = { step, sha, state, seconds: (performance.now() - began) / 1000, calls };
    played.push(done);
    return done;
  };

  return {
    story,
    standin,
    shop,
    app,
    played,
    get number() {
      return number;
    },
    get busy() {
      return busy;
    },
    playNext: async () => {
      const step = story.steps[played.length];
      if (step === undefined || busy !== undefined) return undefined;
      try {
        return await play(step);
      } catch (error) {
        // Whoever closes the demo in the middle of a step knows why there is no answer.
        if (closed) return undefined;
        throw error;
      } finally {
        busy = undefined;
        changed();
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      await app.stop();
      await standin.close();
    },
  };
};
