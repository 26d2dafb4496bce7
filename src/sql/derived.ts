import type { Script, Spot } from "./act.ts";
import type { Slot } from "./placeholder.ts";
import { parsePostgresNow } from "./postgres.ts";
import type { Source } from "./source.ts";
import { moved } from "./written.ts";

/** A text that was made from another by cutting and filling in, and where each piece of it came from. */
export interface Derived {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** Where it begins in this text, and in the other. */
  readonly here: number;
  readonly there: number;
  /** It stands there letter by letter; otherwise all of it stands for what is at `there`. */
  readonly copied: boolean;
}

/** The characters of a file from `start` to `end`. */
export const cut = (file: string, start: number, end: number): Derived => ({
  text: file.slice(start, end),
  pieces: [{ here: 0, there: start, copied: true }],
});

/** The same with other words in some places. Slots do not overlap and stand in order. */
export function fill({ text, pieces }: Derived, slots: readonly Slot[]): Derived {
  if (slots.length === 0) return { text, pieces };
  const made: Piece[] = [];
  let out = "";
  let at = 0;
  const copy = (end: number): void => {
    for (const [i, piece] of pieces.entries()) {
      const from = Math.max(piece.here, at);
      const to = Math.min(pieces[i + 1]?.here ?? text.length, end);
      if (from >= to && !(from === to && from === at && from === end)) continue;
      const there = piece.copied ? piece.there + from - piece.here : piece.there;
      made.push({ here: out.length + from - at, there, copied: piece.copied });
    }
    out += text.slice(at, end);
    at = end;
  };
  for (const { start, end, value } of slots) {
    copy(start);
    made.push({ here: out.length, there: origin({ text, pieces }, start), copied: false });
    out += value;
    at = end;
  }
  copy(text.length);
  return { text: out, pieces: made };
}

/** Where the character at `offset` came from. */
export function origin({ pieces }: Derived, offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.here ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (piece === undefined) return 0;
  return piece.copied ? piece.there + offset - piece.here : piece.there;
}

/** The script that it holds, with every place a place of `file`. The grammar has to be loaded. */
export function scriptIn(derived: Derived, file: Source): Script {
  const starts = lineStarts(derived.text);
  const end = (line: number): number => (starts[line] ?? derived.text.length + 1) - 1;
  return moved(parsePostgresNow(derived.text), ({ line, column, endLine }: Spot): Spot => {
    const spot = file.spot(origin(derived, (starts[line - 1] ?? 0) + column - 1));
    // The last line's own beginning may have come from a line above it.
    const last = starts[endLine - 1] ?? 0;
    const word = derived.text.slice(last, end(endLine)).search(/\S/);
    return { ...spot, endLine: Math.max(spot.line, file.spot(origin(derived, last + Math.max(word, 0))).line) };
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}

/** A text of which only the place as a whole is known. */
export const loose = (text: string, at: number): Derived => ({ text, pieces: [{ here: 0, there: at, copied: false }] });
