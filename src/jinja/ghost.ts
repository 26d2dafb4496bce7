import { Failure } from "./failure.ts";
import type { Frame } from "./frame.ts";
import { isNothing } from "./truth.ts";
import { ReturnSignal } from "./return-signal.ts";

/**
 * Walks what would be rendered if a doubtful condition fell the other way: for the calls in it, not for its effects. What
 * goes wrong there goes wrong in a run that we do not judge.
 */
export function ghostly(frame: Frame, walk: () => void): void {
  const { run } = frame;
  const { ghost, depth, source, at } = run;
  run.ghost = true;
  try {
    walk();
  } catch (error) {
    if (error instanceof ReturnSignal) {
      if (!isNothing(error.value)) frame.doubtful.reason ??= "what a branch decides that only a run can choose";
    } else if (!(error instanceof Failure)) throw error;
  }
  Object.assign(run, { ghost, depth, source, at });
}
