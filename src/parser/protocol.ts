import type { MessagePort } from "node:worker_threads";

/** What the worker needs to know at birth. */
export interface WorkerSetup {
  readonly port: MessagePort;
  /** Counts what the worker has said, for whoever waits without hearing: the first is that it can read; -1 where it never will. */
  readonly bell: Int32Array;
  /** Characters. */
  readonly answer: number;
}

/** Parent → worker: one text at a time. */
export interface Asked {
  readonly sql: string;
  readonly dialect: string;
}

/** Worker → parent. */
export interface Told {
  /** A `ReadQuery`. A text crosses faster than a tree, and its length bounds what the parent makes of it. */
  readonly json: string;
  /** Milliseconds of its processor. */
  readonly took: number;
  /** Bytes that it holds. */
  readonly memory: number;
  /** The parser was lost over it: this worker is of no use any more. */
  readonly worn: boolean;
}
