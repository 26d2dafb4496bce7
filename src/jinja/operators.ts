import { numberOf } from "./compare.ts";
import { formatPercent } from "./format-percent.ts";
import { kindOf } from "./iterate.ts";
import { Float, PySet, Thing, Tuple, type Running, type Value } from "./value.ts";

const isFloat = (a: Value, b: Value): boolean => a instanceof Float || b instanceof Float;

/** A binary operator as Python has it: `/` makes floats, `//` and `%` round down, `+` joins lists, `%` formats. */
export function binary(operator: string, a: Value, b: Value, run: Running): Value {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== undefined && y !== undefined) return numbers(operator, x, y, isFloat(a, b), run);
  if (operator === "+") {
    if (typeof a === "string" && typeof b === "string") return run.sized(a + b);
    if (Array.isArray(a) && Array.isArray(b)) return grown([...a, ...b], run);
    if (a instanceof Tuple && b instanceof Tuple) return new Tuple(grown([...a.items, ...b.items], run));
  }
  if (operator === "*") {
    if (y !== undefined) return repeated(a, y, run);
    if (x !== undefined) return repeated(b, x, run);
  }
  if (operator === "%" && typeof a === "string") return run.sized(formatPercent(a, b, run));
  if (operator === "-" && a instanceof PySet && b instanceof PySet)
    return PySet.of(a.items.keys().filter((key) => !b.items.has(key)));
  if (a instanceof Thing && a.operate !== undefined) {
    const answer = a.operate(operator, b);
    if (answer !== undefined) return answer;
  }
  throw run.failure(`\`${operator}\` between ${kindOf(a)} and ${kindOf(b)}, which cannot be`);
}

const grown = (items: Value[], run: Running): Value[] => {
  run.charge(items.length);
  return items;
};

function repeated(value: Value, times: number, run: Running): Value {
  const count = Math.max(0, Math.trunc(times));
  if (typeof value === "string") {
    run.charge((value.length * count) >> 4);
    if (value.length * count > 100_000_000) throw run.failure("a text that is too long", "limit");
    return run.sized(value.repeat(count));
  }
  const items = value instanceof Tuple ? value.items : value;
  if (!Array.isArray(items)) throw run.failure(`\`*\` on ${kindOf(value)}, which cannot be`);
  run.charge(items.length * count);
  const all = Array.from({ length: count }, () => items as readonly Value[]).flat();
  return value instanceof Tuple ? new Tuple(all) : all;
}

function numbers(operator: string, x: number, y: number, float: boolean, run: Running): Value {
  const made = (value: number): Value => {
    if (!float && !Number.isFinite(value)) throw run.failure("a number that is too large", "limit");
    return float ? new Float(value) : value;
  };
  switch (operator) {
    case "+":
      return made(x + y);
    case "-":
      return made(x - y);
    case "*":
      return made(x * y);
    case "**":
      return y < 0 ? new Float(x ** y) : made(x ** y);
    default:
      break;
  }
  if (y === 0) throw run.failure("a division by zero");
  if (operator === "/") return new Float(x / y);
  if (operator === "//") return made(Math.floor(x / y));
  return made(x - Math.floor(x / y) * y);
}

export function unary(operator: "-" | "+", value: Value, run: Running): Value {
  const number = numberOf(value);
  if (number === undefined) throw run.failure(`\`${operator}\` before ${kindOf(value)}, which cannot be`);
  const signed = operator === "-" ? -number : number;
  return value instanceof Float ? new Float(signed) : signed === 0 ? 0 : signed;
}
