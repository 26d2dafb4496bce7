import { NO_CALL_ARGUMENTS } from "./parse-expression.ts";
import { parseMacro, parseParameters } from "./parse-macro.ts";
import type { TemplateParser } from "./template-parser.ts";
import { Unparsable } from "./token-reader.ts";
import type { Expression, Statement, Target } from "./tree.ts";

/** Blocks of dbt that have a name and a body. */
const NAMED: ReadonlySet<string> = new Set([
  "snapshot",
  "materialization",
  "test",
  "data_test",
  "block",
  "analysis",
  "exposure",
]);

/** One `{% … %}`, whose braces are taken, with the block that it opens. */
export function parseTag(parser: TemplateParser, at: number): readonly Statement[] {
  const { tokens, expressions } = parser;
  const word = tokens.name();
  switch (word) {
    case "if":
      return [parseIf(parser, at)];
    case "for":
      return [parseFor(parser, at)];
    case "set":
      return [parseSet(parser, at)];
    case "do": {
      const value = expressions.tuple(() => false);
      parser.close();
      return [{ kind: "do", at, value }];
    }
    case "macro":
      return [parseMacro(parser, at)];
    case "call":
      return [parseCall(parser, at)];
    case "filter": {
      let filter = expressions.filter(undefined);
      while (tokens.is("|")) filter = expressions.filter(filter);
      parser.close();
      const { body } = ended(parser, "filter", at);
      return [{ kind: "filter-block", at, filter, body }];
    }
    case "with":
      return [parseWith(parser, at)];
    case "break":
    case "continue":
      parser.close();
      return [{ kind: word, at }];
    case "import":
    case "from":
      return [parseImport(parser, at, word)];
    case "autoescape": {
      expressions.expression();
      parser.close();
      return ended(parser, word, at).body;
    }
    default:
      if (!NAMED.has(word))
        throw new Unparsable(`the tag \`${word.slice(0, 40)}\`, which neither Jinja nor dbt knows`, at);
      return [parseNamed(parser, at, word)];
  }
}

/** The body up to `end…`, its tag closed. */
function ended(parser: TemplateParser, word: string, at: number): { readonly body: readonly Statement[] } {
  const { body, end } = parser.body([`end${word}`], { word, at });
  if (end !== "") parser.close();
  return { body };
}

function parseIf(parser: TemplateParser, at: number): Statement {
  const branches: { test: Expression; body: readonly Statement[] }[] = [];
  let otherwise: readonly Statement[] = [];
  for (;;) {
    const test = parser.expressions.tuple(() => false);
    parser.close();
    const { body, end } = parser.body(["elif", "else", "endif"], { word: "if", at });
    branches.push({ test, body });
    if (end === "elif") continue;
    if (end === "else") {
      parser.close();
      const last = parser.body(["endif"], { word: "if", at });
      otherwise = last.body;
      if (last.end !== "") parser.close();
    } else if (end !== "") parser.close();
    return { kind: "if", at, branches, otherwise };
  }
}

function parseFor(parser: TemplateParser, at: number): Statement {
  const { tokens, expressions } = parser;
  const target = parseTarget(parser, () => tokens.isName("in"));
  if (!tokens.takeName("in")) throw tokens.unexpected("`in`");
  const over = expressions.tuple(
    () => tokens.token.type === "close" || tokens.isName("recursive"),
    () => expressions.plain(),
  );
  const only = tokens.takeName("if") ? expressions.expression() : undefined;
  const recursive = tokens.takeName("recursive");
  parser.close();
  const { body, end } = parser.body(["else", "endfor"], { word: "for", at });
  let otherwise: readonly Statement[] = [];
  if (end !== "") parser.close();
  if (end === "else") otherwise = ended(parser, "for", at).body;
  return { kind: "for", at, target, over, body, otherwise, recursive, ...(only !== undefined && { only }) };
}

function parseTarget(parser: TemplateParser, ends: () => boolean): Target {
  const { tokens } = parser;
  const targets: Target[] = [];
  let many = false;
  while (!ends()) {
    if (tokens.takeIf("(")) {
      targets.push(parseTarget(parser, () => tokens.is(")")));
      tokens.expect(")");
    } else {
      const name = tokens.name();
      targets.push(tokens.takeIf(".") ? { kind: "attribute", name, attribute: tokens.name() } : { kind: "name", name });
    }
    if (!tokens.takeIf(",")) break;
    many = true;
  }
  const [only] = targets;
  if (only === undefined) throw tokens.unexpected("a name");
  return many ? { kind: "many", targets } : only;
}

function parseSet(parser: TemplateParser, at: number): Statement {
  const { tokens, expressions } = parser;
  const target = parseTarget(parser, () => tokens.is("=") || tokens.token.type === "close");
  if (tokens.takeIf("=")) {
    const value = expressions.tuple(() => tokens.token.type === "close");
    parser.close();
    return { kind: "set", at, target, value };
  }
  let filter: Expression | undefined;
  while (tokens.is("|")) filter = expressions.filter(filter);
  parser.close();
  const { body } = ended(parser, "set", at);
  return { kind: "set-block", at, target, body, ...(filter !== undefined && { filter }) };
}

function parseCall(parser: TemplateParser, at: number): Statement {
  const { tokens, expressions } = parser;
  const parameters = tokens.is("(") ? parseParameters(parser) : [];
  const call = expressions.expression();
  parser.close();
  const { result, names } = parser.listen(() => ended(parser, "call", at));
  const called: Expression = call.kind === "call" ? call : { kind: "call", at, callee: call, args: NO_CALL_ARGUMENTS };
  return {
    kind: "call-block",
    at,
    call: called,
    caller: { kind: "macro", at, name: "caller", parameters, body: result.body, names },
  };
}

function parseWith(parser: TemplateParser, at: number): Statement {
  const { tokens, expressions } = parser;
  const sets: (readonly [Target, Expression])[] = [];
  while (tokens.token.type !== "close") {
    const target = parseTarget(parser, () => tokens.is("="));
    tokens.expect("=");
    sets.push([target, expressions.expression()]);
    if (!tokens.takeIf(",")) break;
  }
  parser.close();
  return { kind: "with", at, sets, body: ended(parser, "with", at).body };
}

function parseImport(parser: TemplateParser, at: number, word: "import" | "from"): Statement {
  const { tokens, expressions } = parser;
  const from = expressions.plain();
  const names: (readonly [string, string])[] = [];
  let as: string | undefined;
  if (word === "import") {
    if (!tokens.takeName("as")) throw tokens.unexpected("`as`");
    as = tokens.name();
  } else {
    if (!tokens.takeName("import")) throw tokens.unexpected("`import`");
    while (tokens.token.type === "name" && !tokens.isName("with") && !tokens.isName("without")) {
      const name = tokens.name();
      names.push([name, tokens.takeName("as") ? tokens.name() : name]);
      if (!tokens.takeIf(",")) break;
    }
  }
  if (tokens.takeName("with") || tokens.takeName("without")) tokens.name();
  parser.close();
  return { kind: "import", at, from, names, ...(as !== undefined && { as }) };
}

/** A block that dbt takes out of a file: `test` has parameters like a macro, `materialization` says more in its tag. */
function parseNamed(parser: TemplateParser, at: number, word: string): Statement {
  const { tokens } = parser;
  const name = tokens.token.type === "name" ? tokens.name() : "";
  while (tokens.token.type !== "close" && tokens.token.type !== "end") tokens.take();
  parser.close();
  return { kind: "block", at, word, name, body: ended(parser, word, at).body };
}
