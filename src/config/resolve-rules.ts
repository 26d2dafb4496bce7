import type { Config, ConfigError } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import type { Place } from "../model/place.ts";

type At = (segments: readonly (string | number)[]) => Place;

export interface Resolved {
  readonly config: Config;
  readonly errors: readonly ConfigError[];
}

/**
 * Puts a rule's id where the file says an alias, and names every rule that there is not. A waiver may also name the key of a
 * gap, which no list holds: there only a slip of the pen is a mistake.
 */
export function resolveRules(config: Config, rules: ReadonlyMap<string, string>, at: At): Resolved {
  const errors: ConfigError[] = [];
  const told = (rule: string, place: Place, meant: string | undefined): void => {
    const expected =
      meant === undefined
        ? "the id of a rule (`dataplan explain` lists them)"
        : `\`${rules.get(meant) ?? meant}\` (did you mean that?)`;
    errors.push({ place, message: `Unexpected rule \`${rule}\`, expected ${expected}` });
  };
  for (const rule of Object.keys(config.rules))
    if (!rules.has(rule)) told(rule, at(["rules", rule]), nearest(rule, rules.keys()));
  for (const [index, { rule }] of config.waivers.entries()) {
    const meant = rule === undefined || rules.has(rule) ? undefined : nearest(rule, rules.keys());
    if (rule !== undefined && meant !== undefined) told(rule, at(["waivers", index, "rule"]), meant);
  }
  const id = (rule: string): string => rules.get(rule) ?? rule;
  return {
    errors,
    config: {
      ...config,
      rules: Object.fromEntries(Object.entries(config.rules).map(([rule, value]) => [id(rule), value])),
      waivers: config.waivers.map((waiver) =>
        waiver.rule === undefined ? waiver : { ...waiver, rule: id(waiver.rule) },
      ),
    },
  };
}
