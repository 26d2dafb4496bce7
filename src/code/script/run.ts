import type { Node } from "web-tree-sitter";
import { limits } from "../limits.ts";
import { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { type Arguments, isList, Unknown, type Value } from "../value.ts";
import { Leave, type World } from "../world.ts";
import { bareNode, call, made, member, routineOf } from "./calls.ts";
import { exporting, importing } from "./modules.ts";
import { assignment, classOf, record } from "./objects.ts";
import { augmented, binary, unary, update } from "./operators.ts";
import type { Machine, Read } from "./machine.ts";
import { attempt, branch, choice, declaration, forIn, loop } from "./statements.ts";
import { joined } from "./texts.ts";

const inside: Read = (node, scope, machine) => machine.body(parts(node), scope);
const first: Read = (node, scope, machine) => {
  const [only] = parts(node);
  return only === undefined ? null : machine.evaluate(only, scope);
};
const leave =
  (by: "return" | "break" | "next"): Read =>
  (node, scope, machine) => {
    throw new Leave(by, by === "return" ? first(node, scope, machine) : null);
  };
const nothing: Read = () => null;
const routine: Read = (node, scope, machine) => {
  const made = machine.routine(node, scope);
  const name = field(node, "name")?.text;
  if (name !== undefined && node.type.endsWith("_declaration")) scope.declare(name, made);
  return made;
};

const name: Read = ({ text }, scope, machine) =>
  scope.has(text) ? (scope.get(text) ?? null) : (machine.world.name(text) ?? new Unknown(text));

const list: Read = (node, scope, machine) =>
  parts(node).flatMap((part): readonly Value[] => {
    const value = machine.evaluate(part, scope);
    return part.type === "spread_element" && isList(value) ? value : [value];
  });

const raised: Read = (node, _scope, machine) => {
  const args: Arguments = { list: [], named: new Map(), letters: [], spot: spotOf(node), text: node.text };
  machine.world.stray("throw", args);
  throw new Leave("return");
};

const same = (read: Read, ...types: readonly string[]): Readonly<Record<string, Read>> =>
  Object.fromEntries(types.map((type) => [type, read]));

/** What each kind of node stands for. */
const READ: Readonly<Record<string, Read>> = {
  ...same(joined, "string", "template_string"),
  ...same(({ text }) => Number(text.replaceAll("_", "")), "number"),
  ...same(
    nothing,
    "null",
    "undefined",
    "empty_statement",
    "interface_declaration",
    "type_alias_declaration",
    "hash_bang_line",
  ),
  ...same(() => true, "true"),
  ...same(() => false, "false"),
  ...same(name, "identifier", "shorthand_property_identifier"),
  ...same((_node, scope) => scope.get("this") ?? new Unknown("this"), "this"),
  ...same(list, "array"),
  ...same(record, "object"),
  ...same(routine, "arrow_function", "function_expression", "function_declaration", "generator_function"),
  ...same(classOf, "class", "class_declaration", "abstract_class_declaration"),
  ...same(
    (node, scope, machine) => machine.evaluate(bareNode(node), scope),
    "parenthesized_expression",
    "non_null_expression",
    "as_expression",
    "satisfies_expression",
    "await_expression",
  ),
  ...same(first, "expression_statement", "spread_element", "type_assertion", "else_clause"),
  ...same((node, scope, machine) => machine.body(parts(node), new Scope(scope)), "statement_block"),
  ...same(inside, "finally_clause", "program", "sequence_expression"),
  ...same(declaration, "lexical_declaration", "variable_declaration"),
  ...same(branch, "if_statement", "ternary_expression"),
  ...same(forIn, "for_in_statement"),
  ...same(loop, "for_statement", "while_statement"),
  ...same(choice, "switch_statement"),
  ...same(attempt, "try_statement"),
  ...same(leave("return"), "return_statement"),
  ...same(leave("break"), "break_statement"),
  ...same(leave("next"), "continue_statement"),
  ...same(raised, "throw_statement"),
  ...same(assignment, "assignment_expression"),
  ...same(augmented, "augmented_assignment_expression"),
  ...same(update, "update_expression"),
  ...same(exporting, "export_statement"),
  ...same(importing, "import_statement"),
  ...same(binary, "binary_expression"),
  ...same(unary, "unary_expression"),
  ...same(call, "call_expression"),
  ...same(made, "new_expression"),
  ...same(member, "member_expression", "subscript_expression"),
  ERROR: (node, _scope, machine) => {
    machine.world.broken(spotOf(node), node.text);
    return null;
  },
};

/** Reads a module as if it were loaded; what it answers is what it exports. */
export function readModule(root: Node, world: World): ReadonlyMap<string, Value> {
  const { step, inside: within } = limits();
  const machine: Machine = {
    world,
    exported: new Map(),
    step,
    evaluate: (node, scope) =>
      within(
        () =>
          READ[node.type]?.(node, scope, machine) ?? (READ[node.type] === undefined ? new Unknown(node.text) : null),
      ),
    body(nodes, scope) {
      for (const node of nodes) if (node.type === "function_declaration") machine.evaluate(node, scope);
      let value: Value = null;
      for (const node of nodes) value = machine.evaluate(node, scope);
      return value;
    },
    routine: (node, scope) => routineOf(node, scope, machine),
  };
  machine.body(parts(root), new Scope());
  return machine.exported;
}
