import { isMap } from "../../../code/value.ts";
import type { ScriptTool } from "../program/script-migration.ts";
import { KnexHost } from "./hosts.ts";

export const knex: ScriptTool = {
  name: () => undefined,
  given: (tape) => [new KnexHost(tape)],
  transaction(exported) {
    const config = exported.get("config");
    return !(isMap(config) && config.get("transaction") === false);
  },
};
