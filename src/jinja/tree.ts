/** The tree of a template. `at` is an offset into its source. */
export type Expression =
  | { readonly kind: "literal"; readonly at: number; readonly value: null | boolean | number | string }
  | { readonly kind: "float"; readonly at: number; readonly value: number }
  | { readonly kind: "name"; readonly at: number; readonly name: string }
  | { readonly kind: "list" | "tuple"; readonly at: number; readonly items: readonly Expression[] }
  | {
      readonly kind: "dict";
      readonly at: number;
      readonly entries: readonly (readonly [Expression, Expression])[];
    }
  | { readonly kind: "unary"; readonly at: number; readonly operator: "-" | "+" | "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly at: number;
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "logic";
      readonly at: number;
      readonly operator: "and" | "or";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "compare";
      readonly at: number;
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
    }
  | { readonly kind: "concat"; readonly at: number; readonly parts: readonly Expression[] }
  | {
      readonly kind: "choice";
      readonly at: number;
      readonly test: Expression;
      readonly yes: Expression;
      readonly otherwise?: Expression;
    }
  | { readonly kind: "attribute"; readonly at: number; readonly of: Expression; readonly name: string }
  | { readonly kind: "item"; readonly at: number; readonly of: Expression; readonly key: Expression }
  | {
      readonly kind: "slice";
      readonly at: number;
      readonly of: Expression;
      readonly bounds: readonly (Expression | undefined)[];
    }
  | { readonly kind: "call"; readonly at: number; readonly callee: Expression; readonly args: CallArguments }
  | {
      readonly kind: "filter";
      readonly at: number;
      readonly name: string;
      /** Absent in a filter block, whose text it takes. */
      readonly of?: Expression;
      readonly args: CallArguments;
    }
  | {
      readonly kind: "test";
      readonly at: number;
      readonly name: string;
      readonly of: Expression;
      readonly args: CallArguments;
    };

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
  readonly spread?: Expression;
  readonly spreadNamed?: Expression;
}

/** What is assigned to: a name, an attribute of a namespace, or several of them. */
export type Target =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "attribute"; readonly name: string; readonly attribute: string }
  | { readonly kind: "many"; readonly targets: readonly Target[] };

export interface Parameter {
  readonly name: string;
  readonly otherwise?: Expression;
}

export interface MacroNode {
  readonly kind: "macro";
  readonly at: number;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Names that its body says: `varargs`, `kwargs` and `caller` are only there where they are asked for. */
  readonly names: ReadonlySet<string>;
}

export type Statement =
  | { readonly kind: "data"; readonly at: number; readonly text: string }
  | { readonly kind: "output"; readonly at: number; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly at: number;
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: "for";
      readonly at: number;
      readonly target: Target;
      readonly over: Expression;
      readonly only?: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly recursive: boolean;
    }
  | { readonly kind: "set"; readonly at: number; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: "set-block";
      readonly at: number;
      readonly target: Target;
      readonly filter?: Expression;
      readonly body: readonly Statement[];
    }
  | MacroNode
  | {
      readonly kind: "call-block";
      readonly at: number;
      readonly call: Expression;
      readonly caller: MacroNode;
    }
  | {
      readonly kind: "filter-block";
      readonly at: number;
      readonly filter: Expression;
      readonly body: readonly Statement[];
    }
  | { readonly kind: "do"; readonly at: number; readonly value: Expression }
  | {
      readonly kind: "with";
      readonly at: number;
      readonly sets: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: "break" | "continue"; readonly at: number }
  | {
      readonly kind: "import";
      readonly at: number;
      readonly from: Expression;
      readonly as?: string;
      readonly names: readonly (readonly [string, string])[];
    }
  | {
      readonly kind: "block";
      readonly at: number;
      readonly word: string;
      readonly name: string;
      readonly body: readonly Statement[];
    };

export interface Template {
  readonly body: readonly Statement[];
  /** Where reading ended, if not at the end: `body` is what stood before it. */
  readonly broken?: { readonly offset: number; readonly reason: string };
}
