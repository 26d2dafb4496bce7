import type { Node } from "web-tree-sitter";
import type { Arguments, At, Scope, Value } from "./value.ts";

export const lookUp = (scope: Scope | undefined, name: string): Value | undefined => {
  for (let at = scope; at !== undefined; at = at.up) {
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
};

/** What the follower of a program does with what it meets. */
export interface Host {
  /** A call of something that is not of this file. Undefined: it only yields what it yields. `alone`: nobody asks for what it yields. */
  call(of: Value, args: Arguments, at: At, alone: boolean): Value | undefined;
  /** What `of.name` is, where the host knows. */
  member?(of: Value, name: string): Value | undefined;
  /** How much was done so far: it grows with each effect. */
  done(): number;
  /** `source` was not followed, since nobody knows whether it runs. */
  skipped?(source: string, at: At): void;
  /** What was just done is done only where `source` is true, which nobody knows. */
  doubted?(source: string, at: At): void;
  /** The function that is followed gives up by itself. */
  raised?(): void;
  entered?(context: Value): void;
  left?(context: Value): void;
}

/** One walk through a program: its host and what is left of its patience. */
export interface Walk {
  readonly host: Host;
  steps: number;
  depth: number;
  /** What an expression is, given the names around it. */
  evaluate(node: Node | undefined, scope: Scope): Value;
  /** Runs the body of a function and says what it returns. */
  body(node: Node | undefined, scope: Scope): Value;
}

const DEPTH = 150;

/** Every step costs; false when the walk has to end. */
export function pay(walk: Walk): boolean {
  walk.steps--;
  return walk.steps > 0 && walk.depth < DEPTH;
}
