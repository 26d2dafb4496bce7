import type { Place } from "../../model/place.ts";
import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";
import { columnAt } from "./table.ts";

export const DIMENSIONS: readonly string[] = [
  "completeness",
  "accuracy",
  "consistency",
  "timeliness",
  "validity",
  "uniqueness",
];

interface Score {
  readonly dimension: string;
  readonly value: number;
  readonly place: Place;
}

export interface Scores {
  readonly scores: readonly Score[];
  readonly overall?: Score;
  /** Dimensions without a score. */
  readonly lacks: readonly string[];
  /** What each dimension has to reach, where a column says it. */
  readonly minima: readonly Score[];
}

const PERCENT = /(-?\d+(?:\.\d+)?)\s?%/g;

/** The measured scores of the six dimensions, wherever they stand: rows, a list in a sentence, a list of numbers "for" them, keys of YAML. */
export function scoresOf(stage: Stage): Scores {
  const measured = [...tabled(stage), ...sentences(stage), ...headed(stage)];
  const scores = measured.filter(({ dimension }) => dimension !== "overall");
  const overall = measured.find(({ dimension }) => dimension === "overall");
  const minima = stage.tables.flatMap((table) =>
    column(table, columnAt(table, /\bminimum\b|\bat least\b|\btarget\b/)).filter(isDimension),
  );
  return {
    scores,
    ...(overall === undefined ? {} : { overall }),
    lacks: DIMENSIONS.filter((name) => !scores.some(({ dimension }) => dimension === name)),
    minima,
  };
}

const isDimension = ({ dimension }: Score): boolean => DIMENSIONS.includes(dimension);

function column({ rows }: Stage["tables"][number], at: number): readonly Score[] {
  return rows.flatMap((row) => {
    const dimension = named(row[0]?.text ?? "");
    const cell = row[at];
    const [value] = percents(cell?.text ?? "");
    return at < 1 || dimension === undefined || cell === undefined || value === undefined
      ? []
      : [{ dimension, value, place: cell.place }];
  });
}

function tabled({ tables }: Stage): readonly Score[] {
  return tables.flatMap((table) =>
    columnAt(table, /\bdimension\b/) !== 0 && table.rows.filter(([first]) => isNamed(first?.text)).length < 4
      ? []
      : table.columns.flatMap((name, i) =>
          i === 0 || /\bminimum\b|\bat least\b|\btarget\b|\bmetric\b/i.test(name) ? [] : column(table, i),
        ),
  );
}

/** "completeness 97.0 %, accuracy 98.5 %", or "97.0 %, 98.5 % for completeness, accuracy"; what only says a wish ("above") counts not. */
function sentences(stage: Stage): readonly Score[] {
  return statementsOf(stage).flatMap(({ text, place, form }) => {
    if (form === "row") return [];
    const lower = text.toLowerCase();
    const present = [...DIMENSIONS, "overall"].filter((name) => lower.includes(name));
    const direct = present.flatMap((dimension): readonly Score[] => {
      const found = new RegExp(`\\b${dimension}:?\\s+(-?\\d+(?:\\.\\d+)?)\\s?%`).exec(lower);
      return found === null ? [] : [{ dimension, value: Number(found[1]), place }];
    });
    const listed = present
      .filter((name) => name !== "overall")
      .toSorted((one, other) => lower.indexOf(one) - lower.indexOf(other));
    if (direct.length > 0 || listed.length < 3)
      return direct.length > 1 || listed.length < 3 ? multiple(direct) : direct;
    const values = percents(text);
    return /\bfor\b/.test(lower) && !/[<>≥]|\babove\b|\bat least\b/.test(lower)
      ? listed.flatMap((dimension, i) => {
          const value = values[i];
          return value === undefined ? [] : [{ dimension, value, place }];
        })
      : [];
  });
}

const multiple = (scores: readonly Score[]): readonly Score[] => (scores.length > 1 ? scores : []);

/** A dimension's own heading with "score: 99.0" below it, and the overall score beside them. */
function headed(stage: Stage): readonly Score[] {
  const own = [...stage.parts, ...stage.roots].flatMap((part): readonly Score[] => {
    const dimension = named(part.heading);
    const field = part.fields.find(({ label }) => /^score$/i.test(label.trim()));
    const value = Number.parseFloat(field?.text ?? "");
    if (dimension !== undefined && field !== undefined && Number.isFinite(value))
      return [{ dimension, value, place: field.place }];
    const line = part.lines.find(({ text }) => /^\d+(?:\.\d+)?\s?%?(?:$|,)/.test(text));
    const score = Number.parseFloat(line?.text ?? "");
    return /^overall\b/i.test(part.heading) && line !== undefined && Number.isFinite(score)
      ? [{ dimension: "overall", value: score, place: line.place }]
      : [];
  });
  return [...new Map(own.map((one) => [one.dimension, one])).values()];
}

const isNamed = (text = ""): boolean => DIMENSIONS.includes(named(text) ?? "");

const named = (text: string): string | undefined => {
  const lower = text.toLowerCase();
  return /\boverall\b/.test(lower) ? "overall" : DIMENSIONS.find((name) => lower.startsWith(name));
};

const percents = (text: string): readonly number[] => [...text.matchAll(PERCENT)].map(([, value]) => Number(value));
