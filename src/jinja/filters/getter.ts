import { plainAttribute } from "../plain-attribute.ts";
import { Tuple, Undefined, type Running, type Value } from "../value.ts";

/** `attribute="a.b"` of a filter: how it takes a part of each item. */
export function getter(attribute: Value | undefined, run: Running, otherwise?: Value): (item: Value) => Value {
  if (attribute === undefined || attribute === null) return (item) => item;
  const paths = run.text(attribute).split(",");
  const take = (item: Value, path: string): Value => {
    let value: Value | undefined = item;
    for (const part of path.trim().split(".")) value = value === undefined ? undefined : plainAttribute(value, part);
    return value === undefined ? (otherwise ?? new Undefined(path)) : value;
  };
  const [only = ""] = paths;
  return (item) => (paths.length === 1 ? take(item, only) : new Tuple(paths.map((path) => take(item, path))));
}

/** Jinja sorts and groups texts without regard to case. */
export const lowered = (value: Value): Value => (typeof value === "string" ? value.toLowerCase() : value);
