import { requiredOn } from "./mergeability.ts";
import { emitPull } from "./pull-events.ts";
import { headCommitShape } from "./shapes/commit.ts";
import { userShape } from "./shapes/people.ts";
import { emitSuite, suiteFor } from "./suites.ts";
import { instant } from "./world.ts";
import type { MergeGroup, Pull, RepositoryState, World } from "./world.ts";

/** The merge queues of a repository: one group a pull request, each on top of the one before, as GitHub builds them. */
export class MergeQueue {
  readonly #world: World;
  readonly #state: RepositoryState;

  constructor(world: World, state: RepositoryState) {
    this.#world = world;
    this.#state = state;
  }

  /** From now on the branch is merged into through a queue. */
  require(branch: string): void {
    this.#state.queued.add(branch);
  }

  get groups(): readonly MergeGroup[] {
    return this.#state.groups;
  }

  /** "Merge when ready" on a pull request whose required checks have passed. */
  async add(number: number, ref?: (usual: string) => string): Promise<MergeGroup> {
    const pull = this.#pull(number);
    const blocked = requiredOn(this.#state, pull.base, pull.headSha).filter(({ verdict }) => verdict !== "pass");
    if (blocked.length > 0) throw new Error(`#${number} waits for ${blocked.map(({ name }) => name).join(", ")}`);
    return this.#build(pull, ref);
  }

  /** Somebody takes a pull request out; those behind it are built anew. */
  async remove(number: number): Promise<void> {
    await this.#leave(number, "dequeued");
  }

  /** GitHub's next look: the first group merges or leaves, for as long as its required checks say something. */
  async advance(): Promise<void> {
    for (;;) {
      const [first] = this.#state.groups;
      if (first === undefined) return;
      const required = requiredOn(this.#state, first.branch, first.headSha);
      if (required.some(({ verdict }) => verdict === "block")) await this.#leave(first.pull, "dequeued");
      else if (required.some(({ verdict }) => verdict !== "pass")) return;
      else await this.#merge(first);
    }
  }

  async #merge(group: MergeGroup): Promise<void> {
    const pull = this.#pull(group.pull);
    await this.#state.git.setRef(`refs/heads/${group.branch}`, group.headSha);
    this.#state.groups = this.#state.groups.filter((one) => one !== group);
    const now = instant(this.#world);
    Object.assign(pull, { state: "closed", closedAt: now, mergedAt: now, mergeSha: group.headSha });
    await this.#destroy(group, "merged");
    await emitPull(this.#world, this.#state, pull, "closed");
  }

  async #leave(number: number, reason: "dequeued"): Promise<void> {
    const at = this.#state.groups.findIndex(({ pull }) => pull === number);
    const [group, ...behind] = this.#state.groups.slice(at);
    if (at === -1 || group === undefined) throw new Error(`#${number} is in no queue`);
    this.#state.groups = this.#state.groups.slice(0, at);
    await this.#destroy(group, reason);
    for (const one of behind) await this.#destroy(one, "invalidated");
    for (const { pull } of behind) await this.#build(this.#pull(pull));
  }

  async #build(pull: Pull, named = (usual: string): string => usual): Promise<MergeGroup> {
    const { git } = this.#state;
    const last = this.#state.groups.filter(({ branch }) => branch === pull.base).at(-1);
    const baseSha = last?.headSha ?? (await git.commitNamed(pull.base)) ?? "";
    const headSha = await git.mergeCommit(baseSha, pull.headSha, `Merge pull request #${pull.number}`);
    if (headSha === null) throw new Error(`#${pull.number} conflicts with what is before it`);
    const ref = named(`refs/heads/gh-readonly-queue/${pull.base}/pr-${pull.number}-${baseSha}`);
    const group: MergeGroup = { pull: pull.number, branch: pull.base, ref, baseSha, headSha };
    await git.setRef(ref, headSha);
    this.#state.groups = [...this.#state.groups, group];
    const suite = await suiteFor(this.#world, this.#state, headSha, this.#world.app);
    await emitSuite(this.#world, this.#state, suite, "requested", pull.author);
    await this.#emit(group, { action: "checks_requested" });
    return group;
  }

  async #destroy(group: MergeGroup, reason: "merged" | "invalidated" | "dequeued"): Promise<void> {
    await this.#state.git.deleteRef(group.ref);
    await this.#emit(group, { action: "destroyed", reason });
  }

  async #emit({ ref, branch, baseSha, headSha }: MergeGroup, what: Readonly<Record<string, string>>): Promise<void> {
    const merge_group = {
      head_sha: headSha,
      head_ref: ref,
      base_sha: baseSha,
      base_ref: `refs/heads/${branch}`,
      head_commit: headCommitShape(await this.#state.git.readCommit(headSha)),
    };
    const sender = userShape(this.#world, this.#state.owner);
    this.#world.emit("merge_group", { ...what, merge_group, sender }, this.#state);
  }

  #pull(number: number): Pull {
    const pull = this.#state.pulls.get(number);
    if (pull === undefined) throw new Error(`no pull request ${number}`);
    return pull;
  }
}
