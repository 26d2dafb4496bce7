import { oncePer } from "../../model/once-per.ts";
import type { Assembled, Built } from "./assemble.ts";
import type { Placed, PlacedAs } from "./render/placed.ts";
import { settingValue } from "./setting-value.ts";
import { get, textOf } from "./yaml-get.ts";

/** Two models of one alias lie in two schemas, of which only a run knows the names: the second gets one of its own. */
export const placedAs = oncePer((assembled: readonly Assembled[]): PlacedAs => {
  const found = new Map<string, Placed>();
  for (const one of assembled) {
    const { id, vars } = one.project;
    const stated = new Map(
      one.declared.flatMap(({ declared }) =>
        declared.nodes.flatMap(({ resource, name, layers }) => {
          const said = layers.map((layer) => textOf(get(layer, "alias"))).findLast((text) => text !== undefined);
          return said === undefined ? [] : [[`${resource}.${name}`, said] as const];
        }),
      ),
    );
    const taken = new Set(one.built.map(({ name }) => name.toLowerCase()));
    for (const { name, resource, parsed } of one.built) {
      const said = aliasIn(parsed) ?? stated.get(`${resource}.${name}`);
      const alias = said === undefined ? undefined : settingValue(said, vars);
      if (typeof alias !== "string" || alias.trim() === "" || alias === name) continue;
      const isTaken = taken.has(alias.toLowerCase());
      taken.add(alias.toLowerCase());
      found.set(`${id}.${name}`, { schema: isTaken ? `${id}_${name}` : id, identifier: alias.trim() });
    }
  }
  return found;
});

const CONFIG = /\{\{-?\s{0,99}config\s{0,99}\(([\s\S]{0,4000}?)\)\s{0,99}-?\}\}/;
const ALIAS = /(?:^|[,(\s])alias\s*=\s*(['"])([\w$-]+)\1\s*(?:,|$)/;
const known = new WeakMap<object, string | undefined>();

/** The alias that a file's own `config` states in plain letters; it is needed before anything is rendered. */
function aliasIn(parsed: Built["parsed"]): string | undefined {
  if (parsed === undefined) return undefined;
  if (!known.has(parsed)) known.set(parsed, ALIAS.exec(CONFIG.exec(parsed.text)?.[1]?.trim() ?? "")?.[2]);
  return known.get(parsed);
}
