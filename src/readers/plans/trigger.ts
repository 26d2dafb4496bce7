import type { Trigger } from "../../model/plan.ts";
import type { Said } from "../../model/plan-part.ts";
import { findQuantities, type Found } from "../../quantity/find.ts";
import { readQuantity } from "../../quantity/read.ts";
import type { Synonyms } from "./canonical.ts";
import { fieldsIn, type Field } from "./fields.ts";
import { slotIn } from "./slot-words.ts";
import { stepsIn } from "./steps.ts";

export const TRIGGER_PARTS: Synonyms<"metric" | "threshold" | "window"> = {
  metric: ["metric", "signal", "indicator", "measure", "what we watch", "watched"],
  threshold: ["threshold", "limit", "above", "below", "bound", "value"],
  window: [
    "window",
    "time window",
    "for",
    "over",
    "during",
    "observation window",
    "duration",
    "period",
    "sustained for",
  ],
};

const COMPARED =
  /(?:[<>]=?|[≤≥]|\b(?:above|below|exceed(?:s|ed|ing)?|(?:by )?(?:more|less|\w+er) than|at least|at most|reach(?:es|ed)?|drops? (?:below|under|to)|falls? (?:below|under|to)|rises? (?:above|over|to)))\s*$/i;
const LASTING =
  /\b(?:for|over|within|during|in|per|lasting|sustained|any|every|across|last)(?:\s+(?:any|an?|the|more than|at least|last|rolling|over))*\s*$/i;
const OVER = /\b(?:over|under|by)\s*$/i;
const EMPTY =
  /\b(?:if|when|whenever|as soon as|once|the|an?|is|are|was|be|being|goes|go|gets|stays|rises?|falls?|drops?|we|see|seen|roll(?:ed)?|back|than|then|more|less|above|below|over|under|for|within|during|in|per|any|every|at|least|most|exceeds?|something|anything|things?|it|they|this|that|wrong|breaks?|broken|bad|badly|problems?|issues?|trouble|looks?|needed|necessary|required|of|or|and|window|rolling|by|to|on|fails?|failing|happens?|occurs?|case|emergency|asap|manually|decides?|decision|complains?)\b/gi;

const isTime = ({ quantity }: Found): boolean => quantity.measure === "time" && quantity.per.length === 0;

/** What a rollback waits for. It is objective when metric, threshold and window are all found. */
export function trigger(field: Field): Trigger {
  const parts = fieldsIn(field.nodes, TRIGGER_PARTS).named;
  const listed = parts.size > 0 ? [] : stepsIn(field.nodes);
  const text = [field.text, ...listed.map((item) => item.text)]
    .filter((line, i, all) => line !== "" && all.indexOf(line) === i)
    .join("\n");
  const sentences = text.split("\n").map((line) => fromSentence(line, field.place));
  const best = sentences.toSorted((one, other) => Object.keys(other).length - Object.keys(one).length)[0] ?? {};
  const written = [...parts.values()].map((part) => part.text).join(", ");
  return { ...best, ...fromParts(parts), text: text === "" ? written : text, place: field.place };
}

type Objective = Pick<Trigger, "metric" | "threshold" | "window">;

/** Metric, threshold and window as fields of their own; a threshold needs a unit and a window must be a time. */
export function fromParts(parts: ReadonlyMap<"metric" | "threshold" | "window", Said>): Objective {
  const metric = said(parts.get("metric"));
  const threshold = said(parts.get("threshold"));
  const window = said(parts.get("window"));
  const bounded = threshold === undefined ? [] : findQuantities(threshold.text);
  const plainNumber = threshold === undefined ? undefined : readQuantity(threshold.text);
  const counted = plainNumber?.ok === true && plainNumber.quantity.bound !== undefined;
  const lasting = window === undefined ? [] : findQuantities(window.text).filter(isTime);
  return {
    ...(metric === undefined || !names(metric.text) ? {} : { metric }),
    ...(threshold === undefined || (bounded.length === 0 && !counted) ? {} : { threshold }),
    ...(window === undefined || lasting.length === 0 ? {} : { window }),
  };
}

const said = (part: Said | undefined): Said | undefined =>
  part === undefined ? undefined : { text: part.text, place: part.place };

const names = (text: string): boolean =>
  slotIn(text) === undefined && /(?=\p{N}*\p{L})[\p{L}\p{N}]{3,}/u.test(text.replaceAll(EMPTY, " "));

/** "error rate of the billing API above 1 % for 10 minutes", in whatever order its three parts stand. */
function fromSentence(sentence: string, place: Said["place"]): Objective {
  const found = findQuantities(sentence).map((one) => ({ ...one, before: sentence.slice(0, one.start) }));
  const compared = found.filter(({ before }) => COMPARED.test(before));
  const threshold =
    compared.find((one) => !isTime(one)) ??
    compared.find((one) => !LASTING.test(one.before)) ??
    found.find((one) => !isTime(one)) ??
    found.find((one) => OVER.test(one.before) && found.some((other) => other !== one && isTime(other)));
  const windows = found.filter((one) => one !== threshold && isTime(one));
  const window =
    windows.find(({ before }) => LASTING.test(before)) ??
    windows.find(({ end }) => /^[\s-]*(?:window|period|rolling)/i.test(sentence.slice(end)));
  const counted = threshold ?? bare(sentence);
  const metric = [counted, window]
    .filter((part) => part !== undefined)
    .map(({ start, end }) => ({ start: led(sentence.slice(0, start)), end }))
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, sentence)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[\s,;.:]+|[\s,;.:]+$/g, "");
  return {
    ...(names(metric) && counted !== undefined ? { metric: { text: metric, place } } : {}),
    ...(counted === undefined
      ? {}
      : { threshold: { text: sentence.slice(compare(sentence.slice(0, counted.start)), counted.end), place } }),
    ...(window === undefined ? {} : { window: { text: sentence.slice(window.start, window.end), place } }),
  };
}

const compare = (before: string): number => COMPARED.exec(before)?.index ?? before.length;
const led = (before: string): number =>
  COMPARED.exec(before)?.index ?? LASTING.exec(before)?.index ?? OVER.exec(before)?.index ?? before.length;

/** "more than 5 failed logins": a bare number counts only behind a comparison. */
function bare(sentence: string): { readonly start: number; readonly end: number } | undefined {
  for (const match of sentence.matchAll(/(?<![\w.#-])\d[\d.,]*(?![\w-])/g))
    if (COMPARED.test(sentence.slice(0, match.index)))
      return { start: match.index, end: match.index + match[0].length };
  return undefined;
}
