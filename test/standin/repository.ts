import { queuedRun } from "./check-run.ts";
import { emitPull, moveHead, requestSuite } from "./pull-events.ts";
import { pullShape } from "./shapes/pull.ts";
import { commentShape, issueShape } from "./shapes/comment.ts";
import { userShape } from "./shapes/people.ts";
import type { Shape } from "./shapes/people.ts";
import type { FileChange } from "./git-store.ts";
import { addLabel, labelNamed, takeLabel } from "./labels.ts";
import { MergeQueue } from "./merge-queue.ts";
import { latestRuns, mergeability } from "./mergeability.ts";
import type { MergeableState, RequiredState } from "./mergeability.ts";
import { emitPush } from "./pushes.ts";
import { Reviews } from "./reviews.ts";
import { emitSuite, pressButton, rerequestRun, suiteFor } from "./suites.ts";
import { instant, userNamed } from "./world.ts";
import type { AppIdentity, CheckRun, Comment, Conclusion, Pull, RepositoryState, Role, User, World } from "./world.ts";

export interface PushOptions {
  readonly message?: string;
  readonly author?: string;
  /** The owner of the fork that the branch is in. */
  readonly fork?: string;
  /** Where a new branch starts, and what a force push builds on. */
  readonly from?: string;
  readonly force?: boolean;
  readonly date?: Date;
}

export interface PullRequestOptions {
  readonly title: string;
  readonly head: string;
  readonly base?: string;
  readonly body?: string;
  readonly author?: string;
  readonly draft?: boolean;
  readonly fork?: string;
}

export interface PullState {
  readonly number: number;
  readonly head: string;
  readonly state: "open" | "closed";
  readonly mergeable_state: MergeableState;
  readonly required: readonly RequiredState[];
  readonly checks: readonly CheckRun[];
}

const addressOf = ({ login }: User) => ({ name: login, email: `${login}@users.noreply.standin.test` });

/** A repository as its people see it: they push, open, comment and press buttons; webhooks follow. */
export class RepositoryHandle {
  readonly state: RepositoryState;
  readonly queue: MergeQueue;
  readonly reviews: Reviews;
  readonly #world: World;

  constructor(world: World, state: RepositoryState) {
    this.#world = world;
    this.state = state;
    this.queue = new MergeQueue(world, state);
    this.reviews = new Reviews(world, state);
  }

  /** Commits files on a branch (`null` removes one). An open pull request of that branch moves with it. */
  async push(
    branch: string,
    files: Readonly<Record<string, FileChange>>,
    options: PushOptions = {},
  ): Promise<{ readonly sha: string }> {
    const { git } = this.state;
    const author = userNamed(this.#world, options.author ?? this.state.owner.login);
    const ref = this.#ref(branch, options.fork);
    const before = await git.resolve(ref, "commit");
    const from = options.from ?? this.state.defaultBranch;
    const start = before === null || options.force === true ? await git.commitNamed(from) : before;
    const sha = await git.commit({
      ref,
      parent: start,
      message: options.message ?? "Change",
      author: addressOf(author),
      date: options.date ?? this.#world.now(),
      files,
    });
    const forced = options.force === true && before !== null;
    if (options.fork === undefined)
      await emitPush(this.#world, this.state, { branch, before, after: sha, by: author, forced });
    for (const pull of this.state.pulls.values()) {
      const same = pull.head.branch === branch && (pull.head.fork ?? null) === (options.fork?.toLowerCase() ?? null);
      if (same && pull.state === "open") await moveHead(this.#world, this.state, pull, sha, author);
    }
    return { sha };
  }

  /** "Update branch": the base branch is merged into the head, by GitHub's own hand. */
  async updateBranch(number: number, by: string): Promise<void> {
    const { git } = this.state;
    const pull = this.#pull(number);
    const author = userNamed(this.#world, by);
    const committer = addressOf(userNamed(this.#world, "web-flow"));
    const base = (await git.commitNamed(pull.base)) ?? "";
    const makers = { author: addressOf(author), committer, date: this.#world.now() };
    const sha = await git.mergeCommit(pull.headSha, base, `Merge ${pull.base}`, makers);
    if (sha === null) throw new Error(`#${number} conflicts with ${pull.base}`);
    await git.setRef(this.#ref(pull.head.branch, pull.head.fork ?? undefined), sha);
    await moveHead(this.#world, this.state, pull, sha, author);
  }

  async openPullRequest(options: PullRequestOptions): Promise<{ readonly number: number; readonly head: string }> {
    const world = this.#world;
    const fork = options.fork?.toLowerCase() ?? null;
    if (fork !== null && !this.state.forks.has(fork)) this.state.forks.set(fork, world.nextId());
    const head = await this.state.git.resolve(this.#ref(options.head, options.fork), "commit");
    if (head === null) throw new Error(`no branch ${options.head}`);
    const number = this.state.nextNumber;
    this.state.nextNumber += 1;
    const pull: Pull = {
      id: world.nextId(),
      number,
      author: userNamed(world, options.author ?? options.fork ?? this.state.owner.login),
      createdAt: instant(world),
      updatedAt: instant(world),
      head: { branch: options.head, fork },
      headSha: head,
      base: options.base ?? this.state.defaultBranch,
      title: options.title,
      body: options.body ?? null,
      state: "open",
      draft: options.draft ?? false,
      mergedAt: null,
      mergeSha: null,
      labels: [],
      closedAt: null,
    };
    this.state.pulls.set(number, pull);
    await this.state.git.setRef(`refs/pull/${number}/head`, head);
    await requestSuite(this.#world, this.state, pull);
    await this.#emit(pull, "opened");
    return { number, head };
  }

  async editPullRequest(
    number: number,
    change: { readonly title?: string; readonly body?: string; readonly base?: string },
  ): Promise<void> {
    const pull = this.#pull(number);
    const changes: Record<string, unknown> = {};
    if (change.title !== undefined) changes["title"] = { from: pull.title };
    if (change.body !== undefined) changes["body"] = { from: pull.body ?? "" };
    if (change.base !== undefined) {
      const sha = (await this.state.git.commitNamed(pull.base)) ?? "";
      changes["base"] = { ref: { from: pull.base }, sha: { from: sha } };
    }
    pull.title = change.title ?? pull.title;
    pull.body = change.body ?? pull.body;
    pull.base = change.base ?? pull.base;
    await this.#emit(pull, "edited", { changes });
  }

  async closePullRequest(number: number): Promise<void> {
    const pull = this.#pull(number);
    pull.state = "closed";
    pull.closedAt = instant(this.#world);
    await this.#emit(pull, "closed");
  }

  async reopenPullRequest(number: number): Promise<void> {
    const pull = this.#pull(number);
    pull.state = "open";
    pull.closedAt = null;
    await this.#emit(pull, "reopened");
  }

  async setDraft(number: number, draft: boolean): Promise<void> {
    const pull = this.#pull(number);
    pull.draft = draft;
    await this.#emit(pull, draft ? "converted_to_draft" : "ready_for_review");
  }

  /** Somebody makes a label that the repository lacks, for anybody's use. */
  makeLabel(name: string): void {
    labelNamed(this.#world, this.state, name);
  }

  /** Somebody puts a label on, or takes it off. */
  async setLabel(number: number, name: string, on: boolean, by = this.state.owner.login): Promise<void> {
    const set = on ? addLabel : takeLabel;
    await set(this.#world, this.state, this.#pull(number), name, userNamed(this.#world, by));
  }

  labels(number: number): readonly string[] {
    return this.#pull(number).labels.map(({ name }) => name);
  }

  /** Whoever owns a fork deletes it: its commits stay reachable here, its name does not. */
  deleteFork(owner: string): void {
    this.state.goneForks.add(owner.toLowerCase());
  }

  rename(name: string): void {
    const full = (last: string): string => `${this.state.owner.login}/${last}`.toLowerCase();
    this.#world.renamed.set(full(this.state.name), this.state);
    this.#world.repositories.delete(full(this.state.name));
    this.state.name = name;
    this.#world.repositories.set(full(name), this.state);
  }

  comment(number: number, body: string, author = this.state.owner.login, viaApp: AppIdentity | null = null): Comment {
    const world = this.#world;
    const now = instant(world);
    const user = userNamed(world, author, viaApp === null ? "User" : "Bot");
    const comment: Comment = {
      id: world.nextId(),
      issue: number,
      user,
      viaApp,
      createdAt: now,
      updatedAt: now,
      body,
      reactions: [],
    };
    this.state.comments.set(comment.id, comment);
    this.#pull(number).updatedAt = now;
    const issue = issueShape(world, this.state, this.#pull(number));
    const shape = commentShape(world, this.state, comment);
    world.emit(
      "issue_comment",
      { action: "created", issue, comment: shape, sender: userShape(world, user) },
      this.state,
    );
    return comment;
  }

  /** Somebody who may edits a comment; what it said before is gone from the conversation. */
  editComment(id: number, body: string, by = this.state.owner.login): void {
    const world = this.#world;
    const comment = this.state.comments.get(id);
    if (comment === undefined) throw new Error(`no comment ${id}`);
    const changes = { body: { from: comment.body } };
    comment.body = body;
    comment.updatedAt = instant(world);
    const issue = issueShape(world, this.state, this.#pull(comment.issue));
    const shape = commentShape(world, this.state, comment);
    const sender = userShape(world, userNamed(world, by));
    world.emit("issue_comment", { action: "edited", changes, issue, comment: shape, sender }, this.state);
  }

  comments(number: number): readonly Comment[] {
    return [...this.state.comments.values()].filter(({ issue }) => issue === number);
  }

  requiredCheck(name: string, options: { readonly appId?: number; readonly branch?: string } = {}): void {
    const branch = options.branch ?? this.state.defaultBranch;
    this.state.required.push({ name, branch, ...(options.appId === undefined ? {} : { appId: options.appId }) });
  }

  setCollaborator(login: string, role: Role): void {
    userNamed(this.#world, login);
    this.state.collaborators.set(login.toLowerCase(), role);
  }

  async pullState(number: number): Promise<PullState> {
    const pull = this.#pull(number);
    const { state: mergeable_state, required } = await mergeability(this.state, pull);
    const checks = latestRuns(this.state, pull.headSha);
    return { number, head: pull.headSha, state: pull.state, mergeable_state, required, checks };
  }

  /** The pull request as `GET /pulls/{n}` answers it. */
  pull(number: number): Promise<Shape> {
    return pullShape(this.#world, this.state, this.#pull(number));
  }

  /** Somebody presses "Re-run" on one check, or on all of them. */
  async rerequest(checkRunId: number, by = this.state.owner.login): Promise<void> {
    const run = this.state.checkRuns.get(checkRunId);
    if (run === undefined) throw new Error(`no check run ${checkRunId}`);
    await rerequestRun(this.#world, this.state, run, userNamed(this.#world, by));
  }

  /** Somebody presses one of the App's own buttons on its check. */
  async press(checkRunId: number, identifier: string, by = this.state.owner.login): Promise<void> {
    const run = this.state.checkRuns.get(checkRunId);
    if (run === undefined) throw new Error(`no check run ${checkRunId}`);
    await pressButton(this.#world, this.state, run, identifier, userNamed(this.#world, by));
  }

  async rerequestSuite(sha: string, by = this.state.owner.login): Promise<void> {
    const suite = await suiteFor(this.#world, this.state, sha, this.#world.app);
    await emitSuite(this.#world, this.state, suite, "rerequested", userNamed(this.#world, by));
  }

  /** A check of somebody else's App on a commit: what ours must neither touch nor be taken for. */
  async foreignCheck(sha: string, name: string, conclusion: Conclusion, appId = 15_368): Promise<CheckRun> {
    const world = this.#world;
    const app: AppIdentity = { id: appId, slug: "github-actions", name: "GitHub Actions", permissions: {}, events: [] };
    const suite = await suiteFor(world, this.state, sha, app);
    const completedAt = instant(world);
    const run: CheckRun = { ...queuedRun(world, suite, app, name), status: "completed", conclusion, completedAt };
    this.state.checkRuns.set(run.id, run);
    return run;
  }

  #ref(branch: string, fork: string | undefined): string {
    return fork === undefined ? `refs/heads/${branch}` : `refs/forks/${fork.toLowerCase()}/heads/${branch}`;
  }

  #pull(number: number): Pull {
    const pull = this.state.pulls.get(number);
    if (pull === undefined) throw new Error(`no pull request ${number}`);
    return pull;
  }

  #emit(pull: Pull, action: string, extra: Shape = {}): Promise<void> {
    return emitPull(this.#world, this.state, pull, action, extra);
  }
}
