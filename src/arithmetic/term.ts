import type { Per } from "../quantity/quantity.ts";
import { amount, isAmount, type Amount } from "../quantity/scan.ts";
import { scale } from "../quantity/number.ts";
import { singular, unit, type Unit } from "../quantity/units.ts";

/** One number of a sum with its unit, as printed. */
export interface Term {
  readonly low: number;
  readonly high: number;
  readonly unit?: Unit;
  readonly per: readonly Per[];
  /** Words behind the number that name no unit known here ("gas", "replicas"). */
  readonly label?: string;
  /** The word that scales it; a `k` may have been meant as 1024. */
  readonly scale: number;
  /** One of the last digit that is printed. */
  readonly step: number;
  /** The number has a fraction, so it was rounded. */
  readonly fraction: boolean;
  readonly approximate: boolean;
  readonly text: string;
  /** The text behind the number. */
  readonly unitText: string;
}

export interface ReadTerm {
  readonly term: Term;
  readonly end: number;
}

const PER = /\s*\/\s*([A-Za-zµμ]+)|\s+(?:per|an?|each|every)\s+([A-Za-z]+)/y;
const LABEL = /[\s-]([A-Za-z][A-Za-z'’-]{2,})(?![\w(])/y;
/** "18 Ah", "5 kW": a unit, and none that is known. */
const SHORT = /^ (?![AIX](?!\w))(?=[a-z]?[A-Z])[A-Za-z]{1,2}(?!\w)/;
const RANGE = /(?:\s*[–—]\s*|-|\s+to\s+)(?=[$€£]?\d)/y;
const MARGIN = /\s*(?:±|\+\/-)\s*\d/y;
/** Words that begin another thought: what stands behind them is no unit of the number. */
const NO_LABEL = new Set(
  (
    "and or if when then to from with than is are was were be by at as in on for over during into that which while because so but " +
    "per each every times plus minus divided equals about around approximately roughly approx circa nearly almost some of " +
    "the this these those it we you our your not only also can will would should may must has have had via giving gives making makes yields means"
  ).split(" "),
);

const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  return pattern.exec(text);
};

/** Reads a number, its unit and what it is counted per; undefined for what looks like a number and is none we read. */
export function readTerm(text: string, start: number, approximate: boolean): ReadTerm | undefined {
  const exponent = /(\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})(?![\w.])/y;
  const power = at(exponent, text, start);
  const first = multiplied(text, power === null ? amount(text, start) : scientific(text, start, power));
  if (!isAmount(first) || first.loose !== undefined) return undefined;
  let last: Amount = first;
  const dash = at(RANGE, text, first.end);
  if (dash !== null) {
    const second = multiplied(text, amount(text, first.end + dash[0].length));
    if (!isAmount(second) || second.loose !== undefined) return undefined;
    last = second;
  }
  if (at(MARGIN, text, last.end) !== null) return undefined;
  const printed = /[\d.,_'\u00a0\u202f]*\d/.exec(text.slice(start));
  const digits = printed?.[0] ?? "";
  const named = last.unit;
  const lowScale = dash === null || first.scale !== undefined || first.unit !== undefined ? 1 : (last.scale ?? 1);
  const low = first.value * lowScale * ratio(first.unit, named);
  if (low > last.value) return undefined;
  const rest = behind(text, last.end);
  if (rest === undefined) return undefined;
  const per: readonly Per[] =
    named?.perSecond === true ? [{ measure: "time", unit: "s", base: 1 }, ...rest.per] : rest.per;
  const factor = last.scale ?? 1;
  // "68.7B unique keys" are billions, as "6.5B" may be.
  const isLoneB = named?.measure === "bytes" && named.base === 1 && /\dB$/.test(text.slice(start, last.end));
  if (isLoneB && (rest.label !== undefined || !Number.isInteger(last.value))) return undefined;
  return {
    term: {
      low,
      high: last.value,
      ...(named === undefined ? {} : { unit: named }),
      per,
      ...(rest.label === undefined ? {} : { label: rest.label }),
      scale: factor,
      step: power === null ? step(digits) * factor : first.value / 100,
      fraction: /[.,]\d{1,2}$/.test(digits) || factor !== 1,
      approximate,
      text: text.slice(start, rest.end),
      unitText: text.slice(start + (printed?.index ?? 0) + digits.length, rest.end),
    },
    end: rest.end,
  };
}

/** The cross of `5 × 3` is no unit of the five. */
function multiplied(text: string, found: ReturnType<typeof amount>): ReturnType<typeof amount> {
  if (!isAmount(found) || found.unit?.measure !== "factor" || !/^\s*[~≈$€£¥(⌈\d]/.test(text.slice(found.end)))
    return found;
  const { unit: _, ...bare } = found;
  const cross = /\s*(?:x|X|×)$/.exec(text.slice(0, found.end));
  return cross === null ? found : { ...bare, end: cross.index };
}

/** `10–20 GB` counts both in GB; `500 MB to 2 GB` has its own unit at each end. */
const ratio = (first: Unit | undefined, last: Unit | undefined): number =>
  first === undefined || last === undefined ? 1 : first.base / last.base;

function scientific(text: string, start: number, found: RegExpExecArray): Amount | undefined {
  const value = Number(`${found[1]}e${found[2]}`);
  const end = start + found[0].length;
  const word = at(/\s?(%|[A-Za-zµμ]+)/y, text, end);
  const named = word === null ? undefined : unit(word[1] ?? "");
  if (!Number.isFinite(value)) return undefined;
  return named === undefined || word === null ? { value, end } : { value, unit: named, end: end + word[0].length };
}

/** Noughts at the end of a whole number may be rounding, yet never of more than a twentieth. */
function step(digits: string): number {
  const fraction = /[.,](\d+)$/.exec(digits);
  const isFraction = fraction !== null && !(fraction[1]?.length === 3 && /^\d{1,3}(?:,\d{3})+$/.test(digits));
  if (isFraction) return 10 ** -(fraction[1]?.length ?? 0);
  const bare = digits.replaceAll(/\D/g, "");
  const noughts = /0*$/.exec(bare)?.[0].length ?? 0;
  return noughts === 0 ? 1 : Math.max(1, Math.min(10 ** noughts, Number(bare) / 20));
}

/** Words and "per" behind a number. A word that clings to the digits ("1st", "5xx") or a lone letter makes it unread. */
function behind(
  text: string,
  from: number,
): { readonly per: readonly Per[]; readonly label?: string; readonly end: number } | undefined {
  if (/\w/.test(text.charAt(from)))
    return /^[xX]\s*[\d($~]/.test(text.slice(from)) ? { per: [], end: from } : undefined;
  const per: Per[] = [];
  const labels: string[] = [];
  let end = from;
  for (;;) {
    const found = at(PER, text, end);
    const word = found?.[1] ?? found?.[2];
    if (found !== null && word !== undefined && /^[a-z]|^[A-Z]+B?$|^[KMGTP]iB$|^[A-Z][a-z]+$/.test(word)) {
      const named = word === "m" ? undefined : unit(word);
      if (named === undefined && word.length < 3) return undefined;
      if (named === undefined && found[1] === undefined && !/^\s+per/.test(found[0])) break;
      const many = scale(word);
      per.push({
        measure: named?.measure ?? "count",
        unit: named?.noun ?? singular(word.toLowerCase()),
        base: named?.base ?? (word.length > 3 ? (many ?? 1) : 1),
      });
      end += found[0].length;
      // "per million requests"
      if (many !== undefined) end += at(LABEL, text, end)?.[0].length ?? 0;
      continue;
    }
    const label = labels.length < 3 && per.length === 0 ? at(LABEL, text, end) : null;
    const said = label?.[1]?.toLowerCase() ?? "";
    if (label === null || NO_LABEL.has(said)) break;
    // "84 TFLOPs", "5 MTok": a prefix before a unit that is not known.
    if (/^[kMGTPE](?:[A-Z]{1,4}[a-z]+|FLOPS?|OPS)$/.test(label[1] ?? "")) return undefined;
    labels.push(singular(said));
    end += label[0].length;
  }
  if (/[\w({]/.test(text.charAt(end)) || SHORT.test(text.slice(end, end + 4))) return undefined;
  return { per, ...(labels.length === 0 ? {} : { label: labels.join(" ") }), end };
}
