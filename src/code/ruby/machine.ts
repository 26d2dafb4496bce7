import type { Node } from "web-tree-sitter";
import type { Scope } from "../scope.ts";
import type { Host, Routine, Value } from "../value.ts";
import type { World } from "../world.ts";

/** One Ruby program while it is read. */
export interface Machine {
  readonly world: World;
  /** Methods that the program defines where it stands now, by name. */
  methods: ReadonlyMap<string, Node>;
  /** Where the text of a heredoc stands, by the place of its beginning. */
  readonly heredocs: ReadonlyMap<number, Node>;
  readonly self: Host;
  /** Ends the reading of what never ends. */
  step(): void;
  evaluate(node: Node, scope: Scope): Value;
  body(nodes: readonly Node[], scope: Scope): Value;
  call(method: Node, args: readonly Value[]): Value;
  block(node: Node, scope: Scope): Routine;
}
