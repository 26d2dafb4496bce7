import type { Node } from "web-tree-sitter";
import type { Scope } from "../scope.ts";
import type { Routine, Value } from "../value.ts";
import type { World } from "../world.ts";

/** One program in JavaScript or TypeScript while it is read. */
export interface Machine {
  readonly world: World;
  /** What the module exports. */
  readonly exported: Map<string, Value>;
  /** Ends the reading of what never ends. */
  step(): void;
  evaluate(node: Node, scope: Scope): Value;
  /** Statements, with the functions that they declare known from the beginning. */
  body(nodes: readonly Node[], scope: Scope): Value;
  routine(node: Node, scope: Scope): Routine;
}

export type Read = (node: Node, scope: Scope, machine: Machine) => Value;

export const truthy = (value: Value): boolean => value !== null && value !== false && value !== "" && value !== 0;
