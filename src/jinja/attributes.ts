import type { Host } from "./frame.ts";
import { numberOf } from "./compare.ts";
import { kindOf } from "./iterate.ts";
import { lift } from "./lift.ts";
import { dictMethods } from "./methods/dict.ts";
import { listMethods, tupleMethods } from "./methods/list.ts";
import { numberMethods } from "./methods/number.ts";
import { setMethods } from "./methods/set.ts";
import { textMethods } from "./methods/text.ts";
import { worded } from "./worded.ts";
import type { Run } from "./run.ts";
import type { Method } from "./methods/method.ts";
import { Callable, Dict, Float, PySet, Thing, Tuple, orUndefined, Undefined, Unknown, type Value } from "./value.ts";

/** `value.name`: a method or attribute first, then an item of that name. */
export function attributeOf(value: Value, name: string, run: Run, host: Host): Value {
  if (value instanceof Unknown)
    return lift([value], ([stand = null]) =>
      stand === null || stand instanceof Undefined ? new Unknown(value.reason) : attributeOf(stand, name, run, host),
    );
  if (value instanceof Undefined) {
    const path = `${value.path}.${name}`;
    const answer = host.missing(path, run);
    if (answer !== undefined) return answer;
    throw run.failure(`\`${name}\` of \`${value.path}\`, which is undefined`);
  }
  const found = method(value, name, run) ?? (value instanceof Thing ? value.attribute(name) : undefined);
  return orUndefined(found === undefined ? item(value, name) : found, name);
}

/** `value[key]`: an item first, then an attribute of that name. */
export function itemOf(value: Value, key: Value, run: Run, host: Host): Value {
  if (value instanceof Unknown || key instanceof Unknown)
    return lift([value, key], ([of = null, by = null]) =>
      of === null && value instanceof Unknown ? new Unknown(value.reason) : itemOf(of, by, run, host),
    );
  if (value instanceof Undefined) return attributeOf(value, run.text(key), run, host);
  const found = item(value, key);
  if (found !== undefined) return run.cutFrom(value, found);
  return (
    (typeof key === "string" ? method(value, key, run) : undefined) ?? run.cutFrom(value, new Undefined(run.text(key)))
  );
}

function item(value: Value, key: Value): Value | undefined {
  if (value instanceof Dict) return value.get(key);
  if (value instanceof Thing) return value.item(key);
  const items = value instanceof Tuple ? value.items : value;
  const at = numberOf(key);
  return (Array.isArray(items) || typeof items === "string") && at !== undefined ? items.at(at) : undefined;
}

function method(value: Value, name: string, run: Run): Value | undefined {
  const found = methodsOf(value)?.get(name);
  if (found === undefined) return undefined;
  return new Callable(name, (args, running) => run.cutFrom(value, found(value as never, args, running)));
}

function methodsOf(value: Value): ReadonlyMap<string, Method<never>> | undefined {
  if (typeof value === "string") return textMethods;
  if (Array.isArray(value)) return listMethods;
  if (value instanceof Dict) return dictMethods;
  if (value instanceof Tuple) return tupleMethods;
  if (value instanceof PySet) return setMethods;
  return typeof value === "number" || value instanceof Float ? numberMethods : undefined;
}

/** `value[a:b:c]`, with Python's counting from the end. */
export function sliceOf(value: Value, bounds: readonly (Value | undefined)[], run: Run): Value {
  if (value instanceof Unknown || bounds.some((bound) => bound instanceof Unknown))
    return lift([value, ...bounds.map((bound) => bound ?? null)], ([of = null, ...rest]) => sliceOf(of, rest, run));
  if (value instanceof Undefined) return value;
  const items = value instanceof Tuple ? value.items : value;
  if (!Array.isArray(items) && typeof items !== "string") throw run.failure(`a slice of ${kindOf(value)}`);
  const [from, to, step = 1] = bounds.map((bound) =>
    bound === undefined || bound === null ? undefined : numberOf(bound),
  );
  if (step === 0) throw run.failure("a slice with the step 0");
  const { length } = items;
  run.charge(length >> (typeof items === "string" ? 4 : 0));
  const place = (at: number | undefined, otherwise: number): number => {
    if (at === undefined) return otherwise;
    const low = step > 0 ? 0 : -1;
    const high = step > 0 ? length : length - 1;
    return Math.min(high, Math.max(low, at < 0 ? at + length : at));
  };
  const first = place(from, step > 0 ? 0 : length - 1);
  const last = place(to, step > 0 ? length : -1);
  if (step === 1 && typeof items === "string") return run.cutFrom(items, items.slice(first, Math.max(first, last)));
  const taken: Value[] = [];
  for (let at = first; step > 0 ? at < last : at > last; at += step) taken.push(items[at] ?? null);
  if (typeof items === "string") return taken.map(worded).join("");
  return value instanceof Tuple ? new Tuple(taken) : taken;
}
