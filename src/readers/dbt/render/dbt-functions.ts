import { worded } from "../../../jinja/worded.ts";
import { argument } from "../../../jinja/arguments.ts";
import { Callable, Dict, Thing, Unknown, type Arguments, type Running, type Value } from "../../../jinja/value.ts";
import type { Run } from "../../../jinja/run.ts";
import { OURS } from "./known-packages.ts";
import { placedBy } from "./placed.ts";
import { valueOf } from "./plain-value.ts";
import type { ConfigCall, ReadCall, Recorder, RefCall } from "./record.ts";
import { Relation } from "./relation.ts";
import type { RenderingOf, RenderingWorld } from "./rendering-world.ts";

/** The place of a call, in the repository: what stands in a text of ours was called from the template. */
export function placeOf(run: Run): { readonly path: string; readonly line: number } {
  const spot = run.spot();
  if (!spot.path.startsWith(OURS)) return { path: spot.path, line: spot.line };
  const { text, path } = run.main;
  return { path, line: text.slice(0, run.top).split("\n").length };
}

/** A name that is given as text; nothing where only a run knows it, be it guessed or not. */
const nameOf = (value: Value | undefined, run: Running): string | undefined => {
  if (value === undefined || value instanceof Unknown) return undefined;
  if (typeof value === "string") return (run as Run).taintOf(value) === undefined ? value : undefined;
  return typeof value === "number" ? String(value) : undefined;
};

/** `ref` and `source`: what is read, and the relation to print. */
export function readers(world: RenderingWorld, recorder: Recorder): readonly (readonly [string, Value])[] {
  const remember = (relation: Relation, call: ReadCall): Value => {
    recorder.reads.push(call);
    recorder.relations.set(`${relation.schema}.${relation.identifier}`.toLowerCase(), call);
    return relation;
  };
  const computed = (call: ReadCall): Value => {
    recorder.reads.push(call);
    return new Unknown(`\`${call.kind}\` of a name that only a run knows`);
  };
  const ref = ({ positional, named }: Arguments, run: Running): Value => {
    const at = placeOf(run as Run);
    const names = positional.map((one) => nameOf(one, run));
    const pinned = named.get("v") ?? named.get("version");
    const version = nameOf(pinned, run);
    const [first, second] = names;
    const name = names.length === 1 ? first : second;
    const open =
      first === undefined || name === undefined || names.length > 2 || (pinned !== undefined && version === undefined);
    if (open) return computed({ kind: "ref", ...at });
    const call: RefCall = {
      kind: "ref",
      name,
      ...at,
      ...(names.length === 2 && { package: first }),
      ...(version !== undefined && { version }),
    };
    const alias = version === undefined ? placedBy(world.placed, world.project, name, call.package) : undefined;
    const identifier = alias?.identifier ?? (version === undefined ? name : `${name}_v${version}`);
    return remember(new Relation(alias?.schema ?? call.package ?? world.project, identifier, world.adapter), call);
  };
  const source = ({ positional, named }: Arguments, run: Running): Value => {
    const at = placeOf(run as Run);
    const [from, table] = [
      nameOf(positional[0] ?? named.get("source_name"), run),
      nameOf(positional[1] ?? named.get("table_name"), run),
    ];
    if (from === undefined || table === undefined) return computed({ kind: "source", ...at });
    return remember(new Relation(from, table, world.adapter), { kind: "source", source: from, table, ...at });
  };
  const userFunction = ({ positional }: Arguments, run: Running): Value => {
    const at = placeOf(run as Run);
    const names = positional.map((one) => nameOf(one, run));
    const name = names.at(-1);
    if (name === undefined || names.includes(undefined)) return computed({ kind: "function", ...at });
    const [pack = ""] = names;
    recorder.reads.push({ kind: "function", name, ...at, ...(names.length === 2 && { package: pack }) });
    return new Relation(names.length === 2 ? pack : world.project, name, world.adapter);
  };
  return [
    ["function", new Callable("function", userFunction, true)],
    ["ref", new Callable("ref", ref, true)],
    ["source", new Callable("source", source, true)],
  ];
}

/** `config(…)` and its `get`. */
export class ConfigThing extends Thing {
  readonly #recorder: Recorder;
  readonly #of: RenderingOf;
  constructor(recorder: Recorder, of: RenderingOf) {
    super();
    this.#recorder = recorder;
    this.#of = of;
  }
  text(): string {
    return "";
  }
  #get(key: string): Value | undefined {
    return this.#recorder.configs.findLast(({ values }) => values.has(key))?.values.get(key) ?? this.#of.stated(key);
  }
  attribute(name: string): Value | undefined {
    if (name === "get" || name === "require")
      return new Callable(
        name,
        (args) => this.#get(worded(args.positional[0])) ?? argument(args, 1, "default") ?? null,
      );
    if (name === "meta_get" || name === "meta_require")
      return new Callable(name, (args) => argument(args, 1, "default") ?? null);
    if (name === "persist_relation_docs" || name === "persist_column_docs") return new Callable(name, () => false);
    return name === "set" ? new Callable(name, () => "") : this.#get(name);
  }
  override call({ positional, named }: Arguments, run: Running): Value {
    const values = new Map<string, Value>();
    for (const one of positional)
      if (one instanceof Dict) for (const [key, value] of one.entries()) values.set(worded(key), value);
    for (const [key, value] of named) values.set(key, value);
    const open = positional.some((one) => !(one instanceof Dict));
    const call: ConfigCall = { values, open, likely: this.#recorder.usedDefault };
    if (!run.ghost) this.#recorder.configs.push(call);
    return "";
  }
}

/** `var`: what the project states, rendered where it holds Jinja, else the default; what nobody states only a run knows. */
export function varFunction(world: RenderingWorld, recorder: Recorder, render: (text: string) => Value): Value {
  const { stated: own, lent = {}, defaults } = world.vars;
  const isLent = (name: string): boolean => defaults && !Object.hasOwn(own, name) && Object.hasOwn(lent, name);
  const has = (name: string): boolean => Object.hasOwn(own, name) || isLent(name);
  const call = (args: Arguments, run: Running): Value => {
    const name = nameOf(argument(args, 0, "name"), run);
    const otherwise = argument(args, 1, "default");
    recorder.askedVariable = true;
    if (name === undefined) return new Unknown("a variable whose name only a run knows");
    if (isLent(name)) recorder.usedDefault = true;
    const stated = has(name) ? (isLent(name) ? lent : own)[name] : undefined;
    if (typeof stated === "string" && stated.includes("{")) return render(stated);
    if (stated !== undefined) return valueOf(stated);
    if (otherwise === undefined || !defaults)
      return new Unknown(`the variable \`${name}\`, which the project does not state`);
    recorder.usedDefault = true;
    return otherwise;
  };
  return new VarThing(call, has);
}

class VarThing extends Thing {
  readonly #call: (args: Arguments, run: Running) => Value;
  readonly #has: (name: string) => boolean;
  constructor(call: (args: Arguments, run: Running) => Value, has: (name: string) => boolean) {
    super();
    this.#call = call;
    this.#has = has;
  }
  text(): string {
    return "";
  }
  attribute(name: string): Value | undefined {
    return name === "has_var" ? new Callable(name, ({ positional }) => this.#has(worded(positional[0]))) : undefined;
  }
  override call(args: Arguments, run: Running): Value {
    return this.#call(args, run);
  }
}

/** `env_var`: a default is taken for granted, anything else only a run knows. */
export const envVar = new Callable(
  "env_var",
  (args) => {
    const name = worded(args.positional[0]);
    const otherwise = argument(args, 1, "default");
    const reason = `the environment variable \`${name}\``;
    return otherwise === undefined || otherwise === null ? new Unknown(reason) : new Unknown(reason, otherwise, true);
  },
  true,
);

/** `exceptions`: an error of the template's own ends its rendering. */
export const raised = (run: Running, args: Arguments): never => {
  throw run.failure(`its own error: ${run.text(args.positional[0] ?? "").slice(0, 200)}`, "raised");
};
