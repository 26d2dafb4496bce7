import type { Conclusion } from "../model/verdict.ts";

/** 0 passes · 1 blocked · 2 usage or configuration error · 3 our own fault. */
export type ExitCode = 0 | 1 | 2 | 3;

export const exitCodeOf = (conclusion: Conclusion): ExitCode =>
  conclusion === "failure" || conclusion === "action_required" ? 1 : 0;
