import type { Place } from "../model/place.ts";
import { findQuantities } from "../quantity/find.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { readQuantity } from "../quantity/read.ts";
import type { Estimate, EstimateInput, InputKey } from "./document.ts";
import { INPUTS, KEYS, type Range } from "./inputs.ts";
import type { Statement } from "./statements.ts";

export interface Gathered {
  readonly stated: ReadonlyMap<InputKey, EstimateInput>;
  readonly unread: Estimate["unread"];
  readonly warnings: readonly string[];
}

const UNIT_IN_LABEL = /[([]\s*([%×\w/ ]+?)\s*[)\]]\s*$|\b(days|hours|minutes|seconds|bytes|kB|KB|MB|GB|TB)\s*$/;

const normal = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[([].*$/, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/\b(?:avg|average|mean|total|estimated|expected|typical|about|the|of|stated|source|effective)\b/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const names = new Map<string, InputKey[]>();
for (const key of KEYS)
  for (const word of [key, INPUTS[key].label, ...INPUTS[key].synonyms.split(", ")]) {
    const name = normal(word);
    if (!(names.get(name) ?? []).includes(key)) names.set(name, [...(names.get(name) ?? []), key]);
  }

/** Is it what some input is called? */
export const namesInput = (label: string): boolean => names.has(normal(label));

/** The inputs that a plan states; the first statement of each wins, and one that disagrees is told. */
export function gather(statements: readonly Statement[]): Gathered {
  const stated = new Map<InputKey, EstimateInput>();
  const unread: Estimate["unread"][number][] = [];
  const warnings: string[] = [];
  for (const statement of statements) {
    const keys = names.get(normal(statement.label)) ?? [];
    if (keys.length === 0) continue;
    const hit = firstReading(statement, keys);
    const { label, place } = statement;
    if ("reason" in hit) {
      if (hit.text !== "") unread.push({ label, text: hit.text, place, reason: hit.reason });
      continue;
    }
    const { key, range, text } = hit;
    const { usual } = INPUTS[key];
    if (usual !== undefined && (range.low < usual.low || range.high > usual.high))
      warnings.push(`${INPUTS[key].label} of ${text} (line ${place.line}) is unusual; is the unit right?`);
    const before = stated.get(key);
    if (before === undefined)
      stated.set(key, {
        key,
        label: INPUTS[key].label,
        ...range,
        unit: INPUTS[key].unit,
        status: "stated",
        text,
        place,
      });
    else if (before.low !== range.low || before.high !== range.high) warnings.push(twice(before, text, place));
  }
  return { stated, unread, warnings };
}

const twice = ({ label, text, place }: EstimateInput, again: string, there: Place): string =>
  `${label} is stated twice: ${text} (line ${place?.line ?? 0}) and ${again} (line ${there.line}); the first is reckoned with`;

type Hit =
  | { readonly key: InputKey; readonly range: Range; readonly text: string }
  | { readonly reason: string; readonly text: string };

function firstReading({ label, values, canonical }: Statement, keys: readonly InputKey[]): Hit {
  let failed: Hit = { reason: "no value", text: "" };
  for (const value of values)
    for (const key of keys) {
      const quantity = quantityIn(value, label, key, canonical === true);
      const range = typeof quantity === "string" ? undefined : INPUTS[key].value(quantity);
      if (range !== undefined) return { key, range, text: value };
      const reason = typeof quantity === "string" ? quantity : `\`${value}\` does not measure ${INPUTS[key].unit}`;
      if (failed.text === "" && /\d/.test(value)) failed = { reason, text: value };
    }
  return failed;
}

/** A bare number takes the unit that its label says ("Retention (days)"), never one of ours. */
function quantityIn(value: string, label: string, key: InputKey, canonical: boolean): Quantity | string {
  const text = value.replace(/\s*[([][^)\]]*[)\]]\s*$/, "").replace(/^(\d+(?:\.\d+)?)\s*:\s*1$/, "$1x");
  const { expect, bare, unit } = INPUTS[key];
  const reading = readQuantity(text, expect);
  if (!reading.ok) {
    const inside = findQuantities(text).filter(({ quantity }) => INPUTS[key].value(quantity) !== undefined);
    const [only] = inside;
    return only !== undefined && inside.length === 1 ? only.quantity : reading.refusal.detail;
  }
  const { quantity } = reading;
  const isBare = quantity.measure === "count" && quantity.noun === undefined && quantity.per.length === 0;
  if (!isBare || unit === "×") return quantity;
  const [, inParentheses, trailing] = UNIT_IN_LABEL.exec(label) ?? [];
  const said = inParentheses ?? trailing ?? (canonical ? bare : undefined);
  if (said === undefined) return expect === "count" && unit !== "records/s" ? quantity : `\`${value}\` has no unit`;
  const measured = readQuantity(`${text} ${said.replaceAll(/\brecords\b/g, "rows").replace("units/hour", "")}`, expect);
  return measured.ok ? measured.quantity : quantity;
}
