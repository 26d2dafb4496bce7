import { formatted, isTrue, joined } from "./operators.ts";
import { shown } from "./strings.ts";
import { type Arguments, FALSE, keyOf, list, NONE, text, textsOf, truth, TRUE, unknown, type Value } from "./value.ts";

/** What a method of a text, a list or a map yields; undefined where it is none that we know. */
export function method(of: Value, name: string, args: Arguments, source: string): Value | undefined {
  if (of.is === "text") return textMethod(of.text, name, args, source);
  if (of.is === "list") return listMethod(of.items, name, args);
  return of.is === "map" ? mapMethod(of.entries, name, args, source) : undefined;
}

function textMethod(own: string, name: string, { plain, named, open }: Arguments, source: string): Value | undefined {
  const [first, second] = plain;
  const a = first?.is === "text" ? first.text : undefined;
  const b = second?.is === "text" ? second.text : undefined;
  if (name === "format") return open ? unknown(source, ["", ""]) : formatted(own, plain, named, source);
  if (name === "join") return first?.is === "list" ? joinedBy(own, first.items, source) : unknown(source, ["", ""]);
  if (plain.length === 0) {
    if (name === "strip") return text(own.trim());
    if (name === "lstrip") return text(own.trimStart());
    if (name === "rstrip") return text(own.trimEnd());
    if (name === "upper") return text(own.toUpperCase());
    if (name === "lower") return text(own.toLowerCase());
    if (name === "title" || name === "capitalize")
      return text(own.slice(0, 1).toUpperCase() + own.slice(1).toLowerCase());
    if (name === "split")
      return list(
        own
          .split(/\s+/)
          .filter((word) => word !== "")
          .map(text),
      );
    if (name === "splitlines") return list(own.split(/\r?\n/).map(text));
    return undefined;
  }
  if (a === undefined) return undefined;
  if (name === "replace" && b !== undefined) return text(own.replaceAll(a, () => b));
  if (name === "split" && a !== "") return list(own.split(a).map(text));
  if (name === "startswith") return own.startsWith(a) ? TRUE : FALSE;
  return name === "endswith" ? (own.endsWith(a) ? TRUE : FALSE) : undefined;
}

const joinedBy = (own: string, items: readonly Value[], source: string): Value =>
  joined(
    items.flatMap((item, index) => (index === 0 ? [item] : [text(own), item])),
    source,
  );

function listMethod(items: Value[], name: string, { plain }: Arguments): Value | undefined {
  const [first] = plain;
  if ((name === "append" || name === "add") && first !== undefined) {
    items.push(first);
    return NONE;
  }
  if ((name === "extend" || name === "update") && first?.is === "list") {
    items.push(...first.items);
    return NONE;
  }
  if (name === "copy") return list([...items]);
  return undefined;
}

type Entries = Map<string, readonly [Value, Value]>;

function mapMethod(entries: Entries, name: string, { plain }: Arguments, source: string): Value | undefined {
  const pairs = [...entries.values()];
  if (name === "keys") return list(pairs.map(([key]) => key));
  if (name === "values") return list(pairs.map(([, value]) => value));
  if (name === "items") return list(pairs.map((pair) => list([...pair])));
  if (name === "copy") return { is: "map", entries: new Map(entries) };
  const [first, second] = plain;
  if (name === "get" && first !== undefined)
    return entries.get(keyOf(first))?.[1] ?? (shown(first) === undefined ? unknown(source) : (second ?? NONE));
  if (name === "update" && first?.is === "map") {
    for (const [key, pair] of first.entries) entries.set(key, pair);
    return NONE;
  }
  return undefined;
}

/** What a function that Python brings along yields; undefined where it is none that we follow. */
export function builtin(name: string, args: Arguments, source: string): Value | undefined {
  const [first, second, third] = args.plain;
  if (args.open) return undefined;
  if (name === "dict") return dict(args, source);
  if (name === "print") return NONE;
  if (first === undefined) return ["list", "tuple", "set"].includes(name) ? list([]) : undefined;
  if (name === "str" || name === "repr" || name === "int") {
    const known = name === "str" || first.is === "number" ? shown(first) : undefined;
    return known === undefined ? undefined : name === "int" ? { is: "number", text: known } : text(known);
  }
  if (name === "bool") return truth(isTrue(first), source);
  if (name === "textwrap.dedent" || name === "inspect.cleandoc")
    return first.is === "text" ? text(dedent(first.text)) : undefined;
  if (name === "json.dumps") return jsonOf(first);
  if (name === "range") return range([first, second, third]);
  const items = itemsIn(first);
  if (items === undefined) return undefined;
  if (name === "len") return { is: "number", text: String(items.length) };
  if (["list", "tuple", "set", "frozenset"].includes(name)) return list([...items]);
  if (name === "reversed") return list([...items].reverse());
  if (name === "sorted")
    return textsOf(first) === undefined ? undefined : list((textsOf(first) ?? []).toSorted().map(text));
  if (name === "enumerate") return list(items.map((item, i) => list([{ is: "number", text: String(i) }, item])));
  const others = itemsIn(second ?? NONE);
  if (name === "zip" && others !== undefined && third === undefined)
    return list(items.slice(0, others.length).map((item, i) => list([item, others[i] ?? NONE])));
  if (name === "any" || name === "all") return someOrAll(items, name, source);
  return undefined;
}

function someOrAll(items: readonly Value[], name: "any" | "all", source: string): Value {
  const known = items.map(isTrue);
  const decides = name === "any";
  if (known.includes(decides)) return decides ? TRUE : FALSE;
  return truth(known.includes(undefined) ? undefined : !decides, source);
}

/** What a loop over it walks through. */
export const itemsIn = (value: Value): readonly Value[] | undefined =>
  value.is === "list"
    ? value.items
    : value.is === "map"
      ? [...value.entries.values()].map(([key]) => key)
      : value.is === "class"
        ? [...value.scope.names.values()].filter((one) => one.is === "text" || one.is === "number")
        : undefined;

function dict({ plain: [first], named }: Arguments, source: string): Value {
  const entries: Entries = new Map(first?.is === "map" ? first.entries : []);
  if (first !== undefined && first.is !== "map") {
    for (const pair of first.is === "list" ? first.items : [NONE]) {
      const [key, value] = pair.is === "list" ? pair.items : [];
      if (key === undefined || value === undefined) return unknown(source);
      entries.set(keyOf(key), [key, value]);
    }
  }
  for (const [name, value] of Object.entries(named)) entries.set(`"${name}`, [text(name), value]);
  return { is: "map", entries };
}

function range(given: readonly (Value | undefined)[]): Value | undefined {
  const numbers = given.flatMap((one) =>
    one === undefined ? [] : [one.is === "number" ? Number(one.text) : Number.NaN],
  );
  const [from, to, step] =
    numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  const count = Math.ceil((to - from) / step);
  if (!Number.isInteger(count) || count > 1000) return undefined;
  return list(Array.from({ length: Math.max(count, 0) }, (_, i) => ({ is: "number", text: String(from + i * step) })));
}

function dedent(own: string): string {
  const lines = own.split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const margin = Math.min(...margins);
  return Number.isFinite(margin) ? lines.map((line) => line.slice(margin)).join("\n") : own;
}

function jsonOf(value: Value): Value | undefined {
  const json = (one: Value): string | undefined => {
    if (one.is === "text") return JSON.stringify(one.text);
    if (one.is === "number") return one.text;
    if (one.is === "truth") return String(one.truth);
    if (one.is === "none") return "null";
    if (one.is === "list") return wrapped("[", one.items.map(json), "]");
    if (one.is !== "map") return undefined;
    const pairs = [...one.entries.values()].map(([key, inner]) => {
      const [name, said] = [json(key), json(inner)];
      return name === undefined || said === undefined ? undefined : `${name}: ${said}`;
    });
    return wrapped("{", pairs, "}");
  };
  const known = json(value);
  return known === undefined ? undefined : text(known);
}

const wrapped = (open: string, parts: readonly (string | undefined)[], close: string): string | undefined =>
  parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;
