import type { Guarantee } from "../../../model/dbt.ts";
import { spelt } from "./test-arguments.ts";

/** How a test lets more pass than before, in the words of its file; "perhaps" where only its rows could tell. */
export interface Weaker {
  readonly how: string;
  readonly perhaps?: true;
}

/** `>10` → 10, `!=0` → 0: how many rows may break the test. */
function tolerated({ settings = {} }: Guarantee, key: "error_if" | "warn_if"): number | undefined {
  const [said] = settings[key] ?? ["!= 0"];
  const found = /^\s*(>=?|!=|<>)\s*(\d+)\s*$/.exec(said ?? "");
  if (found === null) return undefined;
  const count = Number(found[2]);
  return found[1] === ">=" ? count - 1 : count;
}

const rises = (before: number | undefined, after: number | undefined): boolean =>
  before !== undefined && after !== undefined && after > before;

/** dbt counts no more rows than the limit: a threshold above it is never reached. */
const mutes = ({ settings = {} }: Guarantee, threshold: number | undefined): boolean =>
  threshold !== undefined && Number(settings["limit"]?.[0] ?? Infinity) <= threshold;

/** What is said beside the test: how many rows it forgives, and whether it stops anything. */
export function weakerSettings(before: Guarantee, after: Guarantee): Weaker | undefined {
  if (after.warns === true && before.warns !== true) return { how: "`severity: warn`" };
  const [was, now] = [tolerated(before, "error_if"), tolerated(after, "error_if")];
  const said = (key: string): string => `\`${key}: ${after.settings?.[key]?.[0] ?? ""}\``;
  if (after.warns !== true && rises(was, now)) return { how: said("error_if") };
  if (!mutes(before, was) && mutes(after, now)) return { how: `${said("limit")}, which \`error_if\` never reaches` };
  if (rises(tolerated(before, "warn_if"), tolerated(after, "warn_if"))) return { how: said("warn_if"), perhaps: true };
  return undefined;
}

/** Arguments whose number lets more pass as it grows, and those where it does as it shrinks. */
const LOOSER_ABOVE = /^(?:max_value|at_most|interval|max_\w+|tolerance|threshold|sigma_threshold|percent_margin)$/;
const LOOSER_BELOW = /^(?:min_value|at_least|min_\w+|mostly|ratio|min_proportion)$/;

/** What is said in the test: limits, forbidden values and the rows that it looks at. */
export function weakerArguments(before: Guarantee, after: Guarantee): Weaker | undefined {
  const [was, now] = [spelt(before.test).arguments, spelt(after.test).arguments];
  for (const key of new Set([...was.keys(), ...now.keys()])) {
    const [from, to] = [was.get(key), now.get(key)];
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    const found = weakerArgument(key, from, to, spelt(after.test).name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function weakerArgument(key: string, from: unknown, to: unknown, test: string): Weaker | undefined {
  if (key === "where") {
    if (typeof to !== "string") return undefined;
    return from === undefined ? { how: "`where`" } : { how: "another `where`", perhaps: true };
  }
  if (LOOSER_ABOVE.test(key) || LOOSER_BELOW.test(key)) {
    const [a, b] = [limit(from), limit(to)];
    if (to === undefined && a !== undefined) return { how: `end of \`${key}\`` };
    if (a === undefined || b === undefined || a === b) return undefined;
    return b > a === LOOSER_ABOVE.test(key) ? { how: `\`${key}: ${b}\` in place of ${a}` } : undefined;
  }
  if (key === "strictly" && from === true && to !== true) return { how: "end of `strictly`" };
  if (key === "inclusive" && from === false && to !== false) return { how: "end of `inclusive: false`" };
  // Of the values that a test forbids one fewer is refused; of those that it accepts one more is what tests are changed for.
  if (
    key === "values" &&
    /^not_accepted_values$|not_be_in_set$/.test(test) &&
    Array.isArray(from) &&
    Array.isArray(to)
  ) {
    const gone = from.find((value) => !to.includes(value));
    return gone === undefined ? undefined : { how: `end of \`${String(gone)}\` among the forbidden values` };
  }
  return undefined;
}

const limit = (value: unknown): number | undefined => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};
