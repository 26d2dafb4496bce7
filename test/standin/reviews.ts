import { reviewShape } from "./shapes/review.ts";
import { userShape } from "./shapes/people.ts";
import { simplePullShape } from "./shapes/pull.ts";
import { instant, userNamed } from "./world.ts";
import type { RepositoryState, Review, World } from "./world.ts";

/** Reviews as people give and take them back. */
export class Reviews {
  readonly #world: World;
  readonly #state: RepositoryState;

  constructor(world: World, state: RepositoryState) {
    this.#world = world;
    this.#state = state;
  }

  /** On the head as it is now. */
  async submit(number: number, by: string, state: Exclude<Review["state"], "DISMISSED"> = "APPROVED"): Promise<Review> {
    const commit = this.#state.pulls.get(number)?.headSha ?? "";
    const review: Review = {
      id: this.#world.nextId(),
      pull: number,
      user: userNamed(this.#world, by),
      commit,
      submittedAt: instant(this.#world),
      body: state === "COMMENTED" ? "Hm." : "",
      state,
    };
    this.#state.reviews.set(review.id, review);
    await this.#emit(review, "submitted");
    return review;
  }

  async dismiss(review: Review): Promise<void> {
    review.state = "DISMISSED";
    await this.#emit(review, "dismissed");
  }

  async #emit(review: Review, action: "submitted" | "dismissed"): Promise<void> {
    const pull = this.#state.pulls.get(review.pull);
    if (pull === undefined) throw new Error(`no pull request ${review.pull}`);
    const shape = reviewShape(this.#world, this.#state, review);
    const pull_request = await simplePullShape(this.#world, this.#state, pull);
    const said = { ...shape, state: review.state.toLowerCase() };
    const sender = userShape(this.#world, review.user);
    this.#world.emit("pull_request_review", { action, review: said, pull_request, sender }, this.#state);
  }
}
