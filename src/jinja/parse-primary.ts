import type { ExpressionRules } from "./expression-rules.ts";
import type { Expression } from "./tree.ts";

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

/** A literal, a name, or something in brackets. */
export function parsePrimary(parser: ExpressionRules): Expression {
  const { tokens } = parser;
  const { type, value, at } = tokens.token;
  switch (type) {
    case "name": {
      tokens.take();
      const constant = CONSTANTS.get(value);
      if (constant !== undefined) return { kind: "literal", at, value: constant };
      parser.names(value);
      return { kind: "name", at, name: value };
    }
    case "string": {
      let text = tokens.take().value;
      while (tokens.token.type === "string") text += tokens.take().value;
      return { kind: "literal", at, value: text };
    }
    case "integer":
      tokens.take();
      // Python counts on where numbers end here: such a one is passed on as it stands, and whoever reckons with it is told.
      return { kind: "literal", at, value: Number.isSafeInteger(Number(value)) ? Number(value) : value };
    case "float":
      tokens.take();
      return { kind: "float", at, value: Number(value) };
    default:
      break;
  }
  if (tokens.takeIf("(")) return brackets(parser, at);
  if (tokens.takeIf("[")) return { kind: "list", at, items: items(parser, "]") };
  if (tokens.takeIf("{")) return dict(parser, at);
  throw tokens.unexpected("an expression");
}

function brackets(parser: ExpressionRules, at: number): Expression {
  const { tokens } = parser;
  if (tokens.takeIf(")")) return { kind: "tuple", at, items: [] };
  const inner = parser.tuple(() => tokens.is(")"));
  tokens.expect(")");
  return inner;
}

function items(parser: ExpressionRules, close: string): readonly Expression[] {
  const found: Expression[] = [];
  while (!parser.tokens.takeIf(close)) {
    found.push(parser.expression());
    if (!parser.tokens.is(close)) parser.tokens.expect(",");
  }
  return found;
}

function dict(parser: ExpressionRules, at: number): Expression {
  const { tokens } = parser;
  const entries: (readonly [Expression, Expression])[] = [];
  while (!tokens.takeIf("}")) {
    const key = parser.expression();
    tokens.expect(":");
    entries.push([key, parser.expression()]);
    if (!tokens.is("}")) tokens.expect(",");
  }
  return { kind: "dict", at, entries };
}
