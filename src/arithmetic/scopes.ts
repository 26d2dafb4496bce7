import type { Place } from "../model/place.ts";
import { figureIn } from "./figure-in.ts";
import { type Key, keyed } from "./keys.ts";
import type { Passage, Sheet } from "./statement.ts";
import type { Term } from "./term.ts";

/** A figure under its label. */
export interface Labelled {
  readonly label: string;
  readonly term: Term;
  readonly place: Place;
  /** Which heading it stands under, counted from the top; the rows of a table hang together by themselves. */
  readonly section: number;
}

/** Figures that belong together: all of them, and those whose names are known. */
export interface Scope {
  readonly labelled: readonly Labelled[];
  readonly keys: ReadonlyMap<Key, Labelled>;
}

const LINE = /^[\s>*_+-]*(?:\d+\.\s+)?[*_`]*([\p{L}][\p{L}\p{N} ,/()_-]{1,50}?)[*_`]*\s*:[*_`]*\s+["']?(\S.*?)["']?$/u;

const UNIT = /[([]\s*([%\w µ/]+?)\s*[)\]]$|\b(days|hours|minutes|seconds|bytes|kB|KB|MB|GB|TB)$/;

/** Where figures belong together: a row under its heads, a column beside its labels, the labelled lines of the document. */
export function scopes(passages: readonly Passage[], sheets: readonly Sheet[], isEuropean: boolean): readonly Scope[] {
  const stated = (label: string, { text, place, section = 0 }: Passage): readonly Labelled[] => {
    const term = measured(label, text, isEuropean);
    return term === undefined ? [] : [{ label: label.replaceAll("_", " "), term, place, section }];
  };
  const lines = passages.flatMap((passage) =>
    passage.text.split("\n").flatMap((line, i) => {
      const [, label = "", value = ""] = LINE.exec(line) ?? [];
      const { place } = passage;
      return label === "" ? [] : stated(label, { ...passage, text: value, place: { ...place, line: place.line + i } });
    }),
  );
  const rows = sheets.flatMap(({ head, rows: body }) =>
    body.map((row) => row.flatMap((cell, i) => stated(head[i]?.text ?? "", cell))),
  );
  const columns = sheets.flatMap(({ head, rows: body }) =>
    head.slice(1).map((_, i) =>
      body.flatMap((row) => {
        const cell = row[i + 1];
        return cell === undefined ? [] : stated(row[0]?.text ?? "", cell);
      }),
    ),
  );
  return [lines, ...rows, ...columns]
    .filter(({ length }) => length > 1 && length <= 400)
    .map((labelled) => ({ labelled, keys: keysOf(labelled) }));
}

/** A bare number takes the unit that its label says: "Retention (days)", "record_bytes". */
function measured(label: string, text: string, isEuropean: boolean): Term | undefined {
  const term = figureIn(text, isEuropean);
  if (term === undefined || term.unit !== undefined || term.label !== undefined || term.per.length > 0) return term;
  const [, inBrackets, last] = UNIT.exec(label.replaceAll(/[*_`]/g, " ").trim()) ?? [];
  const unit = inBrackets ?? last;
  return unit === undefined ? term : (figureIn(`${term.text.trim()} ${unit}`, isEuropean) ?? term);
}

/** A name that is given to two different figures names neither. */
function keysOf(labelled: readonly Labelled[]): ReadonlyMap<Key, Labelled> {
  const keys = new Map<Key, Labelled>();
  const twice = new Set<Key>();
  for (const each of labelled) {
    const found = keyed(each.label, each.term);
    if (found === undefined) continue;
    const [key, term] = found;
    const before = keys.get(key);
    if (before !== undefined && before.term.text.trim() !== term.text.trim()) twice.add(key);
    if (before === undefined) keys.set(key, { ...each, term });
  }
  return new Map([...keys].filter(([key]) => !twice.has(key)));
}
