import type { Node } from "web-tree-sitter";
import { readProgram } from "../../src/code/grammar.ts";

/** One decision turned round. */
export interface Mutant {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  readonly was: string;
  readonly is: string;
}

/** A file with all of its mutants in it, each asleep until `globalThis.mutant` is its number. */
export interface Instrumented {
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

const OPERATORS: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
};
const CALLS: ReadonlyMap<string, string> = new Map([
  ["some", "every"],
  ["every", "some"],
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
]);
/** What Node takes away before it runs the text, and what decides nothing. */
const TYPES =
  /^(?:type_annotation|type_arguments|type_parameters|type_predicate_annotation|interface_declaration|type_alias_declaration|import_statement)$/;
const LOOPS = /^(?:while|do|for)_statement$/;

export async function mutantsIn(path: string, text: string, firstId: number): Promise<Instrumented> {
  const mutants: Mutant[] = [];
  const wrapped = (node: Node, original: string): string =>
    alternatives(node).reduce((inner, is) => {
      const id = firstId + mutants.length;
      mutants.push({ id, path, line: node.startPosition.row + 1, was: node.text, is });
      return `(globalThis.isMutant(${id})?(${is}):(${inner}))`;
    }, original);
  const print = (node: Node): string => {
    if (TYPES.test(node.type)) return node.text;
    let out = "";
    let at = node.startIndex;
    for (const child of node.children) {
      if (child === null) continue;
      const asleep = isNever(node, child);
      out += text.slice(at, child.startIndex) + (asleep ? child.text : print(child));
      at = child.endIndex;
    }
    return wrapped(node, out + text.slice(at, node.endIndex));
  };
  const printed = await readProgram(text, "typescript", (root) => text.slice(0, root.startIndex) + print(root));
  if (printed === undefined) throw new Error(`${path}: too long to be read`);
  return { text: printed, mutants };
}

/** A loop that never ends would tell nothing; what stands behind `as` and `satisfies` is a type, and a key is no value. */
const isNever = (node: Node, child: Node): boolean =>
  (LOOPS.test(node.type) && child.id === node.childForFieldName("condition")?.id) ||
  (/^(?:as|satisfies)_expression$/.test(node.type) && child.id !== node.child(0)?.id) ||
  (node.type === "pair" && child.id === node.childForFieldName("key")?.id);

function alternatives(node: Node): readonly string[] {
  const inChain = node.parent?.type === "member_expression" || node.parent?.type === "call_expression";
  if (inChain && node.text.includes("?.")) return [];
  if (isCondition(node)) return ["true", "false"];
  if (node.type === "binary_expression") {
    const operator = node.childForFieldName("operator")?.text ?? "";
    const [left, right] = [node.childForFieldName("left"), node.childForFieldName("right")];
    if (left === null || right === null) return [];
    if (operator === "??") return [right.text];
    const other = OPERATORS[operator];
    return other === undefined ? [] : [`(${left.text}) ${other} (${right.text})`];
  }
  if (node.type === "unary_expression" && node.child(0)?.text === "!") return [node.text.slice(1)];
  if (node.type === "call_expression") return otherCall(node);
  if (node.type === "true") return ["false"];
  if (node.type === "false") return ["true"];
  if (node.type === "number") return [`${node.text} + 1`];
  if (node.type === "array" && node.namedChildCount > 0) return ["[]"];
  return [];
}

/** Of an `if` or a `? :`; a condition that is a comparison is turned round as well, by itself. */
const isCondition = ({ parent, id, type }: Node): boolean =>
  type !== "comment" &&
  ((parent?.type === "parenthesized_expression" && parent.parent?.type === "if_statement") ||
    (parent?.type === "ternary_expression" && parent.childForFieldName("condition")?.id === id)) &&
  !/^[()]$/.test(type);

function otherCall(node: Node): readonly string[] {
  const callee = node.childForFieldName("function");
  const property = callee?.childForFieldName("property");
  const object = callee?.childForFieldName("object");
  const args = node.childForFieldName("arguments");
  if (callee?.type !== "member_expression" || property == null || object == null || args === null) return [];
  if (property.text === "filter") return [object.text];
  const other = CALLS.get(property.text);
  if (other === undefined) return [];
  const dot = callee.text.slice(object.text.length, callee.text.length - property.text.length);
  return [`${object.text}${dot}${other}${args.text}`];
}
