import type { ScriptTool } from "../program/script-migration.ts";
import { Library, libraryName } from "./library.ts";
import { QueryInterface } from "./query-interface.ts";

export const sequelize: ScriptTool = {
  name: libraryName,
  given: (tape) => [new QueryInterface(tape), new Library()],
  transaction: (_exported, { joined }) => joined.has(true) && !joined.has(false),
};
