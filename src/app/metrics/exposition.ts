/** What Prometheus reads, in its text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  samples(): readonly Sample[];
}

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels?: Labels;
  readonly value: number;
}

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** What only grows. `known` label sets are there from the start with 0: a rate cannot see the first step of what was not there. */
export function counter(name: string, help: string, ...known: readonly Labels[]) {
  const counted = new Map<string, Sample>();
  const add = (labels: Labels = {}, by = 1): void => {
    const key = told(labels);
    counted.set(key, { labels, value: (counted.get(key)?.value ?? 0) + by });
  };
  for (const labels of known) add(labels, 0);
  return { name, help, type: "counter" as const, samples: () => [...counted.values()], add };
}

/** How often something took how long; `bounds` are the buckets' upper ends, rising. */
export function histogram(name: string, help: string, bounds: readonly number[]) {
  const seen = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number }>();
  const samples = (): Sample[] =>
    [...seen.values()].flatMap(({ labels, counts, sum }) => {
      let below = 0;
      const buckets = counts.map((count, at): Sample => {
        below += count;
        return { suffix: "_bucket", labels: { ...labels, le: number(bounds[at] ?? Infinity) }, value: below };
      });
      return [...buckets, { suffix: "_sum", labels, value: sum }, { suffix: "_count", labels, value: below }];
    });
  return {
    name,
    help,
    type: "histogram" as const,
    samples,
    observe(value: number, labels: Labels = {}): void {
      const key = told(labels);
      const one = seen.get(key) ?? { labels, counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
      const found = bounds.findIndex((bound) => value <= bound);
      const at = found === -1 ? bounds.length : found;
      one.counts[at] = (one.counts[at] ?? 0) + 1;
      one.sum += value;
      seen.set(key, one);
    },
  };
}

/** How something stands at this moment. */
export const gauge = (name: string, help: string, ...samples: readonly Sample[]): Family => ({
  name,
  help,
  type: "gauge",
  samples: () => samples,
});

/** A family of which nothing is known yet is left out. */
export const exposition = (families: readonly Family[]): string =>
  families
    .map((family) => ({ ...family, lines: family.samples() }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, help, type, lines }) => {
      const head = `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n`;
      return head + lines.map(({ suffix = "", labels = {}, value }) => line(name + suffix, labels, value)).join("");
    })
    .join("");

const line = (name: string, labels: Labels, value: number): string => {
  const inside = told(labels);
  return `${name}${inside === "" ? "" : `{${inside}}`} ${number(value)}\n`;
};

const told = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",");

const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

const number = (value: number): string => {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : "-Inf";
};
