import type { Node } from "web-tree-sitter";
import { argumentsOf, call } from "./call.ts";
import { itemsIn } from "./builtins.ts";
import { bind } from "./bind.ts";
import { childrenOf, field } from "./nodes.ts";
import { combine, compare, isTrue, not } from "./operators.ts";
import { lookUp, pay, type Walk } from "./scope.ts";
import { stringOf } from "./strings.ts";
import { FALSE, keyOf, list, NONE, truth, TRUE, unknown, type Value, type Scope } from "./value.ts";

/** What an expression is, given the names around it. */
export function evaluate(node: Node | undefined, scope: Scope, walk: Walk): Value {
  if (node === undefined) return NONE;
  if (!pay(walk)) return unknown(node.text);
  walk.depth++;
  const value = read(node, scope, walk);
  walk.depth--;
  return value;
}

function read(node: Node, scope: Scope, walk: Walk): Value {
  const inside = (child: Node | undefined): Value => evaluate(child, scope, walk);
  switch (node.type) {
    case "string":
    case "concatenated_string":
      return stringOf(node, inside);
    case "integer":
    case "float":
      return { is: "number", text: node.text.replaceAll("_", "") };
    case "true":
      return TRUE;
    case "false":
      return FALSE;
    case "none":
      return NONE;
    case "identifier":
      return lookUp(scope, node.text) ?? { is: "name", name: node.text };
    case "attribute":
      return member(inside(field(node, "object")), field(node, "attribute")?.text ?? "", walk);
    case "call":
      return call(node, scope, walk, false);
    case "parenthesized_expression":
    case "await":
      return inside(childrenOf(node)[0]);
    case "list":
    case "set":
    case "tuple":
    case "expression_list":
    case "pattern_list": {
      const items = argumentsOf(childrenOf(node), scope, walk);
      if (items.open) return unknown(node.text);
      return { is: "list", items: [...items.plain], ...(node.type === "tuple" ? { tuple: true } : {}) };
    }
    case "dictionary":
      return dictionary(node, inside);
    case "binary_operator":
      return combine(inside(field(node, "left")), operator(node), inside(field(node, "right")), node.text);
    case "unary_operator":
      return unary(operator(node), inside(field(node, "argument")), node.text);
    case "not_operator":
      return not(inside(field(node, "argument")), node.text);
    case "boolean_operator":
      return logical(inside(field(node, "left")), operator(node), () => inside(field(node, "right")), node.text);
    case "comparison_operator":
      return comparison(node, inside);
    case "conditional_expression":
      return conditional(node, inside);
    case "subscript":
      return subscript(
        inside(field(node, "value")),
        node.childrenForFieldName("subscript").map((one) => one ?? undefined),
        inside,
        node.text,
      );
    case "list_comprehension":
    case "generator_expression":
    case "set_comprehension":
    case "dictionary_comprehension":
      return comprehension(node, scope, walk);
    case "lambda":
      return { is: "function", name: "lambda", node, scope };
    case "named_expression": {
      const value = inside(field(node, "value"));
      scope.names.set(field(node, "name")?.text ?? "", value);
      return value;
    }
    default:
      return unknown(node.text);
  }
}

const operator = (node: Node): string =>
  field(node, "operator")?.text ?? node.children.find((child) => child !== null && !child.isNamed)?.text ?? "";

function member(of: Value, name: string, walk: Walk): Value {
  const known = walk.host.member?.(of, name);
  if (known !== undefined) return known;
  if (of.is === "name") return { is: "name", name: `${of.name}.${name}` };
  if (of.is === "class") return lookUp({ names: of.scope.names }, name) ?? { is: "member", of, name };
  // `Status.OPEN.value` of an enumeration.
  if ((of.is === "text" || of.is === "number") && name === "value") return of;
  return { is: "member", of, name };
}

function dictionary(node: Node, inside: (node: Node | undefined) => Value): Value {
  const entries = new Map<string, readonly [Value, Value]>();
  for (const child of childrenOf(node)) {
    if (child.type === "pair") {
      const key = inside(field(child, "key"));
      entries.set(keyOf(key), [key, inside(field(child, "value"))]);
    } else {
      const spread = inside(childrenOf(child)[0]);
      if (spread.is !== "map") return unknown(node.text);
      for (const [key, pair] of spread.entries) entries.set(key, pair);
    }
  }
  return { is: "map", entries };
}

function unary(sign: string, value: Value, source: string): Value {
  if (value.is !== "number") return { is: "operation", sign, items: [value] };
  return sign === "-" ? { is: "number", text: `-${value.text}` } : sign === "+" ? value : unknown(source);
}

function logical(left: Value, sign: string, right: () => Value, source: string): Value {
  const known = isTrue(left);
  if (known === undefined) {
    const other = right();
    const decided = isTrue(other);
    if (decided === (sign === "or")) return truth(decided, source);
    return unknown(source);
  }
  return known === (sign === "or") ? left : right();
}

function comparison(node: Node, inside: (node: Node | undefined) => Value): Value {
  const operands = childrenOf(node).map(inside);
  const signs = node.childrenForFieldName("operators").map((one) => one?.text.replaceAll(/\s+/g, " ") ?? "");
  const [left, right] = operands;
  const [sign = ""] = signs;
  if (left === undefined || right === undefined) return unknown(node.text);
  if (operands.length > 2) return unknown(node.text);
  const known = compare(left, sign, right);
  return known === undefined ? { is: "operation", sign, items: [left, right] } : truth(known, node.text);
}

function conditional(node: Node, inside: (node: Node | undefined) => Value): Value {
  const [then, test, otherwise] = childrenOf(node);
  const known = isTrue(inside(test));
  return known === undefined ? unknown(node.text) : inside(known ? then : otherwise);
}

function subscript(
  of: Value,
  [index]: readonly (Node | undefined)[],
  inside: (node: Node | undefined) => Value,
  source: string,
): Value {
  if (index === undefined || index.type === "slice") return unknown(source);
  const key = inside(index);
  if (of.is === "map") return of.entries.get(keyOf(key))?.[1] ?? unknown(source);
  if (of.is === "list" && key.is === "number") return of.items.at(Number(key.text)) ?? unknown(source);
  if (of.is === "class" && key.is === "text") return of.scope.names.get(key.text) ?? unknown(source);
  return of.is === "text" || of.is === "list" ? unknown(source) : { is: "operation", sign: "[]", items: [of, key] };
}

function comprehension(node: Node, scope: Scope, walk: Walk): Value {
  const [body, ...clauses] = childrenOf(node);
  const own: Scope = { names: new Map(), up: scope };
  const found: (readonly [Value, Value])[] = [];
  const run = (at: number): boolean => {
    const clause = clauses[at];
    if (!pay(walk)) return false;
    if (clause === undefined) {
      const pair = body?.type === "pair";
      const key = evaluate(pair ? field(body, "key") : body, own, walk);
      found.push([key, pair ? evaluate(field(body, "value"), own, walk) : key]);
      return true;
    }
    if (clause.type === "if_clause") {
      const known = isTrue(evaluate(childrenOf(clause)[0], own, walk));
      return known === undefined ? false : known ? run(at + 1) : true;
    }
    const items = itemsIn(evaluate(field(clause, "right"), own, walk));
    return (
      items?.every((item) => {
        bind(field(clause, "left"), item, own, walk);
        return run(at + 1);
      }) ?? false
    );
  };
  if (!run(0)) return unknown(node.text);
  if (node.type !== "dictionary_comprehension") return list(found.map(([value]) => value));
  return { is: "map", entries: new Map(found.map((pair) => [keyOf(pair[0]), pair])) };
}
