import { type Derived, fill } from "../../../sql/derived.ts";
import type { Element } from "./element.ts";

/** Values of `${name}`: the first definition counts. */
export type Parameters = ReadonlyMap<string, string>;

const SLOT = /\$\{([^}\n]{1,200})\}/g;

export const expandText = (text: string, parameters: Parameters): string =>
  text.includes("${") ? text.replaceAll(SLOT, (slot, name: string) => parameters.get(name.trim()) ?? slot) : text;

export function expandDerived(derived: Derived, parameters: Parameters): Derived {
  if (!derived.text.includes("${")) return derived;
  const slots = [...derived.text.matchAll(SLOT)].flatMap(({ 0: slot, 1: name = "", index }) => {
    const value = parameters.get(name.trim());
    return value === undefined ? [] : [{ start: index, end: index + slot.length, value }];
  });
  return fill(derived, slots);
}

const expanded = new WeakMap<Element, Map<string, Element>>();
const keys = new WeakMap<Parameters, string>();

/** The element with every `${name}` that is known filled in; the same one for the same values, so that what is made of it may be kept. */
export function expand(element: Element, parameters: Parameters): Element {
  const key = keys.get(parameters) ?? JSON.stringify([...parameters]);
  keys.set(parameters, key);
  const known = expanded.get(element) ?? new Map<string, Element>();
  const made = known.get(key) ?? expandNow(element, parameters);
  expanded.set(element, known.set(key, made));
  return made;
}

function expandNow(element: Element, parameters: Parameters): Element {
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([key, value]) => [key, expandText(value, parameters)]),
  );
  const children = element.children.map((child) => expandNow(child, parameters));
  const { text } = element;
  return { ...element, attributes, children, ...(text === undefined ? {} : { text: expandDerived(text, parameters) }) };
}
