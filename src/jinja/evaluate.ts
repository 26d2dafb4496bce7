import { attributeOf, itemOf, sliceOf } from "./attributes.ts";
import { binary, unary } from "./operators.ts";
import { contains, equal, order } from "./compare.ts";
import { callValue, argumentsOf } from "./call.ts";
import type { Frame } from "./frame.ts";
import { ghostly } from "./ghost.ts";
import { lift, standOf } from "./lift.ts";
import { truth } from "./truth.ts";
import type { Expression } from "./tree.ts";
import { Dict, Float, Tuple, orUndefined, Undefined, Unknown, type Value } from "./value.ts";

/** Filters that compare a list's elements: one that is tainted taints the whole. */
const ORDERING: ReadonlySet<string> = new Set(["sort", "min", "max", "sum", "unique", "groupby"]);

/** Tests that a tainted value passes or fails for certain. */
const OF_TAINT: ReadonlySet<string> = new Set(["defined", "undefined", "tainted"]);

/** The value of an expression. Throws `Failure` only. */
export function evaluate(node: Expression, frame: Frame): Value {
  const { run } = frame;
  run.at = node.at;
  run.charge(1);
  run.depth += 1;
  if (run.depth > run.limits.depth) throw run.failure("calls nested too deep", "limit");
  const value = valueOf(node, frame);
  run.depth -= 1;
  return value;
}

function valueOf(node: Expression, frame: Frame): Value {
  const { run } = frame;
  switch (node.kind) {
    case "literal":
      return node.value;
    case "float":
      return new Float(node.value);
    case "name":
      return orUndefined(frame.scope.get(node.name), node.name);
    case "list":
      return node.items.map((item) => evaluate(item, frame));
    case "tuple":
      return new Tuple(node.items.map((item) => evaluate(item, frame)));
    case "dict": {
      const dict = new Dict();
      for (const [key, value] of node.entries) dict.set(evaluate(key, frame), evaluate(value, frame));
      return dict;
    }
    case "unary": {
      const value = evaluate(node.operand, frame);
      const { operator } = node;
      const compute = (of: Value): Value => (operator === "not" ? !truth(of) : unary(operator, of, run));
      return value instanceof Unknown ? lift([value], ([of = null]) => compute(of)) : compute(value);
    }
    case "binary": {
      const left = evaluate(node.left, frame);
      const right = evaluate(node.right, frame);
      run.at = node.at;
      if (left instanceof Unknown || right instanceof Unknown)
        return lift([left, right], ([a = null, b = null]) => binary(node.operator, a, b, run));
      return binary(node.operator, left, right, run);
    }
    case "logic":
      return logic(node, frame);
    case "compare":
      return compare(node, frame);
    case "concat":
      return run.sized(node.parts.map((part) => run.text(evaluate(part, frame))).join(""));
    case "choice":
      return choice(node, frame);
    case "attribute": {
      const of = evaluate(node.of, frame);
      run.at = node.at;
      return attributeOf(of, node.name, run, frame.host);
    }
    case "item": {
      const of = evaluate(node.of, frame);
      const key = evaluate(node.key, frame);
      run.at = node.at;
      return itemOf(of, key, run, frame.host);
    }
    case "slice": {
      const of = evaluate(node.of, frame);
      const bounds = node.bounds.map((bound) => (bound === undefined ? undefined : evaluate(bound, frame)));
      return sliceOf(of, bounds, run);
    }
    case "call": {
      const callee = evaluate(node.callee, frame);
      const args = argumentsOf(node.args, frame, evaluate);
      run.at = node.at;
      return callValue(callee, args, run, frame.host);
    }
    case "filter": {
      const value = node.of === undefined ? null : evaluate(node.of, frame);
      return applyFilter(node, value, frame);
    }
    case "test": {
      const value = evaluate(node.of, frame);
      const args = argumentsOf(node.args, frame, evaluate);
      run.at = node.at;
      return runTest(node.name, value, args, frame);
    }
    default:
      return node satisfies never;
  }
}

function logic({ operator, left, right }: Extract<Expression, { kind: "logic" }>, frame: Frame): Value {
  const first = evaluate(left, frame);
  const decided = truth(first) === (operator === "or");
  if (!(first instanceof Unknown)) return decided ? first : evaluate(right, frame);
  if (decided) return first;
  const second = evaluate(right, frame);
  return second instanceof Unknown && !second.assumed
    ? second
    : new Unknown(first.reason, standOf(second), first.assumed);
}

function choice(node: Extract<Expression, { kind: "choice" }>, frame: Frame): Value {
  const test = evaluate(node.test, frame);
  const taken = truth(test) ? node.yes : node.otherwise;
  const other = truth(test) ? node.otherwise : node.yes;
  const taint = frame.run.taintOf(test);
  if (taint !== undefined && other !== undefined) ghostly(frame, () => void evaluate(other, frame));
  const value = taken === undefined ? new Undefined("the other half of an `if`") : evaluate(taken, frame);
  if (taint?.assumed === true) frame.run.assumed.add(taint.reason);
  return taint === undefined || taint.assumed ? value : new Unknown(taint.reason, standOf(value));
}

/** Keeps the compiler from narrowing a first value to itself. */
const asValue = (value: Value): Value => value;

function compare(node: Extract<Expression, { kind: "compare" }>, frame: Frame): Value {
  const { run } = frame;
  let left = evaluate(node.first, frame);
  let answer = asValue(true);
  for (const { operator, operand } of node.rest) {
    const right = evaluate(operand, frame);
    run.at = node.at;
    const one = compareTwo(operator, left, right, frame);
    answer = answer instanceof Unknown && one === true ? answer : one;
    if (!truth(one) && !(one instanceof Unknown)) return false;
    left = right;
  }
  return answer;
}

function compareTwo(operator: string, left: Value, right: Value, { run }: Frame): Value {
  const a = run.taintOf(left);
  const b = run.taintOf(right);
  if (a !== undefined || b !== undefined) return lift([a ?? left, b ?? right], ([x = null, y = null]) => plain(x, y));
  return plain(left, right);

  function plain(x: Value, y: Value): Value {
    switch (operator) {
      case "==":
        return equal(x, y, run);
      case "!=":
        return !equal(x, y, run);
      case "in":
        return contains(y, x, run);
      case "not in":
        return !contains(y, x, run);
      default: {
        const by = order(x, y, run);
        return operator === "<" ? by < 0 : operator === "<=" ? by <= 0 : operator === ">" ? by > 0 : by >= 0;
      }
    }
  }
}

/** A filter on a value that is there already, as a filter block has it. */
export function applyFilter(node: Extract<Expression, { kind: "filter" }>, value: Value, frame: Frame): Value {
  const { run, host } = frame;
  const args = argumentsOf(node.args, frame, evaluate);
  run.at = node.at;
  const filter = host.filters.get(node.name);
  if (filter === undefined) throw run.failure(`the filter \`${node.name}\`, which is not known`);
  const all = [value, ...args.positional, ...args.named.values()];
  if (ORDERING.has(node.name) && Array.isArray(value)) {
    const taint = value.find((item) => item instanceof Unknown);
    if (taint instanceof Unknown) return lift([taint], () => filter(value.map(standOf), args, run, frame));
  }
  if (!all.some((one) => one instanceof Unknown)) return run.cutFrom(value, filter(value, args, run, frame));
  return lift(all, ([stand = null, ...rest]) => {
    const positional = rest.slice(0, args.positional.length);
    const named = new Map([...args.named.keys()].map((name, i) => [name, rest[args.positional.length + i] ?? null]));
    return filter(stand, { positional, named }, run, frame);
  });
}

export function runTest(name: string, value: Value, args: Parameters<typeof callValue>[1], frame: Frame): Value {
  const { run, host } = frame;
  const test = host.tests.get(name);
  if (test === undefined) throw run.failure(`the test \`${name}\`, which is not known`);
  if (!(value instanceof Unknown) || OF_TAINT.has(name)) return test(value, args, run, frame);
  return lift([value], ([stand = null]) => test(stand, args, run, frame));
}
