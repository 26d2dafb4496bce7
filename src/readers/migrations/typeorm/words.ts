import type { ScriptTool } from "../program/script-migration.ts";
import { QueryRunnerHost } from "./hosts.ts";

export const typeorm: ScriptTool = {
  name: () => undefined,
  given: (tape) => [new QueryRunnerHost(tape)],
  transaction: (exported) => exported.get("transaction") !== false,
};
