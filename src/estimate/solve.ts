import type { EstimateInput, EstimateResult, InputKey } from "./document.ts";
import { show } from "./figure.ts";
import type { Formula } from "./formulas.ts";
import { INPUTS, KEYS, type Range } from "./inputs.ts";

export interface Solved {
  readonly inputs: ReadonlyMap<InputKey, EstimateInput>;
  readonly results: readonly EstimateResult[];
  readonly missing: readonly { readonly formula: string; readonly label: string; readonly keys: readonly InputKey[] }[];
}

type Inputs = ReadonlyMap<InputKey, EstimateInput>;

const quotient = (one: Range, other: Range): Range => ({ low: one.low / other.high, high: one.high / other.low });

/** What follows from other inputs, said as such: each key with what it is taken from. */
const DERIVED: readonly {
  readonly key: InputKey;
  readonly from: readonly InputKey[];
  readonly text: string;
  /** It need not be so: it is told as an assumption. */
  readonly assumed?: true;
  readonly range: (of: (key: InputKey) => Range) => Range;
}[] = [
  {
    key: "records_per_day",
    from: ["daily_bytes", "record_bytes"],
    text: "bytes per day ÷ record size",
    range: (of) => quotient(of("daily_bytes"), of("record_bytes")),
  },
  {
    key: "record_bytes",
    from: ["daily_bytes", "records_per_day"],
    text: "bytes per day ÷ records per day",
    range: (of) => quotient(of("daily_bytes"), of("records_per_day")),
  },
  {
    key: "records_to_process",
    from: ["records_per_day"],
    text: "a run processes a day's records",
    assumed: true,
    range: (of) => ({ low: of("records_per_day").low, high: of("records_per_day").high }),
  },
  {
    key: "incoming_rate",
    from: ["records_per_day"],
    text: "the average ingest rate",
    assumed: true,
    range: (of) => ({ low: of("records_per_day").low / 86_400, high: of("records_per_day").high / 86_400 }),
  },
  {
    key: "run_hours",
    from: ["records_to_process", "processing_rate"],
    text: "records to process ÷ processing rate",
    range: (of) => quotient(of("records_to_process"), of("processing_rate")),
  },
];

/** Fills what follows and what has a default, then reckons each formula whose inputs are there. */
export function solve(stated: Inputs, formulas: readonly Formula[]): Solved {
  const inputs = complete(stated);
  const results: EstimateResult[] = [];
  const missing: Solved["missing"][number][] = [];
  for (const formula of formulas) {
    const keys = formula.needs.filter((key) => !inputs.has(key));
    if (keys.length > 0) {
      if (isBegun(formula, stated)) missing.push({ formula: formula.id, label: formula.label, keys });
      continue;
    }
    const { low, high } = bounds(formula, inputs);
    const used = new Map(
      formula.needs.flatMap((key) => (inputs.has(key) ? [[INPUTS[key].label, inputs.get(key)] as const] : [])),
    );
    results.push({
      formula: formula.id,
      label: formula.label,
      low,
      high,
      unit: formula.unit,
      rule: formula.rule,
      filled: fill(formula.rule, used),
    });
  }
  const needed = new Set(
    formulas.filter(({ needs }) => needs.every((key) => inputs.has(key))).flatMap(({ needs }) => needs),
  );
  return {
    inputs: new Map(
      [...inputs].filter(([key, { status }]) => status === "stated" || status === "set" || needed.has(key)),
    ),
    results,
    missing,
  };
}

function complete(stated: Inputs): Inputs {
  const inputs = new Map(stated);
  const put = (key: InputKey, range: Range, status: "default" | "derived", text: string): void => {
    inputs.set(key, { key, label: INPUTS[key].label, ...range, unit: INPUTS[key].unit, status, text });
  };
  for (const { key, from, text, range, assumed } of DERIVED) {
    if (inputs.has(key) || !from.every((each) => inputs.has(each))) continue;
    put(
      key,
      range((each) => inputs.get(each) ?? { low: 0, high: 0 }),
      assumed === true ? "default" : "derived",
      text,
    );
  }
  for (const key of KEYS) {
    const { fallback } = INPUTS[key];
    if (fallback !== undefined && !inputs.has(key))
      put(key, { low: fallback.value, high: fallback.value }, "default", fallback.text);
  }
  return inputs;
}

/** A formula is worth asking for when the plan states something that only it and its kin need. */
const isBegun = ({ needs }: Formula, stated: Inputs): boolean =>
  needs.some((key) => stated.has(key) && INPUTS[key].fallback === undefined);

/** Every formula rises or falls with each of its inputs alone, so its bounds lie at corners. */
function bounds({ needs, reckon }: Formula, inputs: Inputs): Range {
  let low = Infinity;
  let high = -Infinity;
  for (let corner = 0; corner < 2 ** needs.length; corner++) {
    const values = Object.fromEntries(
      needs.map((key, i) => [
        key,
        (corner >> i) % 2 === 0 ? (inputs.get(key)?.low ?? 0) : (inputs.get(key)?.high ?? 0),
      ]),
    ) as Record<InputKey, number>;
    const value = reckon(values);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** The rule with its numbers, longest names first, so that a reader can check it by hand. */
function fill(rule: string, used: ReadonlyMap<string, EstimateInput | undefined>): string {
  const labels = [...used.keys()].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(labels.map((label) => label.replace(" in a run", "")).join("|"), "g");
  return rule.replace(pattern, (label) => {
    const input = used.get(label) ?? used.get(`${label} in a run`);
    return input === undefined ? label : show(input, input.unit);
  });
}
