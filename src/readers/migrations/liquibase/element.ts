import type { Spot } from "../../../sql/act.ts";
import type { Derived } from "../../../sql/derived.ts";

/** One thing that a changelog says, whatever it is written in: XML, YAML, JSON and SQL come to the same. */
export interface Element {
  readonly name: string;
  readonly spot: Spot;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its words, where it has any. */
  readonly text?: Derived;
}

/** What a changelog holds, by its text alone. */
export interface Changelog {
  readonly root: Element;
  /** Why not all of it could be read. */
  readonly broken?: { readonly spot: Spot; readonly reason: string };
}

/** Bad input must not hold a review. */
export const DEEPEST = 60;
export const MOST_ELEMENTS = 200_000;

export const childrenOf = (element: Element, name: string): readonly Element[] =>
  element.children.filter((child) => child.name === name);

export const childOf = (element: Element, name: string): Element | undefined =>
  element.children.find((child) => child.name === name);

export const isTrue = (value: string | undefined): boolean => value?.trim().toLowerCase() === "true";
