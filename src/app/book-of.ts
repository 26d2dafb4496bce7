import type { Ledger, Said } from "../ports.ts";
import type { Book } from "./answer-commands.ts";

/** The ledger as the lines of one comment, or one press of a button, use it; `about` tells the head that they asked about. */
export function bookOf(
  ledger: Ledger,
  said: Omit<Said, "position" | "line" | "head">,
  about: () => string | undefined,
): Book {
  return {
    before: (position) => ledger.answered({ ...said, position }),
    carryOut(position, line, entries, answered) {
      const head = about();
      return ledger.carryOut({ ...said, position, line, ...(head === undefined ? {} : { head }) }, entries, answered);
    },
  };
}
