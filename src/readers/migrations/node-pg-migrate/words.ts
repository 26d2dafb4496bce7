import type { ScriptTool } from "../program/script-migration.ts";
import { Builder } from "./builder.ts";
import { libraryName } from "./library.ts";
import { shorthandsOf } from "./settle.ts";

export const nodePgMigrate: ScriptTool = {
  name: libraryName,
  given: (tape) => [new Builder(tape)],
  inverted: (tape) => [new Builder(tape, true)],
  finish(given) {
    for (const one of given) if (one instanceof Builder) one.finish();
  },
  shares: shorthandsOf,
  transaction: (_exported, { joined }) => !joined.has(false),
};
