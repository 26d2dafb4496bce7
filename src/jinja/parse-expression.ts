import type { ExpressionRules } from "./expression-rules.ts";
import { parsePrimary } from "./parse-primary.ts";
import { Unparsable, type TokenReader } from "./token-reader.ts";
import type { CallArguments, Expression } from "./tree.ts";

const COMPARES: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const CONSTANT_STARTS: ReadonlySet<string> = new Set(["name", "string", "integer", "float"]);
export const NO_CALL_ARGUMENTS: CallArguments = { positional: [], named: [] };

/** The grammar of Jinja2's expressions, rule by rule as its documentation orders them. `names` hears every name. */
export class ExpressionParser implements ExpressionRules {
  readonly tokens: TokenReader;
  readonly names: (name: string) => void;

  constructor(tokens: TokenReader, names: (name: string) => void) {
    this.tokens = tokens;
    this.names = names;
  }

  expression(): Expression {
    return this.tokens.deeper(() => this.#choice());
  }

  /** Without a conditional: `for x in a if b` has its own `if`. */
  plain(): Expression {
    return this.tokens.deeper(() => this.#or());
  }

  /** One expression or, with commas, a tuple. */
  tuple(ends: () => boolean, one: () => Expression = () => this.expression()): Expression {
    const { at } = this.tokens.token;
    const items: Expression[] = [];
    let many = false;
    while (!ends()) {
      items.push(one());
      if (!this.tokens.takeIf(",")) break;
      many = true;
    }
    const [only] = items;
    if (!many && only !== undefined) return only;
    if (items.length === 0) throw this.tokens.unexpected("an expression");
    return { kind: "tuple", at, items };
  }

  #choice(): Expression {
    let value = this.#or();
    while (this.tokens.isName("if")) {
      const { at } = this.tokens.take();
      const test = this.#or();
      if (this.tokens.takeName("else")) value = { kind: "choice", at, test, yes: value, otherwise: this.expression() };
      else value = { kind: "choice", at, test, yes: value };
    }
    return value;
  }

  #or(): Expression {
    return this.#logic("or", () => this.#logic("and", () => this.#not()));
  }

  #logic(operator: "and" | "or", operand: () => Expression): Expression {
    let left = operand();
    while (this.tokens.isName(operator)) {
      const { at } = this.tokens.take();
      left = { kind: "logic", at, operator, left, right: operand() };
    }
    return left;
  }

  #not(): Expression {
    if (!this.tokens.isName("not")) return this.#compare();
    const { at } = this.tokens.take();
    return { kind: "unary", at, operator: "not", operand: this.tokens.deeper(() => this.#not()) };
  }

  #compare(): Expression {
    const first = this.#sum();
    const rest: { operator: string; operand: Expression }[] = [];
    for (;;) {
      const { type, value } = this.tokens.token;
      if (type === "operator" && COMPARES.has(value)) {
        this.tokens.take();
        rest.push({ operator: value, operand: this.#sum() });
      } else if (this.tokens.takeName("in")) rest.push({ operator: "in", operand: this.#sum() });
      else if (this.tokens.isName("not") && this.tokens.peek().value === "in") {
        this.tokens.take();
        this.tokens.take();
        rest.push({ operator: "not in", operand: this.#sum() });
      } else break;
    }
    return rest.length === 0 ? first : { kind: "compare", at: first.at, first, rest };
  }

  #sum(): Expression {
    return this.#binary(["+", "-"], () => this.#concat());
  }

  #concat(): Expression {
    const first = this.#binary(["*", "/", "//", "%"], () => this.#power());
    if (!this.tokens.is("~")) return first;
    const parts = [first];
    while (this.tokens.takeIf("~")) parts.push(this.#binary(["*", "/", "//", "%"], () => this.#power()));
    return { kind: "concat", at: first.at, parts };
  }

  #power(): Expression {
    return this.#binary(["**"], () => this.unary(true));
  }

  #binary(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (this.tokens.token.type === "operator" && operators.includes(this.tokens.token.value)) {
      const { at, value: operator } = this.tokens.take();
      left = { kind: "binary", at, operator, left, right: operand() };
    }
    return left;
  }

  unary(withFilters: boolean): Expression {
    const { at, value } = this.tokens.token;
    let node: Expression;
    if (this.tokens.is("-") || this.tokens.is("+")) {
      this.tokens.take();
      const operand = this.tokens.deeper(() => this.unary(false));
      node = { kind: "unary", at, operator: value === "-" ? "-" : "+", operand };
    } else node = parsePrimary(this);
    node = this.#postfix(node);
    return withFilters ? this.#filters(node) : node;
  }

  #postfix(from: Expression): Expression {
    let node = from;
    for (;;) {
      const { at } = this.tokens.token;
      if (this.tokens.takeIf(".")) {
        const { type, value } = this.tokens.take();
        if (type === "name") node = { kind: "attribute", at, of: node, name: value };
        else if (type === "integer")
          node = { kind: "item", at, of: node, key: { kind: "literal", at, value: Number(value) } };
        else throw new Unparsable("a dot without a name", at);
      } else if (this.tokens.takeIf("[")) node = this.#subscript(node, at);
      else if (this.tokens.is("(")) node = { kind: "call", at, callee: node, args: this.callArguments() };
      else return node;
    }
  }

  #subscript(of: Expression, at: number): Expression {
    const bounds: (Expression | undefined)[] = [];
    let item: Expression | undefined;
    for (;;) {
      if (this.tokens.takeIf(":")) {
        bounds.push(item);
        item = undefined;
      } else if (this.tokens.takeIf("]")) break;
      else if (item === undefined) item = this.tuple(() => this.tokens.is("]") || this.tokens.is(":"));
      else throw this.tokens.unexpected("`]`");
    }
    if (bounds.length > 0) return { kind: "slice", at, of, bounds: [...bounds, item] };
    if (item === undefined) throw new Unparsable("an empty subscript", at);
    return { kind: "item", at, of, key: item };
  }

  #filters(from: Expression): Expression {
    let node = from;
    for (;;) {
      const { at } = this.tokens.token;
      if (this.tokens.is("|")) node = this.filter(node);
      else if (this.tokens.isName("is")) node = this.#test(node);
      else if (this.tokens.is("(")) node = { kind: "call", at, callee: node, args: this.callArguments() };
      else return node;
    }
  }

  /** One filter; a filter block begins without its `|`. */
  filter(of: Expression | undefined): Expression {
    const { at } = this.tokens.token;
    this.tokens.takeIf("|");
    const name = this.#dotted();
    const args = this.tokens.is("(") ? this.callArguments() : NO_CALL_ARGUMENTS;
    return of === undefined ? { kind: "filter", at, name, args } : { kind: "filter", at, name, of, args };
  }

  #dotted(): string {
    let name = this.tokens.name();
    while (this.tokens.takeIf(".")) name += `.${this.tokens.name()}`;
    return name;
  }

  #test(of: Expression): Expression {
    const { at } = this.tokens.take();
    const negated = this.tokens.takeName("not");
    const name = this.#dotted();
    const { type, value } = this.tokens.token;
    let args = NO_CALL_ARGUMENTS;
    if (this.tokens.is("(")) args = this.callArguments();
    else if (
      CONSTANT_STARTS.has(type)
        ? type !== "name" || !["else", "or", "and", "if", "is", "not", "in"].includes(value)
        : this.tokens.is("[") || this.tokens.is("{")
    )
      args = { positional: [this.#postfix(parsePrimary(this))], named: [] };
    const test: Expression = { kind: "test", at, name, of, args };
    return negated ? { kind: "unary", at, operator: "not", operand: test } : test;
  }

  callArguments(): CallArguments {
    const positional: Expression[] = [];
    const named: (readonly [string, Expression])[] = [];
    let spread: Expression | undefined;
    let spreadNamed: Expression | undefined;
    this.tokens.expect("(");
    while (!this.tokens.takeIf(")")) {
      if (this.tokens.takeIf("*")) spread = this.expression();
      else if (this.tokens.takeIf("**")) spreadNamed = this.expression();
      else if (
        this.tokens.token.type === "name" &&
        this.tokens.peek().type === "operator" &&
        this.tokens.peek().value === "="
      ) {
        const name = this.tokens.name();
        this.tokens.take();
        named.push([name, this.expression()]);
      } else positional.push(this.expression());
      if (!this.tokens.is(")")) this.tokens.expect(",");
    }
    return {
      positional,
      named,
      ...(spread !== undefined && { spread }),
      ...(spreadNamed !== undefined && { spreadNamed }),
    };
  }
}
