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

/** The element with every `${name}` that is known filled in. */
export function expand(element: Element, parameters: Parameters): Element {
  if (parameters.size === 0) return element;
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([key, value]) => [key, expandText(value, parameters)]),
  );
  const children = element.children.map((child) => expand(child, parameters));
  const { text } = element;
  return { ...element, attributes, children, ...(text === undefined ? {} : { text: expandDerived(text, parameters) }) };
}
