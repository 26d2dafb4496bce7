import { argument } from "../arguments.ts";
import { numberOf } from "../compare.ts";
import type { Filter } from "../frame.ts";
import { formatPercent } from "../format-percent.ts";
import { textMethods } from "../methods/text.ts";
import { jsonText } from "../json-text.ts";
import { truth } from "../truth.ts";
import { Tuple, type Arguments, type Running, type Value } from "../value.ts";
import { indent, wordwrap } from "./wrap.ts";

/** A method of texts under its name as a filter; what it is used on is made a text first. */
const method =
  (name: string): Filter =>
  (value, args, run) =>
    textMethods.get(name)?.(run.text(value), args, run) ?? null;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

const escape: Filter = (value, _, run) => run.text(value).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

const title = (text: string): string =>
  text
    .split(/([-\s({[<]+)/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");

function truncate(value: Value, args: Arguments, run: Running): string {
  const text = run.text(value);
  const length = numberOf(argument(args, 0, "length") ?? 255) ?? 255;
  const end = run.text(argument(args, 2, "end") ?? "...");
  const leeway = numberOf(argument(args, 3, "leeway") ?? 5) ?? 5;
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, Math.max(0, length - end.length));
  if (truth(argument(args, 1, "killwords") ?? false)) return cut + end;
  const space = cut.lastIndexOf(" ");
  return (space < 0 ? cut : cut.slice(0, space)) + end;
}

const json = (value: string): string =>
  value.replace(/[<>&']/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const textFilters: readonly (readonly [string, Filter])[] = [
  ...["upper", "lower", "replace", "splitlines"].map((name) => [name, method(name)] as const),
  ["capitalize", method("capitalize")],
  ["title", (value, _, run) => title(run.text(value))],
  ["trim", (value, args, run) => textMethods.get("strip")?.(run.text(value), args, run) ?? null],
  ["string", (value, _, run) => run.text(value)],
  ["safe", (value) => value],
  ["escape", escape],
  ["e", escape],
  ["forceescape", escape],
  [
    "center",
    (value, args, run) =>
      textMethods.get("center")?.(
        run.text(value),
        { positional: [argument(args, 0, "width") ?? 80], named: new Map() },
        run,
      ) ?? null,
  ],
  ["truncate", truncate],
  ["indent", indent],
  ["wordwrap", wordwrap],
  ["wordcount", (value, _, run) => [...run.text(value).matchAll(/\w+/gu)].length],
  [
    "striptags",
    (value, _, run) =>
      run
        .text(value)
        .replace(/<!--.*?-->|<[^>]*>/gs, "")
        .split(/\s+/)
        .filter(Boolean)
        .join(" "),
  ],
  ["urlencode", (value, _, run) => encodeURIComponent(run.text(value)).replaceAll("%2F", "/")],
  [
    "format",
    (value, { positional, named }, run) => {
      if (named.size === 0) return run.sized(formatPercent(run.text(value), new Tuple(positional), run));
      return run.sized(run.text(value).replace(/%\((\w+)\)s/g, (_, name: string) => run.text(named.get(name) ?? "")));
    },
  ],
  [
    "tojson",
    (value, args, run) => json(jsonText(value, run, numberOf(argument(args, 0, "indent") ?? null) ?? 0, true)),
  ],
  ["pprint", (value, _, run) => run.text(value)],
  ["xmlattr", (value, _, run) => run.text(value)],
];
