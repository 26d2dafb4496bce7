import { lex } from "./lex.ts";

/** A part of a text, and what stands for it. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A slot that a tool fills in before PostgreSQL sees the text, in the tool's own brackets. */
interface Shape {
  readonly pattern: RegExp;
  /** The name inside the brackets; undefined where it is no plain name. */
  readonly name: (inner: string) => string | undefined;
}

const PLAIN = /^[A-Za-z_][\w.-]*$/;
const plain = (inner: string): string | undefined => (PLAIN.test(inner.trim()) ? inner.trim() : undefined);
/** `${NAME:-other}` has a name, and something else for where it is not set. */
const beforeDefault = (inner: string): string | undefined => plain(inner.split(":", 1)[0] ?? "");
/** `.Name`, `index .Options "Name"`, `process.env.NAME`: a template's name is the last one. */
const ofTemplate = (inner: string): string | undefined =>
  /^-?=?\s*(?:index\s+[.\w]+\s+"([\w.-]+)"|\.?(?:\w+\.)*(\w+))\s*-?$/
    .exec(inner.trim())
    ?.slice(1)
    .find((name) => name !== undefined);

/** goose fills `$NAME` in between its own marks; elsewhere a dollar is PostgreSQL's. */
const DOLLAR: Shape = { pattern: /(?<![\w$])\$([A-Za-z_]\w*)(?![\w$])/g, name: plain };
const ENVSUB = /^--\s*\+goose\s+ENVSUB\s+(ON|OFF)\b/gim;

const SHAPES: readonly Shape[] = [
  DOLLAR,
  { pattern: /\{\{([\s\S]{0,300}?)\}\}/g, name: ofTemplate },
  { pattern: /\{%([\s\S]{0,300}?)%\}/g, name: () => undefined },
  { pattern: /\$\{([^}\n]{0,300})\}/g, name: beforeDefault },
  { pattern: /<%([\s\S]{0,300}?)%>/g, name: ofTemplate },
  { pattern: /@@?([A-Za-z_][\w.]*)@@?/g, name: plain },
  {
    pattern: /(?<![:\w]):('[^']{0,100}'|"[^"]{0,100}"|[A-Za-z_]\w*)/g,
    name: (inner) => plain(inner.replaceAll(/['"]/g, "")),
  },
  { pattern: /%\(([A-Za-z_]\w*)\)s/g, name: plain },
];

interface Placeholder {
  /** As it is written. */
  readonly text: string;
  readonly name?: string;
}

/** The first slot of a statement that could not be read. */
export function placeholder(sql: string): Placeholder | undefined {
  for (const { pattern, name } of SHAPES) {
    const [found] = sql.matchAll(pattern);
    if (found === undefined) continue;
    const named = name(found[1] ?? "");
    return { text: found[0].replaceAll(/\s+/g, " "), ...(named === undefined ? {} : { name: named }) };
  }
  return undefined;
}

export const explainPlaceholder = ({ text, name }: Placeholder): string =>
  `\`${text.slice(0, 60)}\` is filled in before PostgreSQL sees this statement${
    name === undefined
      ? ""
      : ` (\`placeholders: { ${name}: … }\` beside the folder under \`migrations:\` in the configuration says what with)`
  }`;

/** The slots of a text that these values fill, in order. */
export function slotsOf(text: string, values: Readonly<Record<string, string>>): readonly Slot[] {
  const found: Slot[] = [];
  for (const { pattern, name } of SHAPES) {
    const own = [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: inner = "", index }): readonly Slot[] => {
      const named = name(inner);
      if (named === undefined || !Object.hasOwn(values, named)) return [];
      const value = values[named] ?? "";
      return [{ start: index, end: index + whole.length, value: asWritten(inner, value) }];
    });
    if (pattern === DOLLAR.pattern) {
      found.push(...own.filter(({ start }) => isEnvsub(text, start)));
      continue;
    }
    const real = own.some(({ start }) => text.charAt(start) === ":") ? outsideStrings(text, own) : own;
    found.push(...real.filter(({ start, end }) => !found.some((other) => other.start < end && start < other.end)));
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const isEnvsub = (text: string, at: number): boolean =>
  [...text.matchAll(ENVSUB)].findLast(({ index }) => index < at)?.[1]?.toUpperCase() === "ON";

/** psql's `:'name'` is a string, its `:"name"` an identifier. */
function asWritten(inner: string, value: string): string {
  const quote = inner.charAt(0);
  return quote === "'" || (quote === '"' && inner.length > 2)
    ? `${quote}${value.replaceAll(quote, quote + quote)}${quote}`
    : value;
}

/** A colon inside a string or a cast is no slot. */
function outsideStrings(text: string, slots: readonly Slot[]): readonly Slot[] {
  const symbols = new Set(
    lex(text).flatMap((token) => (token.kind === "symbol" && token.text === ":" ? [token.start] : [])),
  );
  return slots.filter(({ start }) => text.charAt(start) !== ":" || symbols.has(start));
}

/** What a tool puts around the name of a slot, where it is told to. */
export interface Brackets {
  readonly prefix: string;
  readonly suffix: string;
}

/** The slots between these brackets alone that these values fill. */
export function slotsBetween(
  text: string,
  values: Readonly<Record<string, string>>,
  { prefix, suffix }: Brackets,
): readonly Slot[] {
  const slots: Slot[] = [];
  if (prefix === "" || suffix === "") return slots;
  for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start + prefix.length)) {
    const close = text.indexOf(suffix, start + prefix.length);
    const name = close < 0 ? "" : text.slice(start + prefix.length, close);
    if (Object.hasOwn(values, name)) slots.push({ start, end: close + suffix.length, value: values[name] ?? "" });
  }
  return slots;
}
