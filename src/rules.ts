import type { AnyRule } from "./model/rule.ts";
import * as registry from "./rules/index.ts";
import { ruleNames as namesOf } from "./verdict/rule-names.ts";

/** Every rule there is, sorted by id. */
export const rules: readonly AnyRule[] = Object.values(registry).sort((a, b) => a.id.localeCompare(b.id));
export const ruleNames = namesOf(rules);
