/** Whole numbers, decimals and floats in the order in which each holds those before it. */
const RANKS: readonly (readonly string[])[] = [
  ["tiny_int", "small_int", "int", "big_int", "decimal", "numeric", "float", "double"],
  ["char", "var_char", "text", "string"],
  ["date", "timestamp"],
];

/** Which way a type goes: a wider one holds every value of the other. */
export function typeDirection(before: string, after: string): "same" | "wider" | "narrower" | "other" {
  if (before === after) return "same";
  const [from, to] = [word(before), word(after)];
  if (from === to) return sizes(before, after);
  const rank = RANKS.find((list) => list.includes(from) && list.includes(to));
  if (rank === undefined) return "other";
  if (from === "var_char" && to === "text" && size(before) === undefined) return "same";
  return rank.indexOf(from) < rank.indexOf(to) && size(after) === undefined ? "wider" : "narrower";
}

const word = (type: string): string => type.replace(/\(.*$/s, "");
const size = (type: string): string | undefined => /\((.*)\)/s.exec(type)?.[1];

/** `varchar(10)` → `varchar(20)`; without a size it has none. */
function sizes(before: string, after: string): "same" | "wider" | "narrower" | "other" {
  const [from, to] = [size(before), size(after)];
  if (to === undefined) return "wider";
  if (from === undefined) return "narrower";
  const [a, b] = [from.split(",").map(Number), to.split(",").map(Number)];
  if ([...a, ...b].some(Number.isNaN) || a.length !== b.length) return "other";
  return b.every((one, i) => one >= (a[i] ?? 0)) ? "wider" : "narrower";
}
