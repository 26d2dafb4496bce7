import type { Node } from "web-tree-sitter";

/** Where something stands in a program. Lines and columns count from 1. */
export interface At {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** What a Python expression is, as far as it can be known without running it. */
export type Value =
  | {
      readonly is: "text";
      readonly text: string;
      /** Where it stands letter by letter, if it does. */ readonly at?: At;
    }
  | { readonly is: "number"; readonly text: string }
  | { readonly is: "truth"; readonly truth: boolean }
  | { readonly is: "none" }
  /** A list, a tuple or a set. A list may be appended to while its program is followed. */
  | { readonly is: "list"; readonly items: Value[]; readonly tuple?: boolean }
  | { readonly is: "map"; readonly entries: Map<string, readonly [Value, Value]> }
  /** Something imported or built in, by its full name: `sqlalchemy.Integer`. */
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "member"; readonly of: Value; readonly name: string }
  | Call
  | { readonly is: "operation"; readonly sign: string; readonly items: readonly Value[] }
  | { readonly is: "function"; readonly name: string; readonly node: Node; readonly scope: Scope }
  | { readonly is: "class"; readonly name: string; readonly bases: readonly Value[]; readonly scope: Scope }
  /** Text of which only the pieces between the holes are known. */
  | { readonly is: "unknown"; readonly source: string; readonly pieces?: readonly string[] };

/** Names of one function, class or module, and of what stands around it. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly up?: Scope;
}

export interface Arguments {
  readonly plain: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
  /** There are more than these: `*x` of something that is not known. */
  readonly open: boolean;
}

/** A call that was not followed: what it would yield. */
export interface Call extends Arguments {
  readonly is: "call";
  readonly of: Value;
  readonly at: At;
}

export type ValueOf<K extends Value["is"]> = Extract<Value, { readonly is: K }>;

export const NONE: Value = { is: "none" };
export const TRUE: Value = { is: "truth", truth: true };
export const FALSE: Value = { is: "truth", truth: false };
export const NO_ARGUMENTS: Arguments = { plain: [], named: {}, open: false };
const SHOWN = 80;

export const text = (value: string): Value => ({ is: "text", text: value });
export const list = (items: Value[]): Value => ({ is: "list", items });
export const truth = (known: boolean | undefined, source: string): Value =>
  known === undefined ? unknown(source) : known ? TRUE : FALSE;

export const unknown = (source: string, pieces?: readonly string[]): Value => {
  const shown = source.replaceAll(/\s+/g, " ");
  const cut = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
  return pieces === undefined ? { is: "unknown", source: cut } : { is: "unknown", source: cut, pieces };
};

export const textOf = (value: Value | undefined): string | undefined => (value?.is === "text" ? value.text : undefined);

export const truthOf = (value: Value | undefined): boolean | undefined =>
  value?.is === "truth" ? value.truth : undefined;

export const itemsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.is === "list" ? value.items : undefined;

/** `sqlalchemy.Integer` for the name itself and for a call of it. */
export function nameOf(value: Value | undefined): string | undefined {
  if (value?.is === "name") return value.name;
  return value?.is === "call" ? nameOf(value.of) : undefined;
}

/** The text of every item, where all are texts. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  const texts = itemsOf(value)?.map(textOf);
  return texts?.every((one) => one !== undefined) === true ? texts : undefined;
}

/** By what two values are the same key of a map. */
export const keyOf = (value: Value): string =>
  value.is === "text"
    ? `"${value.text}`
    : value.is === "number"
      ? value.text
      : value.is === "list"
        ? `(${value.items.map(keyOf).join()})`
        : value.is === "name"
          ? `.${value.name}`
          : value.is === "truth"
            ? String(value.truth)
            : value.is;

export const atOf = (node: Node): At => ({
  line: node.startPosition.row + 1,
  column: node.startPosition.column + 1,
  endLine: node.endPosition.row + 1,
});
