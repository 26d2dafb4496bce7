import type { Node } from "web-tree-sitter";
import { builtin, itemsIn, method } from "./builtins.ts";
import { childrenOf, field } from "./nodes.ts";
import { pay, type Walk } from "./scope.ts";
import { type Arguments, atOf, list, NONE, text, unknown, type Value, type ValueOf, type Scope } from "./value.ts";

/** Arguments of a call, or the items of a list. */
export function argumentsOf(nodes: readonly Node[], scope: Scope, walk: Walk): Arguments {
  const plain: Value[] = [];
  const named: Record<string, Value> = Object.create(null) as Record<string, Value>;
  let open = false;
  for (const node of nodes) {
    const inner = childrenOf(node)[0];
    if (node.type === "keyword_argument") {
      const name = node.childForFieldName("name")?.text ?? "";
      named[name] = walk.evaluate(field(node, "value"), scope);
    } else if (node.type === "list_splat") {
      const items = itemsIn(walk.evaluate(inner, scope));
      plain.push(...(items ?? []));
      open ||= items === undefined;
    } else if (node.type === "dictionary_splat") {
      const map = walk.evaluate(inner, scope);
      if (map.is !== "map") open = true;
      else for (const [key, value] of map.entries.values()) if (key.is === "text") named[key.text] = value;
    } else plain.push(walk.evaluate(node, scope));
  }
  return { plain, named, open };
}

/** Follows a call into a function of this file; asks the host about every other one. */
export function call(node: Node, scope: Scope, walk: Walk, alone: boolean): Value {
  const of = walk.evaluate(field(node, "function"), scope);
  const given = field(node, "arguments");
  const args =
    given === undefined
      ? { plain: [], named: {}, open: false }
      : argumentsOf(given.type === "argument_list" ? childrenOf(given) : [given], scope, walk);
  const at = atOf(node);
  if (of.is === "function") return follow(of, args, walk, node.text);
  const known =
    of.is === "member"
      ? method(of.of, of.name, args, node.text)
      : of.is === "name"
        ? builtin(of.name, args, node.text)
        : undefined;
  return known ?? walk.host.call(of, args, at, alone) ?? { is: "call", of, ...args, at };
}

/** Runs a function of this file with these arguments. */
export function follow(of: ValueOf<"function">, args: Arguments, walk: Walk, source: string): Value {
  if (!pay(walk)) return unknown(source);
  const scope: Scope = { names: new Map(), up: of.scope };
  const parameters = field(of.node, "parameters");
  bindParameters(parameters === undefined ? [] : childrenOf(parameters), args, scope, { walk, outer: of.scope });
  const body = field(of.node, "body");
  walk.depth += 5;
  const value = of.node.type === "lambda" ? walk.evaluate(body, scope) : walk.body(body, scope);
  walk.depth -= 5;
  return value;
}

function bindParameters(
  parameters: readonly Node[],
  { plain, named, open }: Arguments,
  { names }: Scope,
  { walk, outer }: { readonly walk: Walk; readonly outer: Scope },
): void {
  let next = 0;
  const left = new Set(Object.keys(named));
  for (const node of parameters) {
    const inner = node.type === "typed_parameter" ? (childrenOf(node)[0] ?? node) : node;
    if (inner.type === "list_splat_pattern") {
      names.set(inner.text.slice(1), open ? unknown(inner.text) : list(plain.slice(next)));
      next = plain.length;
    } else if (inner.type === "dictionary_splat_pattern") {
      const rest = [...left].map((name) => [`"${name}`, [text(name), named[name] ?? NONE]] as const);
      names.set(inner.text.slice(2), { is: "map", entries: new Map(rest) });
    } else {
      const name = field(node, "name")?.text ?? inner.text;
      const fallback = field(node, "value");
      left.delete(name);
      const given = named[name] ?? plain[next++];
      names.set(name, given ?? (fallback === undefined || open ? unknown(name) : walk.evaluate(fallback, outer)));
    }
  }
}
