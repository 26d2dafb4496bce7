import type { Dialect } from "../parse/dialect.ts";
import type { Item, StarExpr } from "../query.ts";
import { slotOf } from "./find-column.ts";
import type { Output, OutputColumn, Ref, Slot } from "./plan.ts";

/** `*`, `t.*` and what is taken out, put in place or named anew → outputs in their order. */
export function expandStar(
  star: StarExpr,
  slots: readonly Slot[],
  merged: ReadonlyMap<string, Ref>,
  dialect: Dialect,
): readonly Output[] {
  const { fold } = dialect;
  const only = star.of.length === 0 ? undefined : slotOf(star.of.map(fold), slots);
  const all = only === undefined ? everything(slots, merged) : ofSlot(slots, only, new Set());
  if (only !== undefined && only < 0) return fieldsOf(star, dialect);
  const except = new Set(star.except.map(fold));
  const replace = new Map(
    star.replace.flatMap((item) => (item.alias === undefined ? [] : [[fold(item.alias), item] as const])),
  );
  const rename = new Map(star.rename.map(([from, to]) => [fold(from), to] as const));
  const done = new Set<string>();
  const outputs = all.flatMap((output): readonly Output[] => {
    if (output.kind === "star")
      return [{ ...output, except: new Set([...output.except, ...except, ...replace.keys(), ...rename.keys()]) }];
    if (except.has(output.key)) return [];
    const put = replace.get(output.key);
    const to = rename.get(output.key);
    if (put !== undefined) done.add(output.key);
    if (to !== undefined) done.add(output.key);
    const kept = put === undefined ? output : replaced(output, put);
    return [to === undefined ? kept : { ...kept, key: fold(to), name: to.text }];
  });
  return [...outputs, ...behindStars(all, { replace, rename, done }, fold)];
}

/** USING columns first and once, then each relation's others. */
function everything(slots: readonly Slot[], merged: ReadonlyMap<string, Ref>): readonly Output[] {
  const first = [...merged].map(([key, ref]): Output => ({
    kind: "column",
    key,
    name: nameOf(ref, slots) ?? key,
    ref,
  }));
  return [...first, ...slots.flatMap(({ unseen }, i) => (unseen ? [] : ofSlot(slots, i, new Set(merged.keys()))))];
}

function nameOf(ref: Ref, slots: readonly Slot[]): string | undefined {
  if (ref.kind === "merged") return ref.refs.map((one) => nameOf(one, slots)).find((name) => name !== undefined);
  const item = ref.kind === "slot" ? slots[ref.slot]?.row[ref.item] : undefined;
  return item?.kind === "column" ? item.name : undefined;
}

const ofSlot = (slots: readonly Slot[], slot: number, without: ReadonlySet<string>): readonly Output[] =>
  (slots[slot]?.row ?? []).flatMap((entry, item): readonly Output[] => {
    if (entry.kind === "star") return [{ kind: "star", slot, item, except: without }];
    if (without.has(entry.key)) return [];
    return [
      { kind: "column", key: entry.key, name: entry.name, ref: { kind: "slot", up: 0, slot, item, key: entry.key } },
    ];
  });

function replaced({ key, name }: OutputColumn, { expr }: Item): OutputColumn {
  return { kind: "column", key, name, expr };
}

interface Changes {
  readonly replace: ReadonlyMap<string, Item>;
  readonly rename: ReadonlyMap<string, { readonly text: string; readonly quoted: boolean }>;
  readonly done: ReadonlySet<string>;
}

/** Columns that are replaced or renamed and stand behind a star that is not known. */
function behindStars(
  all: readonly Output[],
  { replace, rename, done }: Changes,
  fold: Dialect["fold"],
): readonly Output[] {
  const star = all.find((output) => output.kind === "star");
  if (star === undefined) return [];
  const put = [...replace].flatMap(([key, item]): readonly Output[] =>
    done.has(key) || item.alias === undefined ? [] : [{ kind: "column", key, name: item.alias.text, expr: item.expr }],
  );
  const named = [...rename].flatMap(([key, to]): readonly Output[] => {
    const ref: Ref = { kind: "slot", up: 0, slot: star.slot, item: star.item, key };
    return done.has(key) ? [] : [{ kind: "column", key: fold(to), name: to.text, ref }];
  });
  return [...put, ...named];
}

/** `record.*`: fields that are not known. */
const fieldsOf = ({ of }: StarExpr, { fold }: Dialect): readonly Output[] => [
  { kind: "star", slot: -1, item: -1, except: new Set(), field: of.map(fold).join(".") },
];
