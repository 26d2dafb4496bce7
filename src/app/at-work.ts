import type { Desk } from "../ports.ts";
import type { Log } from "./log.ts";

/** Says that we are at work once that takes a while, and is waited for, so that it cannot come after the answer. */
export function atWork(desk: Pick<Desk, "begin">, patience: number, log: Log): { over(): Promise<void> } {
  let begun: Promise<void> = Promise.resolve();
  const timer = setTimeout(() => {
    begun = desk.begin().catch((error: unknown) => log.warn({ err: error }, "could not show that we are at work"));
  }, patience);
  return {
    over() {
      clearTimeout(timer);
      return begun;
    },
  };
}
