import type { Job, Target } from "../job.ts";
import type { Payload } from "../payload.ts";

/** Who we are on GitHub. The slug is not known before GitHub was asked once. */
export interface Identity {
  readonly appId: number;
  readonly slug?: string;
}

/** Says what an event asks of us: only what can change an answer becomes a job. */
export type EventHandler = (payload: Payload, target: Target, us: Identity) => readonly Job[];
