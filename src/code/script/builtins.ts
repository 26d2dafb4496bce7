import { type Arguments, isList, isMap, Routine, Unknown, type Value } from "../value.ts";
import { truthy } from "./machine.ts";

/** What JavaScript's own values answer; undefined where it is not one of the few that migrations need. */
export function builtin(receiver: Value, name: string, args: Arguments): Value | undefined {
  const [one] = args.list;
  // A promise is what it will come to.
  if (name === "then" || name === "finally")
    return one instanceof Routine ? one.run(name === "then" ? [receiver] : []) : receiver;
  if (name === "catch") return receiver;
  if (isList(receiver)) return ofList(receiver, name, args);
  if (typeof receiver === "string") return ofText(receiver, name, args);
  if (isMap(receiver)) {
    const own = receiver.get(name);
    if (own instanceof Routine) return own.run(args.list);
    if (name === "hasOwnProperty") return typeof one === "string" && receiver.has(one);
    return undefined;
  }
  if (receiver instanceof Routine && (name === "call" || name === "apply"))
    return receiver.run(name === "call" ? args.list.slice(1) : isList(args.list[1]) ? args.list[1] : []);
  if (typeof receiver === "number" && name === "toString") return String(receiver);
  return undefined;
}

function ofList(list: readonly Value[], name: string, { list: given }: Arguments): Value | undefined {
  const [one = null, two = null] = given;
  const each = (value: Value, i: number): Value => (one instanceof Routine ? one.run([value, i, list]) : null);
  switch (name) {
    case "forEach":
      for (const [i, value] of list.entries()) each(value, i);
      return null;
    case "map":
      return list.map(each);
    case "flatMap":
      return list.map(each).flatMap((value) => (isList(value) ? value : [value]));
    case "filter":
    case "find":
    case "some":
    case "every": {
      const answers = list.map(each);
      if (answers.some((answer) => answer instanceof Unknown)) return undefined;
      const found = list.filter((_, i) => truthy(answers[i] ?? null));
      if (name === "filter") return found;
      if (name === "find") return found[0] ?? null;
      return name === "some" ? found.length > 0 : found.length === list.length;
    }
    case "reduce": {
      const start = given.length > 1 ? two : (list[0] ?? null);
      const rest = given.length > 1 ? list : list.slice(1);
      return one instanceof Routine
        ? rest.reduce((sum: Value, value, i) => one.run([sum, value, i]), start)
        : undefined;
    }
    case "join":
      return list.some((value) => typeof value === "object")
        ? undefined
        : list.map(String).join(typeof one === "string" ? one : ",");
    case "concat":
      return [...list, ...given.flatMap((value) => (isList(value) ? value : [value]))];
    case "includes":
      return list.includes(one);
    case "slice":
      return list.slice(typeof one === "number" ? one : 0, typeof two === "number" ? two : undefined);
    case "reverse":
      return list.toReversed();
    case "push":
      // Lists grow in place.
      (list as Value[]).push(...given);
      return list.length;
    case "at":
      return typeof one === "number" ? (list.at(one) ?? null) : undefined;
    case "entries":
      return list.map((value, i): Value => [i, value]);
    default:
      return undefined;
  }
}

function ofText(text: string, name: string, { list: [one, two] }: Arguments): Value | undefined {
  switch (name) {
    case "trim":
      return text.trim();
    case "toLowerCase":
      return text.toLowerCase();
    case "toUpperCase":
      return text.toUpperCase();
    case "toString":
      return text;
    case "concat":
      return typeof one === "string" ? text + one : undefined;
    case "replace":
    case "replaceAll":
      if (typeof one !== "string" || typeof two !== "string") return undefined;
      return name === "replace" ? text.replace(one, () => two) : text.replaceAll(one, () => two);
    case "split":
      return typeof one === "string" ? text.split(one) : undefined;
    case "slice":
    case "substring":
      return typeof one === "number" ? text.slice(one, typeof two === "number" ? two : undefined) : undefined;
    case "includes":
      return typeof one === "string" ? text.includes(one) : undefined;
    case "startsWith":
      return typeof one === "string" ? text.startsWith(one) : undefined;
    case "endsWith":
      return typeof one === "string" ? text.endsWith(one) : undefined;
    default:
      return undefined;
  }
}

/** `Object.keys`, `Promise.all`, `JSON.stringify` and their like. */
export function global(owner: string, name: string, { list: [one = null] }: Arguments): Value | undefined {
  switch (`${owner}.${name}`) {
    case "Promise.all":
    case "Promise.allSettled":
    case "Promise.resolve":
    case "Object.freeze":
    case "Array.from":
      return one;
    case "Object.keys":
      return isMap(one) ? [...one.keys()] : undefined;
    case "Object.values":
      return isMap(one) ? [...one.values()] : undefined;
    case "Object.entries":
      return isMap(one) ? [...one].map(([key, value]): Value => [key, value]) : undefined;
    case "JSON.stringify": {
      const plain = plainOf(one);
      return plain === undefined ? undefined : JSON.stringify(plain);
    }
    default:
      return owner === "console" ? null : undefined;
  }
}

/** The data that a value is; undefined where some of it is not known. */
export function plainOf(value: Value): unknown {
  if (isList(value)) {
    const items = value.map(plainOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (isMap(value)) {
    const entries = [...value].map(([key, inner]) => [key, plainOf(inner)] as const);
    return entries.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(entries);
  }
  return typeof value === "object" && value !== null ? undefined : value;
}
