import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";

/** Everything that is said, a statement a line: where names are looked for. */
export const allText = (stage: Stage): string =>
  statementsOf(stage)
    .map(({ text }) => text)
    .join("\n");
