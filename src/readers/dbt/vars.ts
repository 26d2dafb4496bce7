import type { Target } from "./production-of.ts";
import type { Plain } from "./yaml-get.ts";

/** Variables that a project states. `stated` alone counts where a default, which any run may override, must not decide. */
export interface Vars {
  readonly stated: Readonly<Record<string, Plain>>;
  /** Switches that the project that installs this one sets for it: nearer than a default, and no more decided. */
  readonly lent?: Readonly<Record<string, Plain>>;
  readonly defaults: boolean;
  /** Where it runs, where that is known. */
  readonly production?: Target;
}
