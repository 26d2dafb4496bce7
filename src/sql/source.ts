import type { Spot } from "./act.ts";

/** A text with its lines, for places. PostgreSQL counts UTF-8 bytes; everything here counts UTF-16 units. */
export interface Source {
  readonly text: string;
  spot(start: number, end?: number): Spot;
}

export function source(text: string): Source {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const line = (at: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    text,
    spot(start, end = start + 1) {
      const first = line(start);
      return {
        line: first + 1,
        column: start - (starts[first] ?? 0) + 1,
        endLine: line(Math.max(start, end - 1)) + 1,
      };
    },
  };
}

/** Turns the byte offsets that the parser gives for `text` into positions in a source where `text` begins at `base`. */
export type Locate = (byte: number) => number;

export function locator(text: string, base: number): Locate {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII is meant
  if (/^[\0-\x7f]*$/.test(text)) return (byte) => base + byte;
  const at = new Map<number, number>();
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    at.set(byte, i);
    byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
    if (code >= 0x1_00_00) i++;
  }
  at.set(byte, text.length);
  return (byte) => base + (at.get(byte) ?? 0);
}
