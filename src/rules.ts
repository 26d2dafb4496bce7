import { itemNames } from "./checklists/item-names.ts";
import type { AnyRule } from "./model/rule.ts";
import * as registry from "./rules/index.ts";
import { ruleNames as namesOf } from "./verdict/rule-names.ts";

/** Every rule about the repository, sorted by id. */
export const rules: readonly AnyRule[] = Object.values(registry).sort((a, b) => a.id.localeCompare(b.id));
export const ruleNames = namesOf([...rules, ...itemNames, { id: "plan-template-left", aliases: ["template-echo"] }]);

/** The rules and the items of the checklists, which only a plan needs. */
export async function allRules(): Promise<readonly AnyRule[]> {
  const items = Object.values(await import("./checklists/items/index.ts"));
  const { templateLeft } = await import("./checklists/template/template-left.ts");
  return [...rules, ...items, templateLeft(items.map(({ item }) => item))].sort((a, b) => a.id.localeCompare(b.id));
}
