import { numberOf } from "../compare.ts";
import { Callable, Thing, Tuple, Undefined, type Arguments, type Running, type Value } from "../value.ts";
import { Module } from "./module.ts";
import { tooCostly } from "./pattern-cost.ts";

const FLAGS: readonly (readonly [string, number, string])[] = [
  ["IGNORECASE", 2, "i"],
  ["MULTILINE", 8, "m"],
  ["DOTALL", 16, "s"],
];

/** What `re.match` and `re.search` answer. */
class Match extends Thing {
  readonly #found: RegExpExecArray;
  constructor(found: RegExpExecArray) {
    super();
    this.#found = found;
  }
  #group(key: Value): Value {
    if (typeof key === "string") return this.#found.groups?.[key] ?? null;
    return this.#found[numberOf(key) ?? 0] ?? null;
  }
  attribute(name: string): Value | undefined {
    if (name === "group")
      return new Callable("group", ({ positional }) =>
        positional.length > 1 ? new Tuple(positional.map((key) => this.#group(key))) : this.#group(positional[0] ?? 0),
      );
    if (name === "groups")
      return new Callable(
        "groups",
        () => new Tuple(this.#found.slice(1).map((one: string | undefined) => one ?? null)),
      );
    if (name === "start") return new Callable("start", () => this.#found.index);
    if (name === "end") return new Callable("end", () => this.#found.index + this.#found[0].length);
    return undefined;
  }
  override item(key: Value): Value {
    return this.#group(key);
  }
  text(): string {
    return `<re.Match object; match='${this.#found[0]}'>`;
  }
}

/** A compiled pattern: its functions without their first argument. */
class Pattern extends Thing {
  readonly #pattern: Value;
  readonly #flags: Value;
  constructor(pattern: Value, flags: Value) {
    super();
    this.#pattern = pattern;
    this.#flags = flags;
  }
  attribute(name: string): Value | undefined {
    const method = functions.get(name);
    if (name === "pattern") return this.#pattern;
    if (method === undefined) return undefined;
    const named = (args: Arguments): ReadonlyMap<string, Value> =>
      new Map([...args.named, ["flags", this.#flags] as const]);
    return new Callable(name, (args, run) =>
      method({ positional: [this.#pattern, ...args.positional], named: named(args) }, run),
    );
  }
  text(): string {
    return "re.compile(…)";
  }
}

function compiled(pattern: string, flags: Value | undefined, text: string, run: Running, extra = ""): RegExp {
  if (tooCostly(pattern, text.length)) throw run.failure("a regular expression that could take too long", "limit");
  let bits = numberOf(flags ?? 0) ?? 0;
  let body = pattern.replace(/^\(\?([ims]+)\)/, (_, letters: string) => {
    for (const [, bit, letter] of FLAGS) if (letters.includes(letter)) bits |= bit;
    return "";
  });
  body = body
    .replaceAll("(?P<", "(?<")
    .replaceAll(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replaceAll("\\A", "^")
    .replaceAll("\\Z", "$");
  const letters = FLAGS.filter(([, bit]) => (bits & bit) !== 0).map(([, , letter]) => letter);
  run.charge(text.length + pattern.length);
  try {
    return new RegExp(body, letters.join("") + extra);
  } catch {
    throw run.failure(`the regular expression \`${pattern.slice(0, 60)}\`, which is not understood`);
  }
}

type Function = (args: Arguments, run: Running) => Value;

const texts = ({ positional, named }: Arguments, run: Running): readonly [string, string, Value | undefined] => [
  run.text(positional[0] ?? named.get("pattern") ?? new Undefined("pattern")),
  run.text(positional[1] ?? named.get("string") ?? new Undefined("string")),
  positional[2] ?? named.get("flags"),
];

const found =
  (frame: (pattern: string) => string): Function =>
  (args, run) => {
    const [pattern, text, flags] = texts(args, run);
    const match = compiled(frame(pattern), flags, text, run).exec(text);
    return match === null ? null : new Match(match);
  };

function sub({ positional, named }: Arguments, run: Running): Value {
  const pattern = run.text(positional[0] ?? "");
  const by = positional[1] ?? named.get("repl") ?? "";
  const text = run.text(positional[2] ?? named.get("string") ?? "");
  const most = numberOf(positional[3] ?? named.get("count") ?? 0) ?? 0;
  const expression = compiled(pattern, positional[4] ?? named.get("flags"), text, run, "g");
  let count = 0;
  const replaced = text.replace(expression, (whole: string, ...rest: (string | number | undefined)[]) => {
    if (most > 0 && count >= most) return whole;
    count += 1;
    if (typeof by !== "string") return run.text(run.call(by, { positional: [whole], named: new Map() }));
    return by.replace(/\\(\d+|g<(\d+)>)/g, (_, digits: string, group?: string) =>
      String(rest[Number(group ?? digits) - 1] ?? ""),
    );
  });
  return run.sized(replaced);
}

function findall(args: Arguments, run: Running): Value {
  const [pattern, text, flags] = texts(args, run);
  const all = [...text.matchAll(compiled(pattern, flags, text, run, "g"))];
  run.charge(all.length);
  return all.map((one) =>
    one.length > 2 ? new Tuple(one.slice(1).map((part: string | undefined) => part ?? "")) : (one[1] ?? one[0]),
  );
}

const functions: ReadonlyMap<string, Function> = new Map<string, Function>([
  ["match", found((pattern) => `^(?:${pattern})`)],
  ["fullmatch", found((pattern) => `^(?:${pattern})$`)],
  ["search", found((pattern) => pattern)],
  ["sub", sub],
  ["findall", findall],
  ["finditer", findall],
  [
    "split",
    (args, run) => {
      const [pattern, text] = texts(args, run);
      return text
        .split(compiled(pattern, args.named.get("flags"), text, run))
        .map((part: string | undefined) => part ?? null);
    },
  ],
  ["escape", ({ positional }, run) => run.text(positional[0] ?? "").replace(/[^\w]/g, String.raw`\$&`)],
  ["compile", ({ positional, named }) => new Pattern(positional[0] ?? "", positional[1] ?? named.get("flags") ?? 0)],
]);

/** `modules.re`, on patterns whose work is bounded. */
export const reModule = new Module("modules.re", [
  ...[...functions].map(([name, call]): [string, Value] => [name, new Callable(name, call)]),
  ...FLAGS.flatMap(([name, bit]): [string, Value][] => [
    [name, bit],
    [name.charAt(0), bit],
  ]),
  ["S", 16],
]);
