import * as registry from "./declined/index.ts";
import type { Declined } from "./model/declined.ts";

/** Every id that is known and has no rule, in the order of the files and of their lists. */
export const declined: readonly Declined[] = Object.values(registry).flat();
