import type { Finding } from "../model/finding.ts";
import type { Place, Side } from "../model/place.ts";
import { visible } from "./visible.ts";

/** The text of a file at one side, where the caller has it. */
export type SourceOf = (path: string, side: Side) => string | undefined;

export interface FramedLine {
  readonly number: number;
  readonly text: string;
  /** Where the eye is to go: from this character (counted from 0), over so many. */
  readonly mark?: { readonly at: number; readonly length: number };
}

const SHOWN = 4;
const WIDEST = 160;

/** The lines of source that a finding is about, with what to underline. */
export function frame(finding: Pick<Finding, "place" | "subjectPath">, sourceOf: SourceOf): readonly FramedLine[] {
  const { place, subjectPath } = finding;
  const lines = sourceOf(place.path, place.side)?.split(/\r?\n/);
  if (lines === undefined) return [];
  const last = Math.min(place.endLine ?? place.line, place.line + SHOWN - 1, lines.length);
  const numbers = Array.from({ length: Math.max(1, last - place.line + 1) }, (_, i) => place.line + i);
  const names = subjectPath.slice(1).toReversed();
  const framed = numbers.map((number) => {
    const raw = lines[number - 1] ?? "";
    return {
      number,
      text: clipped(raw),
      found: nameIn(raw, number === place.line ? (place.column ?? 1) - 1 : 0, names),
    };
  });
  const named = framed.find(({ found }) => found !== undefined)?.number ?? place.line;
  return framed.map(({ number, text, found }) => {
    if (number !== named) return { number, text };
    const mark = found ?? whole(text, place);
    return mark.at >= text.length || mark.length < 1 ? { number, text } : { number, text, mark };
  });
}

function clipped(raw: string): string {
  const text = visible(raw.replaceAll("\t", "  "));
  return text.length > WIDEST ? `${text.slice(0, WIDEST)}…` : text;
}

function nameIn(raw: string, from: number, names: readonly string[]): { at: number; length: number } | undefined {
  const text = clipped(raw);
  const name = names[0];
  if (name === undefined || name.length < 2) return undefined;
  const shift = clipped(raw.slice(0, from)).length;
  const word = new RegExp(`(?<![\\w$])${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}(?![\\w$])`, "iu");
  const found = word.exec(text.slice(shift));
  return found === null ? undefined : { at: shift + found.index, length: found[0].length };
}

function whole(text: string, place: Place): { at: number; length: number } {
  const at = Math.max((place.column ?? 1) - 1, text.length - text.trimStart().length);
  return { at, length: text.trimEnd().length - at };
}

/** The frame as plain lines: number, bar, text, and a line of carets. `paint` may colour the carets. */
export function drawFrame(lines: readonly FramedLine[], paint: (carets: string) => string = (text) => text): string[] {
  const width = Math.max(3, ...lines.map(({ number }) => String(number).length));
  return lines.flatMap(({ number, text, mark }) => {
    const row = `${String(number).padStart(width)} │ ${text}`.trimEnd();
    if (mark === undefined) return [row];
    return [row, `${" ".repeat(width)} │ ${" ".repeat(mark.at)}${paint("^".repeat(mark.length))}`];
  });
}
