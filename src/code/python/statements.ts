import type { Node } from "web-tree-sitter";
import { bind } from "./bind.ts";
import { itemsIn } from "./builtins.ts";
import { call } from "./call.ts";
import { evaluate } from "./expression.ts";
import { bindImports } from "./imports.ts";
import { childrenOf, field } from "./nodes.ts";
import { combine, isTrue } from "./operators.ts";
import { pay, type Walk } from "./scope.ts";
import { atOf, NONE, unknown, type Value, type Scope } from "./value.ts";

const MOST_ROUNDS = 2000;

/** How a block ended. `doubtful`: it may have ended earlier, by a test that nobody knows. */
interface Way {
  readonly ends?: "return" | "loop" | "raise";
  readonly value?: Value;
  readonly doubtful?: boolean;
}

const ON: Way = {};

/** Runs the body of a function and says what it returns. */
export function runBody(body: Node | undefined, scope: Scope, walk: Walk): Value {
  const way = runBlock(body, scope, walk);
  if (way.ends === "raise" && way.doubtful !== true) walk.host.raised?.();
  return way.doubtful === true ? unknown("a result that depends on the database") : (way.value ?? NONE);
}

export function runBlock(block: Node | undefined, scope: Scope, walk: Walk): Way {
  let doubtful = false;
  for (const statement of block === undefined ? [] : childrenOf(block)) {
    if (!pay(walk)) {
      walk.host.skipped?.(statement.text, atOf(statement));
      return { ends: "raise", doubtful: true };
    }
    const way = run(statement, scope, walk);
    doubtful ||= way.doubtful === true;
    if (way.ends !== undefined) return { ...way, doubtful };
  }
  return { doubtful };
}

function run(node: Node, scope: Scope, walk: Walk): Way {
  switch (node.type) {
    case "expression_statement":
      return expression(childrenOf(node)[0], scope, walk);
    case "return_statement":
      return { ends: "return", value: evaluate(childrenOf(node)[0], scope, walk) };
    case "raise_statement":
      return { ends: "raise" };
    case "break_statement":
    case "continue_statement":
      return { ends: "loop" };
    case "if_statement":
      return branch(node, scope, walk);
    case "for_statement":
      return loop(node, scope, walk);
    case "while_statement":
      return once(field(node, "body"), scope, walk);
    case "with_statement":
      return within(node, scope, walk);
    case "try_statement":
      return attempt(node, scope, walk);
    case "match_statement":
      walk.host.skipped?.(node.text, atOf(node));
      return ON;
    case "function_definition":
    case "class_definition":
    case "decorated_definition":
      define(node, scope, walk);
      return ON;
    case "import_statement":
    case "import_from_statement":
      bindImports(node, scope);
      return ON;
    case "ERROR":
      walk.host.skipped?.(node.text, atOf(node));
      return ON;
    default:
      return ON;
  }
}

function expression(node: Node | undefined, scope: Scope, walk: Walk): Way {
  if (node === undefined) return ON;
  if (node.type === "assignment") {
    const right = field(node, "right");
    if (right !== undefined) {
      const value = right.type === "assignment" ? chained(right, scope, walk) : evaluate(right, scope, walk);
      bind(field(node, "left"), value, scope, walk);
    }
  } else if (node.type === "augmented_assignment") {
    const left = field(node, "left");
    const sign = (field(node, "operator")?.text ?? "").replace("=", "");
    bind(
      left,
      combine(evaluate(left, scope, walk), sign, evaluate(field(node, "right"), scope, walk), node.text),
      scope,
      walk,
    );
  } else {
    const inner = node.type === "await" ? (childrenOf(node)[0] ?? node) : node;
    if (inner.type === "call") call(inner, scope, walk, true);
    else evaluate(inner, scope, walk);
  }
  return ON;
}

/** `a = b = value`. */
function chained(node: Node, scope: Scope, walk: Walk): Value {
  const right = field(node, "right");
  const value = right?.type === "assignment" ? chained(right, scope, walk) : evaluate(right, scope, walk);
  bind(field(node, "left"), value, scope, walk);
  return value;
}

function branch(node: Node, scope: Scope, walk: Walk): Way {
  const ways = [node, ...node.childrenForFieldName("alternative").filter((one) => one !== null)];
  let doubt: Node | undefined;
  let doubtful = false;
  let followed = false;
  for (const way of ways) {
    const test = way.type === "else_clause" ? undefined : field(way, "condition");
    const known = test === undefined ? true : isTrue(evaluate(test, scope, walk));
    const body = field(way, "consequence") ?? field(way, "body");
    if (known === false) continue;
    if (followed) {
      if (body !== undefined) walk.host.skipped?.(body.text, atOf(body));
      continue;
    }
    if (known === true && doubt === undefined) return runBlock(body, scope, walk);
    doubt ??= test;
    const before = walk.host.done();
    const result = runBlock(body, scope, walk);
    // Of several ways the first that does something is followed, as if it were the one that runs.
    followed = walk.host.done() > before;
    doubtful ||= result.ends !== undefined || result.doubtful === true;
    if (followed && doubt !== undefined) walk.host.doubted?.(doubt.text, atOf(doubt));
    if (known === true) break;
  }
  return { doubtful };
}

function loop(node: Node, scope: Scope, walk: Walk): Way {
  const items = itemsIn(evaluate(field(node, "right"), scope, walk));
  const left = field(node, "left");
  if (items === undefined || items.length > MOST_ROUNDS) {
    bind(left, unknown(left?.text ?? ""), scope, walk);
    return once(field(node, "body"), scope, walk);
  }
  let doubtful = false;
  for (const item of items) {
    bind(left, item, scope, walk);
    const way = runBlock(field(node, "body"), scope, walk);
    doubtful ||= way.doubtful === true;
    if (way.ends === "return" || way.ends === "raise") return { ...way, doubtful };
  }
  return { doubtful };
}

/** The body of a loop of which nobody knows how often it runs. */
function once(body: Node | undefined, scope: Scope, walk: Walk): Way {
  const way = runBlock(body, scope, walk);
  return { doubtful: way.ends === "return" || way.doubtful === true };
}

function within(node: Node, scope: Scope, walk: Walk): Way {
  const clause = childrenOf(node).find(({ type }) => type === "with_clause");
  const contexts = (clause === undefined ? [] : childrenOf(clause)).map((item) => {
    const value = field(item, "value");
    const named = value?.type === "as_pattern" ? value : undefined;
    const context = evaluate(named === undefined ? value : childrenOf(named)[0], scope, walk);
    const alias = named === undefined ? undefined : field(named, "alias");
    if (alias !== undefined) bind(childrenOf(alias)[0] ?? alias, context, scope, walk);
    walk.host.entered?.(context);
    return context;
  });
  const way = runBlock(field(node, "body"), scope, walk);
  for (const context of contexts.reverse()) walk.host.left?.(context);
  return way;
}

function attempt(node: Node, scope: Scope, walk: Walk): Way {
  let way = runBlock(field(node, "body"), scope, walk);
  for (const clause of childrenOf(node)) {
    const body = childrenOf(clause).findLast(({ type }) => type === "block");
    if (clause.type.startsWith("except")) walk.host.skipped?.(body?.text ?? "", atOf(clause));
    else if (clause.type === "else_clause" && way.ends === undefined) way = runBlock(body, scope, walk);
    else if (clause.type === "finally_clause") runBlock(body, scope, walk);
  }
  // What was raised may have been caught.
  return way.ends === "raise" ? { doubtful: true } : way;
}

function define(node: Node, scope: Scope, walk: Walk): void {
  const definition = node.type === "decorated_definition" ? field(node, "definition") : node;
  const name = definition === undefined ? "" : (field(definition, "name")?.text ?? "");
  if (definition?.type === "function_definition")
    scope.names.set(name, { is: "function", name, node: definition, scope });
  if (definition?.type !== "class_definition") return;
  const bases = field(definition, "superclasses");
  const own: Scope = { names: new Map(), up: scope };
  runBlock(field(definition, "body"), own, walk);
  const above = bases === undefined ? [] : childrenOf(bases).map((one) => evaluate(one, scope, walk));
  scope.names.set(name, { is: "class", name, bases: above, scope: own });
}
