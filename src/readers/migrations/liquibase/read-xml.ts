import { SaxesParser } from "saxes";
import { cut, type Derived, fill } from "../../../sql/derived.ts";
import type { Slot } from "../../../sql/placeholder.ts";
import { type Source, source } from "../../../sql/source.ts";
import { type Changelog, DEEPEST, type Element, MOST_ELEMENTS } from "./element.ts";

interface Open {
  readonly name: string;
  readonly start: number;
  /** Behind its own `>`. */
  readonly inner: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Where the children stand. */
  readonly holes: Slot[];
}

class Stop extends Error {}

/** A changelog in XML. Entities that the document defines itself are not followed. */
export function readXml(text: string): Changelog {
  const file = source(text);
  const stack: Open[] = [];
  let root: Element | undefined;
  let elements = 0;
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  let begins = 0;
  parser.on("error", (error) => {
    throw new Stop(error.message.replace(/^\S*\d+:\d+: /, ""));
  });
  parser.on("opentagstart", () => {
    begins = text.lastIndexOf("<", parser.position - 1);
  });
  parser.on("opentag", ({ name, attributes }) => {
    elements++;
    if (elements > MOST_ELEMENTS) throw new Stop(`more than ${MOST_ELEMENTS} elements`);
    if (stack.length > DEEPEST) throw new Stop(`nested deeper than ${DEEPEST}`);
    stack.push({ name: local(name), start: begins, inner: parser.position, attributes, children: [], holes: [] });
  });
  parser.on("closetag", () => {
    const open = stack.pop();
    if (open === undefined) return;
    const closed = close(open, text, file, parser.position);
    const outer = stack.at(-1);
    if (outer === undefined) root = closed;
    else {
      outer.children.push(closed);
      outer.holes.push({ start: open.start, end: parser.position, value: "" });
    }
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const spot = file.spot(Math.min(parser.position, text.length));
    // What stood before the mistake is still told.
    while (stack.length > 1) {
      const open = stack.pop();
      if (open !== undefined) stack.at(-1)?.children.push(close(open, text, file, text.length));
    }
    const [outer] = stack;
    const partial = root ?? (outer === undefined ? undefined : close(outer, text, file, text.length));
    return {
      root: partial ?? { name: "", spot, attributes: {}, children: [] },
      broken: { spot, reason: error.message },
    };
  }
  return { root: root ?? { name: "", spot: file.spot(0), attributes: {}, children: [] } };
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

function close(open: Open, text: string, file: Source, end: number): Element {
  const { name, start, inner, attributes, children } = open;
  const last = Math.max(inner, text.lastIndexOf("</", end - 1));
  const words = last <= inner ? undefined : passage(text, inner, last, open.holes);
  return {
    name,
    spot: file.spot(start, end),
    attributes,
    children,
    ...(words === undefined || words.text.trim() === "" ? {} : { text: words }),
  };
}

const MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|&(#x[\da-f]+|#\d+|lt|gt|amp|quot|apos);/gi;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The words between two tags, with every place kept: markup and elements go, entities become what they stand for. */
function passage(text: string, start: number, end: number, holes: readonly Slot[]): Derived {
  const whole = cut(text, start, end);
  const raw = fill(
    whole,
    holes.map((hole) => ({ start: hole.start - start, end: hole.end - start, value: "" })),
  );
  const slots = [...raw.text.matchAll(MARKUP)].flatMap((found): readonly Slot[] => {
    const at = found.index;
    const stop = at + found[0].length;
    const entity = found[2];
    if (entity !== undefined) return [{ start: at, end: stop, value: character(entity.toLowerCase()) }];
    if (found[1] === undefined) return [{ start: at, end: stop, value: "" }];
    return [
      { start: at, end: at + "<![CDATA[".length, value: "" },
      { start: stop - "]]>".length, end: stop, value: "" },
    ];
  });
  return fill(raw, slots);
}

function character(entity: string): string {
  const code = entity.startsWith("#x") ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return NAMED[entity] ?? (code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "");
}
