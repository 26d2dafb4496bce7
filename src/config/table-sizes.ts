import type { ConfigError, TableSize } from "../model/config.ts";
import type { Place } from "../model/place.ts";
import { spell } from "../model/subject.ts";
import type { Measure } from "../quantity/quantity.ts";
import { readQuantity } from "../quantity/read.ts";

/** A table's size as the file says it: a number, or a text with a unit. */
export interface RawSize {
  readonly rows?: number | string;
  readonly bytes?: number | string;
}

export interface Sizes {
  readonly tables: Readonly<Record<string, TableSize>>;
  readonly errors: readonly ConfigError[];
}

type At = (segments: readonly (string | number)[]) => Place;

/** Sizes by the table's usual spelling; a name without a schema means the default one. */
export function readSizes(raw: Readonly<Record<string, RawSize>>, defaultSchema: string, at: At): Sizes {
  const tables: Record<string, TableSize> = {};
  const errors: ConfigError[] = [];
  for (const [name, size] of Object.entries(raw)) {
    const parts = namesIn(name);
    const [schema, table] = parts.length === 1 ? [defaultSchema, parts[0]] : parts;
    if (schema === undefined || table === undefined || parts.length > 2) {
      const message = `Unexpected table \`${name}\` in \`tables\`, expected \`table\` or \`schema.table\``;
      errors.push({ place: at(["tables", name]), message });
      continue;
    }
    const amount = (key: "rows" | "bytes", measure: Measure, example: string): number | undefined => {
      const given = size[key];
      if (given === undefined || typeof given === "number") return given;
      const reading = readQuantity(given, measure);
      const fits = reading.ok && reading.quantity.measure === measure && reading.quantity.per.length === 0;
      if (fits) return reading.quantity.high;
      const why = reading.ok ? "" : ` (${reading.refusal.detail})`;
      const message = `Unexpected value of \`tables.${name}.${key}\`, expected ${example}${why}`;
      errors.push({ place: at(["tables", name, key]), message });
      return undefined;
    };
    const rows = amount("rows", "count", "a number of rows like `120000000` or `120 million`");
    const bytes = amount("bytes", "bytes", "a size like `40 GB`");
    tables[spell(["table", schema, table])] = {
      ...(rows === undefined ? {} : { rows }),
      ...(bytes === undefined ? {} : { bytes }),
      place: at(["tables", name]),
    };
  }
  return { tables, errors };
}

/** `a.b`, `"A".b` and the like, taken apart at the dots outside of quotes; empty where it is no name. */
function namesIn(text: string): readonly string[] {
  if (!/^(?:"(?:[^"]|"")+"|[^".\s]+)(?:\.(?:"(?:[^"]|"")+"|[^".\s]+))*$/.test(text)) return [];
  return [...text.matchAll(/"((?:[^"]|"")+)"|[^".\s]+/g)].map(
    ([bare, quoted]) => quoted?.replaceAll('""', '"') ?? bare,
  );
}
