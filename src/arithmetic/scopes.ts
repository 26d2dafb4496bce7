import type { Place } from "../model/place.ts";
import { figureIn } from "./figure-in.ts";
import { type Key, keyed } from "./keys.ts";
import type { Scope } from "./relations.ts";
import type { Passage, Sheet } from "./statement.ts";
import type { Term } from "./term.ts";

type Stated = readonly [key: Key, stated: { readonly term: Term; readonly place: Place }];

const LINE = /^[\s>*_-]*(?:\d+\.\s+)?\**([\p{L}][\p{L}\p{N} ,/()-]{2,50}?)\**:\**\s+(\S.*)$/u;

/** Where figures belong together: a row under known heads, a column beside known labels, the labelled lines of the document. */
export function scopes(passages: readonly Passage[], sheets: readonly Sheet[], isEuropean: boolean): readonly Scope[] {
  const stated = (label: string, { text, place }: Passage): readonly Stated[] => {
    const term = figureIn(text, isEuropean);
    const key = term === undefined ? undefined : keyed(label, term);
    return key === undefined ? [] : [[key[0], { term: key[1], place }]];
  };
  const lines = passages.flatMap(({ text, place }) =>
    text.split("\n").flatMap((line, i) => {
      const [, label = "", value = ""] = LINE.exec(line) ?? [];
      return label === "" ? [] : stated(label, { text: value, place: { ...place, line: place.line + i } });
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
  return [lines, ...rows, ...columns].map(once).filter(({ size }) => size > 1);
}

/** A name that is given to two different figures names neither. */
function once(stated: readonly Stated[]): Scope {
  const scope = new Map<Key, Stated[1]>();
  const twice = new Set<Key>();
  for (const [key, each] of stated) {
    const before = scope.get(key);
    if (before !== undefined && before.term.text.trim() !== each.term.text.trim()) twice.add(key);
    scope.set(key, before ?? each);
  }
  return new Map([...scope].filter(([key]) => !twice.has(key)));
}
