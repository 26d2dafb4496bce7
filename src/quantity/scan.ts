import { duration } from "./duration.ts";
import { number, scale } from "./number.ts";
import type { Measure, Per, Quantity, Refusal } from "./quantity.ts";
import { currency, isLooselyBits, unit, type Unit } from "./units.ts";

export interface Scanned {
  readonly quantity: Quantity;
  readonly end: number;
}

/** What stands at a position: a quantity, a refusal with its cause, or nothing that looks like a number. */
export type Scan = Scanned | { readonly refusal: Refusal; readonly end: number } | undefined;

/** A number with its unit, before any range, margin or rate. */
export interface Amount {
  readonly value: number;
  readonly unit?: Unit;
  /** The unit may have been meant as bytes; it is taken for bits only where a rate follows. */
  readonly loose?: string;
  /** The suffix that scaled it (`k`), which the other end of a range may share. */
  readonly scale?: number;
  readonly end: number;
}

const WORD = /(?:\s|-(?=[A-Za-z]))?(%|×|[µμ]?[A-Za-z]+)/y;
const RANGE = /\s*(?:–|—|-|\.\.\.?|…|to\b|and\b)\s*/y;
const MARGIN = /\s*(?:±|\+\/-)\s*(\d+(?:\.\d+)?)\s*%/y;
const PER = /\s*(?:\/\s*|per\s+|an?\s+|each\s+|every\s+)(\d+\s*)?([A-Za-z]+)/y;

const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  return pattern.exec(text);
};
const refused = (cause: Refusal["cause"], detail: string, end: number): Scan => ({ refusal: { cause, detail }, end });

/** `1.2M rows`: the scale word, then the unit. `5m` and `5B` mean two things, so they need a noun or `expect`. */
export function amount(text: string, position: number, expect?: Measure): Amount | Scan {
  const sign = /[$€£¥]/.exec(text.charAt(position)) === null ? undefined : currency(text.charAt(position));
  const start = sign === undefined ? position : position + 1 + (/^\s*/.exec(text.slice(position + 1))?.[0].length ?? 0);
  const several = sign === undefined ? duration(text, start) : undefined;
  if (several !== undefined) return { value: several.seconds, unit: { measure: "time", base: 1 }, end: several.end };
  const literal = number(text, start);
  if (literal === undefined) return undefined;
  if ("ambiguous" in literal) return refused("ambiguous", literal.ambiguous, start + 1);
  const money: Unit | undefined = sign === undefined ? undefined : { measure: "money", base: 1, noun: sign };
  let end = literal.end;
  let factor: number | undefined;
  let word = at(WORD, text, end);
  const next = word === null ? null : at(WORD, text, end + word[0].length);
  const first = word?.[1] ?? "";
  const close = word !== null && !/^\s/.test(word[0]);
  if (
    word !== null &&
    scale(first) !== undefined &&
    isScale(first, close, next?.[1], text.slice(end + word[0].length), expect)
  ) {
    if (first === "B" && next === null && money === undefined && expect !== "count")
      return refused(
        "ambiguous",
        `\`${text.slice(position, end + word[0].length)}\` may be bytes or billions`,
        end + 1,
      );
    factor = scale(first);
    end += word[0].length;
    word = next;
  } else if (first === "m" && close) {
    const noun = next === null ? undefined : unit(next[1] ?? "");
    if (noun?.measure === "count" || expect === "count" || money !== undefined) {
      factor = 1e6;
      end += 1;
      word = next;
    } else if (expect === "time") return { value: literal.value, unit: { measure: "time", base: 60 }, end: end + 1 };
    else return refused("ambiguous", `\`${text.slice(position, end + 1)}\` may be minutes or millions`, end + 1);
  }
  const scaled = { value: literal.value * (factor ?? 1), ...(factor === undefined ? {} : { scale: factor }) };
  if (money !== undefined)
    return factor === undefined && PADDED.test(text.slice(start, literal.end))
      ? refused("ambiguous", twoReadings(text.slice(start, literal.end)), literal.end)
      : { ...scaled, unit: money, end };
  const raw = text.slice(start, literal.end);
  const written = word?.[1] ?? "";
  if (word !== null && isLooselyBits(written)) {
    const bits = unit(written.replace("k", "K"));
    return { ...scaled, ...(bits === undefined ? {} : { unit: bits }), loose: written, end: end + word[0].length };
  }
  const named = word === null ? undefined : unit(written);
  if (isStatus(raw, word?.[0] ?? ""))
    return refused("ambiguous", `\`${raw}s\` may be seconds or answers with the status ${raw}`, literal.end);
  const counts = named === undefined || named.measure === "count";
  if (factor === undefined && (counts ? /^[1-9]\d{0,2}\.\d{3}$/ : PADDED).test(raw) && !isShare(named))
    return refused("ambiguous", twoReadings(raw), literal.end);
  if (word === null || named === undefined) return { ...scaled, end };
  end += word[0].length;
  // "write requests" are requests.
  const kind = named.measure === "count" && named.perSecond !== true ? at(WORD, text, end) : null;
  const precise = kind === null || !/^\s/.test(kind[0]) ? undefined : unit(kind[1] ?? "");
  if (kind === null || precise?.measure !== "count" || precise.perSecond === true)
    return { ...scaled, unit: named, end };
  return { ...scaled, unit: precise, end: end + kind[0].length };
}

const twoReadings = (raw: string): string => `\`${raw}\` may be ${Number(raw)} or ${raw.replace(".", "")}`;

/** Thousands in one country, a decimal with noughts behind it in another. */
const PADDED = /^[1-9]\d{0,2}\.\d00$/;
const isShare = (named: Unit | undefined): boolean => named?.measure === "ratio" || named?.measure === "factor";
const isStatus = (digits: string, word: string): boolean =>
  word === "s" && /^(?:[2-5]0[0-4]|409|410|422|429|50[0-4])$/.test(digits);

const isScale = (word: string, close: boolean, next: string | undefined, rest: string, expect?: Measure): boolean => {
  if (word !== "B" && word !== "T") return true;
  if (!close || /^\s*\/|^\s*per\b/.test(rest)) return false;
  return next === undefined || unit(next)?.measure === "count" || expect === "count";
};

const looseReadings = (raw: string, word: string): string =>
  `\`${raw}\` may be ${word.charAt(0)}bit or ${word.charAt(0).replace("K", "k")}B`;

export const isAmount = (found: Amount | Scan): found is Amount => found !== undefined && "value" in found;

function pers(text: string, position: number): { readonly per: readonly Per[]; readonly end: number } | Scan {
  const per: Per[] = [];
  let end = position;
  for (let found = at(PER, text, end); found !== null; found = at(PER, text, end)) {
    const word = found[2] ?? "";
    const named = word === "m" ? undefined : unit(word);
    const spelled = /^\s*(?:\/|per)/.test(found[0]);
    if (named === undefined) {
      if (!spelled) break;
      return refused("unknown-unit", `\`per ${word}\` is not a unit that is known here`, end);
    }
    const many = found[1] === undefined ? 1 : Number(found[1]);
    if (many === 0 || !Number.isFinite(many)) return refused("not-a-quantity", "a rate per nothing", end);
    per.push({ measure: named.measure, unit: named.noun ?? word, base: named.base * many });
    end += found[0].length;
  }
  return { per, end };
}

/** Reads one quantity that starts exactly at `position`. */
export function scan(text: string, position: number, expect?: Measure): Scan {
  const first = amount(text, position, expect);
  if (!isAmount(first)) return first;
  let { end } = first;
  let low = first.value;
  let high = first.value;
  let named = first.unit;
  const dash = at(RANGE, text, end);
  const second = dash === null ? undefined : amount(text, end + dash[0].length, expect ?? named?.measure);
  if (isAmount(second) && (named === undefined || second.unit === undefined || second.unit.measure === named.measure)) {
    const shared =
      first.scale === undefined &&
      named === undefined &&
      second.scale !== undefined &&
      low * second.scale <= second.value;
    low = shared ? low * (second.scale ?? 1) : low;
    const other = second.unit ?? named;
    low *= (named ?? other)?.base ?? 1;
    high = second.value * (other?.base ?? 1);
    named = other === undefined ? undefined : { ...other, base: 1 };
    end = second.end;
  }
  if (low > high) return refused("not-a-quantity", `\`${text.slice(position, end)}\` runs downwards`, end);
  const base = named?.base ?? 1;
  const margin = at(MARGIN, text, end);
  const spread = margin === null ? 0 : Number(margin[1]) / 100;
  end += margin?.[0].length ?? 0;
  const chain = pers(text, end);
  if (chain === undefined || !("per" in chain)) return chain;
  const loose = first.loose ?? (isAmount(second) ? second.loose : undefined);
  if (loose !== undefined && chain.per[0]?.measure !== "time")
    return refused("ambiguous", looseReadings(text.slice(position, end), loose), end);
  const per: readonly Per[] =
    named?.perSecond === true ? [{ measure: "time", unit: "s", base: 1 }, ...chain.per] : chain.per;
  const divisor = per.reduce((product, each) => product * each.base, 1);
  const bounds = { low: low * base * (1 - spread), high: high * base * (1 + spread) };
  return {
    quantity: {
      measure: named?.measure ?? "count",
      ...(named?.noun === undefined ? {} : { noun: named.noun }),
      per,
      ...bounds,
      si: { low: bounds.low / divisor, high: bounds.high / divisor },
      ...(named?.bits === true ? { bits: true } : {}),
    },
    end: chain.end,
  };
}
