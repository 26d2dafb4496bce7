import { argument } from "../arguments.ts";
import { numberOf } from "../compare.ts";
import { iterate } from "../iterate.ts";
import { Tuple, type Arguments, type Running, type Value } from "../value.ts";
import { formatText } from "./format-text.ts";
import type { Method } from "./method.ts";

const textAt = (args: Arguments, at: number, name: string, run: Running): string | undefined => {
  const value = argument(args, at, name);
  return value === undefined || value === null ? undefined : run.text(value);
};

export function strip(text: string, chars: string | undefined, ends: "both" | "left" | "right"): string {
  if (chars === undefined) return ends === "left" ? text.trimStart() : ends === "right" ? text.trimEnd() : text.trim();
  let from = 0;
  let to = text.length;
  if (ends !== "right") while (from < to && chars.includes(text.charAt(from))) from += 1;
  if (ends !== "left") while (to > from && chars.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function split(text: string, args: Arguments, run: Running, fromRight: boolean): Value {
  const by = textAt(args, 0, "sep", run);
  const most = numberOf(argument(args, 1, "maxsplit") ?? -1) ?? -1;
  run.charge(text.length >> 2);
  if (by === "") throw run.failure("`split` by an empty text");
  const parts = by === undefined ? text.trim().split(/\s+/) : text.split(by);
  if (by === undefined && text.trim() === "") return [];
  if (most < 0 || parts.length <= most + 1) return parts;
  const joiner = by ?? " ";
  return fromRight
    ? [parts.slice(0, parts.length - most).join(joiner), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(joiner)];
}

function replace(text: string, args: Arguments, run: Running): string {
  const from = textAt(args, 0, "old", run) ?? "";
  const to = textAt(args, 1, "new", run) ?? "";
  const count = numberOf(argument(args, 2, "count") ?? -1) ?? -1;
  const parts = text.split(from);
  run.charge(parts.length + (text.length >> 4));
  if (text.length + parts.length * to.length > 50_000_000) throw run.failure("a text that is too long", "limit");
  if (from === "")
    return run.sized(
      to +
        Array.from(text)
          .map((one) => one + to)
          .join(""),
    );
  if (count < 0 || count >= parts.length - 1) return run.sized(parts.join(to));
  return run.sized([parts.slice(0, count + 1).join(to), ...parts.slice(count + 1)].join(from));
}

const affix = (value: Value | undefined, run: Running): readonly string[] =>
  value instanceof Tuple ? value.items.map((item) => run.text(item)) : [run.text(value ?? null)];

const padded = (text: string, args: Arguments, run: Running, side: "left" | "right" | "both"): string => {
  const width = Math.min(numberOf(args.positional[0] ?? 0) ?? 0, run.sized(text).length + 100_000);
  const fill = textAt(args, 1, "fillchar", run) ?? " ";
  const space = Math.max(0, width - text.length);
  const before = side === "left" ? space : side === "right" ? 0 : Math.floor(space / 2) + (space & width & 1);
  return fill.repeat(before) + text + fill.repeat(space - before);
};

const title = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
const cased = (text: string, wanted: string, other: string): boolean => text === wanted && text !== other;
const swapped = (text: string): string =>
  Array.from(text)
    .map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()))
    .join("");

function parted(text: string, args: Arguments, run: Running, last: boolean): Tuple {
  const by = textAt(args, 0, "sep", run) ?? "";
  const at = last ? text.lastIndexOf(by) : text.indexOf(by);
  if (at < 0) return new Tuple(last ? ["", "", text] : [text, "", ""]);
  return new Tuple([text.slice(0, at), by, text.slice(at + by.length)]);
}

const plain: readonly (readonly [string, (text: string) => Value])[] = [
  ["upper", (text) => text.toUpperCase()],
  ["lower", (text) => text.toLowerCase()],
  ["casefold", (text) => text.toLowerCase()],
  ["title", title],
  ["capitalize", capital],
  ["swapcase", swapped],
  ["splitlines", (text) => (text === "" ? [] : text.replace(/(?:\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/))],
  ["isdigit", (text) => /^\p{Nd}+$/u.test(text)],
  ["isdecimal", (text) => /^\p{Nd}+$/u.test(text)],
  ["isnumeric", (text) => /^\p{N}+$/u.test(text)],
  ["isalpha", (text) => /^\p{L}+$/u.test(text)],
  ["isalnum", (text) => /^[\p{L}\p{N}]+$/u.test(text)],
  ["isspace", (text) => /^\s+$/u.test(text)],
  ["isidentifier", (text) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)],
  ["isupper", (text) => cased(text, text.toUpperCase(), text.toLowerCase())],
  ["islower", (text) => cased(text, text.toLowerCase(), text.toUpperCase())],
  ["encode", (text) => text],
];

export const textMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ...plain.map(([name, make]): [string, Method<string>] => [
    name,
    (self, _, run) => {
      run.charge(self.length >> 4);
      return make(self);
    },
  ]),
  ["strip", (self, args, run) => strip(self, textAt(args, 0, "chars", run), "both")],
  ["lstrip", (self, args, run) => strip(self, textAt(args, 0, "chars", run), "left")],
  ["rstrip", (self, args, run) => strip(self, textAt(args, 0, "chars", run), "right")],
  ["split", (self, args, run) => split(self, args, run, false)],
  ["rsplit", (self, args, run) => split(self, args, run, true)],
  ["replace", replace],
  ["format", formatText],
  [
    "join",
    (self, args, run) =>
      run.sized(
        iterate(args.positional[0] ?? null, run)
          .map((item) => run.text(item))
          .join(self),
      ),
  ],
  ["startswith", (self, args, run) => affix(args.positional[0], run).some((one) => self.startsWith(one))],
  ["endswith", (self, args, run) => affix(args.positional[0], run).some((one) => self.endsWith(one))],
  [
    "removeprefix",
    (self, args, run) =>
      self.startsWith(textAt(args, 0, "prefix", run) ?? "")
        ? self.slice((textAt(args, 0, "prefix", run) ?? "").length)
        : self,
  ],
  [
    "removesuffix",
    (self, args, run) => {
      const end = textAt(args, 0, "suffix", run) ?? "";
      return end !== "" && self.endsWith(end) ? self.slice(0, -end.length) : self;
    },
  ],
  ["find", (self, args, run) => self.indexOf(textAt(args, 0, "sub", run) ?? "", numberOf(args.positional[1] ?? 0))],
  ["rfind", (self, args, run) => self.lastIndexOf(textAt(args, 0, "sub", run) ?? "")],
  [
    "count",
    (self, args, run) => {
      run.charge(self.length >> 4);
      return self.split(textAt(args, 0, "sub", run) ?? "").length - 1;
    },
  ],
  [
    "index",
    (self, args, run) => {
      const at = self.indexOf(textAt(args, 0, "sub", run) ?? "");
      if (at < 0) throw run.failure("`index` of a text that is not there");
      return at;
    },
  ],
  [
    "zfill",
    (self, args, run) => {
      const sign = /^[-+]/.exec(self)?.[0] ?? "";
      return (
        sign +
        padded(
          self.slice(sign.length),
          { positional: [(numberOf(args.positional[0] ?? 0) ?? 0) - sign.length, "0"], named: new Map() },
          run,
          "left",
        )
      );
    },
  ],
  ["ljust", (self, args, run) => padded(self, args, run, "right")],
  ["rjust", (self, args, run) => padded(self, args, run, "left")],
  ["center", (self, args, run) => padded(self, args, run, "both")],
  ["partition", (self, args, run) => parted(self, args, run, false)],
  ["rpartition", (self, args, run) => parted(self, args, run, true)],
]);
