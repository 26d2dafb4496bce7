import type { TemplateParser } from "./template-parser.ts";
import type { MacroNode, Parameter } from "./tree.ts";

/** `macro name(a, b=1)` with its body; `macro` is taken. */
export function parseMacro(parser: TemplateParser, at: number): MacroNode {
  const name = parser.tokens.name();
  const { result, names } = parser.listen(() => {
    const parameters = parser.tokens.is("(") ? parseParameters(parser) : [];
    parser.close();
    const { body, end } = parser.body(["endmacro"], { word: "macro", at });
    if (end !== "") {
      // `endmacro name` is allowed.
      if (parser.tokens.token.type === "name") parser.tokens.take();
      parser.close();
    }
    return { parameters, body };
  });
  return { kind: "macro", at, name, ...result, names };
}

export function parseParameters(parser: TemplateParser): readonly Parameter[] {
  const { tokens } = parser;
  const parameters: Parameter[] = [];
  tokens.expect("(");
  while (!tokens.takeIf(")")) {
    const name = tokens.name();
    // dbt lets macros say the types of their arguments.
    if (tokens.takeIf(":")) parser.expressions.plain();
    parameters.push(tokens.takeIf("=") ? { name, otherwise: parser.expressions.expression() } : { name });
    if (!tokens.is(")")) tokens.expect(",");
  }
  return parameters;
}
