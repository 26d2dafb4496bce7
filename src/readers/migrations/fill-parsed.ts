import { cut, fill, scriptIn } from "../../sql/derived.ts";
import type { Script } from "../../sql/act.ts";
import { type Brackets, slotsBetween, slotsOf } from "../../sql/placeholder.ts";
import { source } from "../../sql/source.ts";
import type { ParsedText } from "./parsed-text.ts";

/** What tools and configurations fill into the slots of a text. */
export type Placeholders = Readonly<Record<string, string>>;

const filled = new WeakMap<ParsedText, Map<string, ParsedText>>();

/** The same file with its slots filled in, every place kept; itself where there is nothing to fill. */
export function fillParsed(parsed: ParsedText, values: Placeholders, brackets?: Brackets): ParsedText {
  if (parsed.document !== undefined || !parsed.signs.sql || Object.keys(values).length === 0) return parsed;
  const key = JSON.stringify([values, brackets]);
  const known = filled.get(parsed) ?? new Map<string, ParsedText>();
  const made = known.get(key) ?? fillNow(parsed, values, brackets);
  filled.set(parsed, known.set(key, made));
  return made;
}

function fillNow(parsed: ParsedText, values: Placeholders, brackets?: Brackets): ParsedText {
  const { text, sections, parts } = parsed;
  const own = brackets === undefined ? slotsOf(text, values) : slotsBetween(text, values, brackets);
  if (own.length === 0) return parsed;
  const slots = [...own, ...(parsed.slots ?? [])].toSorted((a, b) => a.start - b.start);
  const file = source(text);
  // A part is as long as the file, with the other part blank.
  const script = (part: string): Script =>
    scriptIn(
      fill(
        cut(part, 0, part.length),
        slots.filter(({ start }) => part.charAt(start) === text.charAt(start)),
      ),
      file,
    );
  const both =
    sections === undefined || parts === undefined
      ? {}
      : { sections: { up: script(parts.up), ...(parts.down === undefined ? {} : { down: script(parts.down) }) } };
  return { ...parsed, script: script(text), ...both };
}
