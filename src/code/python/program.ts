import type { Node } from "web-tree-sitter";
import { follow } from "./call.ts";
import { evaluate } from "./expression.ts";
import type { Host, Walk } from "./scope.ts";
import { runBlock, runBody } from "./statements.ts";
import { NO_ARGUMENTS, NONE, type Value, type Scope } from "./value.ts";

/** Steps of one program: no honest migration comes near. */
const PATIENCE = 200_000;

/** A module whose top level was followed. */
export interface Module {
  readonly scope: Scope;
  readonly walk: Walk;
}

export function followModule(root: Node, host: Host): Module {
  const scope: Scope = { names: new Map() };
  const walk: Walk = {
    host,
    steps: PATIENCE,
    depth: 0,
    evaluate: (node, around) => evaluate(node, around, walk),
    body: (node, around) => runBody(node, around, walk),
  };
  runBlock(root, scope, walk);
  return { scope, walk };
}

/** Runs a function of the module without arguments; false where there is none of that name. */
export function followFunction({ scope, walk }: Module, name: string): boolean {
  const value: Value = scope.names.get(name) ?? NONE;
  if (value.is !== "function") return false;
  follow(value, NO_ARGUMENTS, walk, name);
  return true;
}
