import type { TokenReader } from "./token-reader.ts";
import type { Expression } from "./tree.ts";

/** What the rules for literals and brackets ask of the grammar around them. */
export interface ExpressionRules {
  readonly tokens: TokenReader;
  readonly names: (name: string) => void;
  expression(): Expression;
  tuple(ends: () => boolean): Expression;
}
