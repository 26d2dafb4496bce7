import { createHmac, randomUUID } from "node:crypto";

export interface Delivery {
  readonly id: number;
  /** The same in every attempt: a redelivery cannot be told from the first by it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
  deliveredAt: string;
  seconds: number;
  status: string;
  /** 0 while nothing was answered: not sent, refused, or timed out. */
  statusCode: number;
  answer: string;
}

interface Hook {
  url: string | undefined;
  secret: string;
  appId: number;
}

const patience = 10_000;

/** Webhooks leave here one after the other, signed over the bytes that are sent, and each attempt is written down. */
export class Deliveries {
  readonly log: Delivery[] = [];
  readonly hook: Hook;
  /** While true, webhooks are written down but lost on the way. */
  losing = false;
  #held: Delivery[] | undefined;
  readonly #nextId: () => number;
  readonly #now: () => Date;
  #last: Promise<void> = Promise.resolve();

  constructor(hook: Hook, nextId: () => number, now: () => Date) {
    this.hook = hook;
    this.#nextId = nextId;
    this.#now = now;
  }

  send(
    event: string,
    payload: Readonly<Record<string, unknown>>,
    about: Pick<Delivery, "installationId" | "repositoryId">,
  ): Delivery {
    const action = payload["action"];
    return this.#queue({
      ...this.#blank(),
      ...about,
      guid: randomUUID(),
      event,
      action: typeof action === "string" ? action : null,
      redelivery: false,
      payload,
    });
  }

  again(first: Delivery): Delivery {
    return this.#queue({ ...first, ...this.#blank(), redelivery: true });
  }

  hold(): (release: (held: readonly Delivery[]) => readonly Delivery[]) => void {
    const held: Delivery[] = [];
    this.#held = held;
    return (release) => {
      this.#held = undefined;
      for (const each of release(held)) this.#last = this.#last.then(() => this.#attempt(each));
    };
  }

  /** Resolves when nothing is on its way any more. */
  async idle(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.#last) {
      seen = this.#last;
      await seen;
    }
  }

  #blank(): Pick<Delivery, "id" | "deliveredAt" | "seconds" | "status" | "statusCode" | "answer"> {
    return {
      id: this.#nextId(),
      deliveredAt: this.#now().toISOString(),
      seconds: 0,
      status: "pending",
      statusCode: 0,
      answer: "",
    };
  }

  #queue(delivery: Delivery): Delivery {
    this.log.push(delivery);
    if (this.#held !== undefined) {
      this.#held.push(delivery);
      return delivery;
    }
    this.#last = this.#last.then(() => this.#attempt(delivery));
    return delivery;
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { url, secret, appId } = this.hook;
    if (url === undefined || this.losing) {
      delivery.status = url === undefined ? "no hook" : "lost";
      return;
    }
    const bytes = Buffer.from(JSON.stringify(delivery.payload));
    const began = performance.now();
    delivery.deliveredAt = this.#now().toISOString();
    try {
      const response = await fetch(url, {
        method: "POST",
        body: bytes,
        signal: AbortSignal.timeout(patience),
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/standin",
          "x-github-delivery": delivery.guid,
          "x-github-event": delivery.event,
          "x-github-hook-id": String(appId),
          "x-github-hook-installation-target-id": String(appId),
          "x-github-hook-installation-target-type": "integration",
          "x-hub-signature": `sha1=${createHmac("sha1", secret).update(bytes).digest("hex")}`,
          "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`,
        },
      });
      delivery.answer = (await response.text()).slice(0, 1000);
      delivery.statusCode = response.status;
      delivery.status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
    } catch (error) {
      delivery.status =
        error instanceof Error && error.name === "TimeoutError" ? "timed out" : "failed to connect to host";
    }
    delivery.seconds = Math.round(performance.now() - began) / 1000;
  }
}
