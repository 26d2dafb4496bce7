import { shown } from "./strings.ts";
import { keyOf, list, text, truth, unknown, type Value } from "./value.ts";

/** Is it true, as Python's `if` asks? Undefined where nobody knows. */
export function isTrue(value: Value): boolean | undefined {
  switch (value.is) {
    case "text":
      return value.text !== "";
    case "number":
      return Number(value.text) !== 0;
    case "truth":
      return value.truth;
    case "none":
      return false;
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.size > 0;
    case "function":
    case "class":
      return true;
    default:
      return undefined;
  }
}

const isKnown = (value: Value): boolean =>
  ["text", "number", "truth", "none"].includes(value.is) || (value.is === "list" && value.items.every(isKnown));

/** One comparison; undefined where nobody knows. */
export function compare(left: Value, sign: string, right: Value): boolean | undefined {
  if (sign === "in" || sign === "not in") {
    const inside = contains(left, right);
    return inside === undefined ? undefined : inside === (sign === "in");
  }
  if (!isKnown(left) || !isKnown(right)) return undefined;
  const same = keyOf(left) === keyOf(right);
  if (sign === "==" || sign === "is") return same;
  if (sign === "!=" || sign === "is not" || sign === "<>") return !same;
  if (left.is !== "number" || right.is !== "number") return undefined;
  const difference = Number(left.text) - Number(right.text);
  if (sign === "<") return difference < 0;
  if (sign === ">") return difference > 0;
  return sign === "<=" ? difference <= 0 : sign === ">=" ? difference >= 0 : undefined;
}

function contains(one: Value, all: Value): boolean | undefined {
  if (all.is === "text" && one.is === "text") return all.text.includes(one.text);
  if (all.is === "map" && isKnown(one)) return all.entries.has(keyOf(one));
  if (all.is !== "list" || !isKnown(one)) return undefined;
  if (all.items.some((item) => isKnown(item) && keyOf(item) === keyOf(one))) return true;
  return all.items.every(isKnown) ? false : undefined;
}

/** `left + right` and its like; what is not known keeps its parts. */
export function combine(left: Value, sign: string, right: Value, source: string): Value {
  if (sign === "+") {
    if (left.is === "text" && right.is === "text") return text(left.text + right.text);
    if (left.is === "list" && right.is === "list") return list([...left.items, ...right.items]);
    if (isTextual(left) && isTextual(right)) return joined([left, right], source);
  }
  if (sign === "%" && isTextual(left)) return percent(left, right, source);
  if (sign === "*" && left.is === "text" && right.is === "number")
    return text(left.text.repeat(Math.min(Number(right.text) || 0, 1000)));
  if (left.is === "number" && right.is === "number") return arithmetic(left.text, sign, right.text, source);
  if (sign === "|" && left.is === "map" && right.is === "map")
    return { is: "map", entries: new Map([...left.entries, ...right.entries]) };
  return { is: "operation", sign, items: [left, right] };
}

function arithmetic(left: string, sign: string, right: string, source: string): Value {
  const [a, b] = [Number(left), Number(right)];
  const results: Readonly<Record<string, number>> = {
    "+": a + b,
    "-": a - b,
    "*": a * b,
    "//": Math.floor(a / b),
    "%": a % b,
    "**": a ** b,
  };
  const result = results[sign];
  return result === undefined || !Number.isSafeInteger(result)
    ? unknown(source)
    : { is: "number", text: String(result) };
}

const isTextual = (value: Value): boolean =>
  value.is === "text" || value.is === "name" || value.is === "member" || value.is === "call" || value.is === "unknown";

/** Texts and holes one after the other. */
export function joined(values: readonly Value[], source: string): Value {
  const pieces = [""];
  for (const value of values) {
    const known = shown(value);
    const more = known === undefined ? (value.is === "unknown" ? (value.pieces ?? ["", ""]) : ["", ""]) : [known];
    pieces.push(`${pieces.pop() ?? ""}${more[0] ?? ""}`, ...more.slice(1));
  }
  return pieces.length === 1 ? text(pieces[0] ?? "") : unknown(source, pieces);
}

function percent(left: Value, right: Value, source: string): Value {
  const template = left.is === "text" ? left.text : undefined;
  if (template === undefined) return unknown(source, ["", ""]);
  const plain = right.is === "list" ? right.items : [right];
  let next = 0;
  const values: Value[] = [];
  let from = 0;
  for (const hole of template.matchAll(/%(?:\((\w+)\))?([sdr%])/g)) {
    values.push(text(template.slice(from, hole.index)));
    from = hole.index + hole[0].length;
    const key = hole[1];
    if (hole[2] === "%") values.push(text("%"));
    else if (key === undefined) values.push(plain[next++] ?? unknown("%s"));
    else values.push((right.is === "map" ? right.entries.get(`"${key}`)?.[1] : undefined) ?? unknown(key));
  }
  return joined([...values, text(template.slice(from))], source);
}

/** `'…{}…{name}…'.format(…)`. */
export function formatted(
  template: string,
  plain: readonly Value[],
  named: Readonly<Record<string, Value>>,
  source: string,
): Value {
  const values: Value[] = [];
  let [from, next] = [0, 0];
  for (const hole of template.matchAll(/\{\{|\}\}|\{(\w*)(![sr])?\}|\{[^{}]*\}/g)) {
    values.push(text(template.slice(from, hole.index)));
    from = hole.index + hole[0].length;
    const key = hole[1];
    if (hole[0] === "{{" || hole[0] === "}}") values.push(text(hole[0].slice(1)));
    else if (key === undefined || hole[2] === "!r") values.push(unknown(hole[0]));
    else {
      const value = key === "" ? plain[next++] : /^\d+$/.test(key) ? plain[Number(key)] : named[key];
      values.push(value ?? unknown(hole[0]));
    }
  }
  return joined([...values, text(template.slice(from))], source);
}

/** `not x`, where known. */
export const not = (value: Value, source: string): Value => {
  const known = isTrue(value);
  return truth(known === undefined ? undefined : !known, source);
};
