import type { Answer, Question } from "../ports.ts";

/** What the worker needs to know at birth. */
export interface WorkerSetup {
  readonly cacheDir: string;
  /** Milliseconds; a replay that took longer is worth a file. */
  readonly keepAfter: number;
}

export type Phase = "start" | "replay" | "change";

/** Parent → worker: one question at a time. */
export interface Asked {
  readonly question: Question;
}

/** Worker → parent. While WASM runs the worker hears nothing, so it says beforehand what it is about to do. */
export type Told =
  | { readonly told: "at"; readonly phase: Phase; readonly script?: string }
  /** Their text runs from now on, or does not any more: what is slow or breaks in between is nobody's statement. */
  | { readonly told: "theirs"; readonly running: boolean }
  | { readonly told: "answer"; readonly answer: Answer }
  | { readonly told: "fault"; readonly reason: string };

export type Tell = (phase: Phase, script?: string) => void;
