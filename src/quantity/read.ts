import type { Measure, Quantity, Reading, Refusal } from "./quantity.ts";
import { scan } from "./scan.ts";

type Sign = Pick<Quantity, "bound" | "approximate" | "stat">;

const SIGNS: readonly (readonly [RegExp, Sign])[] = [
  [
    /^(?:~|≈|about\b|approx(?:\.|imately\b)?|approximately\b|circa\b|ca\.|around\b|roughly\b|some\b)\s*/i,
    { approximate: true },
  ],
  [/^(?:≤|<=|up to\b|at most\b|no more than\b|max(?:imum)?\b\.?|not more than\b)\s*/i, { bound: "<=" }],
  [/^(?:≥|>=|at least\b|no less than\b|min(?:imum)?\b\.?)\s*/i, { bound: ">=" }],
  [/^(?:<|less than\b|under\b|below\b|within\b)\s*/i, { bound: "<" }],
  [/^(?:>|more than\b|over\b|above\b)\s*/i, { bound: ">" }],
  [/^every\b\s*/i, {}],
];
const STAT = /^(p\d{1,2}(?:\.\d+)?|median|average|avg|mean)\b[:=]?\s*(?=\S)/i;
const TAIL_STAT = /^[\s,(]*(p\d{1,2}(?:\.\d+)?|median|average|avg|mean)\)?$/i;

const refuse = (cause: Refusal["cause"], detail: string): Reading => ({ ok: false, refusal: { cause, detail } });

/** Reads a text that is one quantity and nothing else. `expect` settles `5m`, which may be minutes or millions. */
export function readQuantity(text: string, expect?: Measure): Reading {
  let rest = text.trim();
  let said: Sign = {};
  for (let changed = true; changed;) {
    changed = false;
    const stat = STAT.exec(rest);
    if (stat !== null) {
      said = { ...said, stat: (stat[1] ?? "").toLowerCase() };
      rest = rest.slice(stat[0].length);
      changed = true;
    }
    for (const [pattern, sign] of SIGNS) {
      const found = pattern.exec(rest);
      if (found === null) continue;
      said = { ...said, ...sign };
      rest = rest.slice(found[0].length);
      changed = true;
    }
  }
  if (/^\d{4}-\d{1,2}(?:-\d{1,2})?\b/.test(rest)) return refuse("not-a-quantity", `\`${text}\` is a date`);
  const found = scan(rest, 0, expect);
  if (found === undefined) {
    const digit = /\d/.test(rest);
    return refuse(
      digit ? "not-a-quantity" : "no-number",
      `\`${text}\` ${digit ? "does not start with a number" : "holds no number"}`,
    );
  }
  if ("refusal" in found) return { ok: false, refusal: found.refusal };
  const tail = rest.slice(found.end).trim();
  const stat = TAIL_STAT.exec(tail);
  if (stat !== null) said = { ...said, stat: (stat[1] ?? "").toLowerCase() };
  else if (tail !== "") {
    const word = /^[A-Za-z%]+/.exec(tail)?.[0];
    const unknown = word !== undefined && found.quantity.noun === undefined && found.quantity.measure === "count";
    return unknown
      ? refuse("unknown-unit", `\`${word}\` is not a unit that is known here`)
      : refuse("trailing", `\`${tail}\` stands behind the number`);
  }
  return { ok: true, quantity: { ...found.quantity, ...said } };
}
