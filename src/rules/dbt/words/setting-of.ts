import type { NodeSettings } from "../../../model/dbt.ts";

/** What a setting says, spelt once; undefined where only a run knows it, "nothing" where it is absent. */
export function settingOf(settings: NodeSettings | undefined, key: string): string | undefined {
  const all = settings ?? {};
  const inner = Object.keys(all).filter((one) => one === key || one.startsWith(`${key}.`));
  if (inner.length === 0) return "nothing";
  if (inner.some((one) => all[one]?.length === 0)) return undefined;
  return inner
    .toSorted()
    .map((one) => `${one === key ? "" : `${one.slice(key.length + 1)} `}${(all[one] ?? []).join(", ")}`)
    .join(", ");
}

/** The first of the keys that is known on both sides and differs. */
export function firstChanged(
  keys: readonly string[],
  before: NodeSettings | undefined,
  after: NodeSettings | undefined,
): { readonly key: string; readonly was: string; readonly now: string } | undefined {
  for (const key of keys) {
    const [was, now] = [settingOf(before, key), settingOf(after, key)];
    if (was !== undefined && now !== undefined && was.toLowerCase() !== now.toLowerCase()) return { key, was, now };
  }
  return undefined;
}
