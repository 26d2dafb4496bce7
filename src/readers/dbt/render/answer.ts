import { Thing, Unknown, type Value } from "../../../jinja/value.ts";

/**
 * What stands for the answer of a query: a run has one, with rows in it, so that `if results` and `results | length > 0` go the
 * way of a run. Whatever is taken out of it is an answer again.
 */
export class Answer extends Thing {
  readonly #reason: string;
  constructor(reason: string) {
    super();
    this.#reason = reason;
  }
  text(): string {
    return this.#reason;
  }
  attribute(): Value {
    return answer(this.#reason);
  }
  override item(): Value {
    return answer(this.#reason);
  }
  override elements(): readonly Value[] {
    return [answer(this.#reason)];
  }
}

export const answer = (reason: string): Unknown => new Unknown(reason, new Answer(reason));
