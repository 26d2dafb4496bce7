import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { witnessed } from "./witnessed.ts";

/** Did the engine carry it out, or is it told from the text alone? */
export const basisOf = (operation: Operation, context: Context): "observed" | "grammar" =>
  witnessed(operation, context) === undefined ? "grammar" : "observed";
