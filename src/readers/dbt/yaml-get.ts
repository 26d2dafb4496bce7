import type { Yaml, YamlEntry, YamlScalar } from "./yaml-tree.ts";

/** The value under a key, or under the first of a path of keys that leads somewhere. */
export function get(from: Yaml | undefined, ...path: readonly string[]): Yaml | undefined {
  let at = from;
  for (const key of path) {
    if (at?.kind !== "map") return undefined;
    at = at.entries.find((entry) => entry.key === key)?.value;
  }
  return at;
}

export const entriesOf = (from: Yaml | undefined): readonly YamlEntry[] => (from?.kind === "map" ? from.entries : []);

export const itemsOf = (from: Yaml | undefined): readonly Yaml[] => (from?.kind === "list" ? from.items : []);

/** A scalar as text; numbers and booleans too, since YAML makes them of unquoted names. */
export function textOf(from: Yaml | undefined): string | undefined {
  return from?.kind === "scalar" && from.value !== null ? String(from.value) : undefined;
}

/** One text, or a list of them. */
export function textsOf(from: Yaml | undefined): readonly string[] {
  const one = textOf(from);
  return one === undefined ? itemsOf(from).flatMap((item) => textOf(item) ?? []) : [one];
}

/** The `name` of a list's entry and the line on which it stands. */
export function nameOf(from: Yaml): { readonly name: string; readonly line: number } | undefined {
  const at = get(from, "name");
  const name = textOf(at);
  return name === undefined || at === undefined ? undefined : { name, line: at.line };
}

export type Plain = YamlScalar["value"] | readonly Plain[] | { readonly [key: string]: Plain };

/** Without lines. */
export function plain(from: Yaml): Plain {
  if (from.kind === "scalar") return from.value;
  if (from.kind === "list") return from.items.map(plain);
  return Object.fromEntries(from.entries.map(({ key, value }) => [key, plain(value)]));
}
