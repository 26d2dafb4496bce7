import { pluralOf, singularOf, underscored } from "./inflections.ts";
import { type Arguments, isList, isMap, Routine, Unknown, type Value } from "../value.ts";
import { Leave } from "../world.ts";

/** What Ruby's own classes answer; undefined where it is not one of the few that migrations need. */
export function builtin(receiver: Value, name: string, args: Arguments): Value | undefined {
  if (receiver instanceof Routine) return name === "call" ? receiver.run(args.list) : undefined;
  if (name === "freeze" || name === "dup" || name === "itself" || name === "to_a") return receiver;
  if (name === "nil?") return receiver === null;
  if (name === "present?") return !blank(receiver);
  if (name === "blank?") return blank(receiver);
  if (name === "tap") {
    args.block?.run([receiver]);
    return receiver;
  }
  if (typeof receiver === "string") return ofText(receiver, name, args);
  if (typeof receiver === "number") return ofNumber(receiver, name, args);
  if (isList(receiver)) return ofList(receiver, name, args);
  if (isMap(receiver)) return ofMap(receiver, name, args);
  if (receiver === null && name === "to_s") return "";
  return undefined;
}

const blank = (value: Value): boolean =>
  value === null ||
  value === false ||
  (typeof value === "string" && value.trim() === "") ||
  (isList(value) && value.length === 0) ||
  (isMap(value) && value.size === 0);

function ofText(text: string, name: string, { list }: Arguments): Value | undefined {
  const [one, two] = list;
  switch (name) {
    case "to_s":
    case "to_sym":
    case "to_str":
    case "inspect":
    case "chomp":
    case "strip_heredoc":
    case "html_safe":
      return text;
    case "strip":
      return text.trim();
    case "squish":
    case "squish!":
      return text.trim().replaceAll(/\s+/g, " ");
    case "upcase":
      return text.toUpperCase();
    case "downcase":
      return text.toLowerCase();
    case "pluralize":
    case "tableize":
      return pluralOf(name === "tableize" ? underscored(text) : text);
    case "singularize":
      return singularOf(text);
    case "underscore":
      return underscored(text);
    case "camelize":
    case "classify":
      return text.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    case "length":
    case "size":
      return text.length;
    case "to_i":
      return Number.parseInt(text, 10) || 0;
    case "split":
      return typeof one === "string" ? text.split(one) : text.split(/\s+/).filter((word) => word !== "");
    case "sub":
    case "gsub":
    case "delete":
      if (typeof one !== "string") return undefined;
      return name === "sub" ? text.replace(one, wordOf(two)) : text.replaceAll(one, wordOf(two));
    case "include?":
      return typeof one === "string" ? text.includes(one) : undefined;
    case "start_with?":
      return list.some((word) => typeof word === "string" && text.startsWith(word));
    case "end_with?":
      return list.some((word) => typeof word === "string" && text.endsWith(word));
    case "in?":
      return isList(one) && !one.some((value) => value instanceof Unknown) ? one.includes(text) : undefined;
    default:
      return undefined;
  }
}

const wordOf = (value: Value | undefined): string => (typeof value === "string" ? value : "");
const AGES = /^(second|minute|hour|day|week|month|year)s?$/;

function ofNumber(number: number, name: string, args: Arguments): Value | undefined {
  if (name === "to_s") return String(number);
  if (name === "to_i" || AGES.test(name)) return number;
  if (["kilobyte", "megabyte"].includes(name.replace(/s$/, "")))
    return number * (name.startsWith("kilo") ? 1024 : 1024 ** 2);
  if (name === "times") {
    for (let i = 0; i < Math.min(number, 1000); i++) args.block?.run([i]);
    return number;
  }
  return undefined;
}

function ofList(list: readonly Value[], name: string, { list: given, block }: Arguments): Value | undefined {
  const [one] = given;
  switch (name) {
    case "each":
    case "reverse_each":
      return over(name === "each" ? list : list.toReversed(), block, list);
    case "each_with_index":
      return over(
        list.map((value, i): Value => [value, i]),
        block,
        list,
      );
    case "map":
    case "collect":
    case "flat_map":
    case "filter_map": {
      const made = list.map((value) => block?.run([value]) ?? value);
      if (name === "filter_map") return made.filter((value) => value !== null && value !== false);
      return name === "flat_map" ? made.flat() : made;
    }
    case "join":
      return list.some((value) => typeof value === "object") ? undefined : list.map(String).join(wordOf(one));
    case "first":
      return list[0] ?? null;
    case "last":
      return list.at(-1) ?? null;
    case "reverse":
      return list.toReversed();
    case "compact":
      return list.filter((value) => value !== null);
    case "flatten":
      return list.flatMap((value) => (isList(value) ? value : [value]));
    case "uniq":
      return [...new Set(list)];
    case "sort":
      return list.every((value) => typeof value === "string") ? list.toSorted((a, b) => (a < b ? -1 : 1)) : undefined;
    case "size":
    case "length":
    case "count":
      return block === undefined ? list.length : undefined;
    case "empty?":
      return list.length === 0;
    case "any?":
      return block === undefined ? list.length > 0 : undefined;
    case "include?":
      return list.includes(one ?? null);
    case "select":
    case "filter":
    case "reject": {
      const answers = list.map((value) => block?.run([value]));
      if (answers.some((answer) => answer === undefined || answer instanceof Unknown)) return undefined;
      return list.filter((_, i) => truthy(answers[i]) === (name !== "reject"));
    }
    case "zip":
      return isList(one) ? list.map((value, i): Value => [value, one[i] ?? null]) : undefined;
    case "each_slice":
      return over([list], block, list);
    default:
      return undefined;
  }
}

const truthy = (value: Value | undefined): boolean => value !== undefined && value !== null && value !== false;

function ofMap(map: ReadonlyMap<string, Value>, name: string, args: Arguments): Value | undefined {
  const { list, block, named } = args;
  const pairs = [...map].map(([key, value]): Value => [key, value]);
  switch (name) {
    case "each":
    case "each_pair":
      return over(pairs, block, map);
    case "keys":
      return [...map.keys()];
    case "values":
      return [...map.values()];
    case "merge":
      return new Map([...map, ...(isMap(list[0]) ? list[0] : []), ...named]);
    case "each_key":
      return over([...map.keys()], block, map);
    case "each_value":
      return over([...map.values()], block, map);
    case "to_json":
      return [...map.values()].every((value) => typeof value !== "object")
        ? JSON.stringify(Object.fromEntries(map))
        : undefined;
    default:
      return ofList(pairs, name, args);
  }
}

/** A loop over what is known, until the block leaves it. */
function over(values: readonly Value[], block: Routine | undefined, answer: Value): Value {
  for (const value of values) {
    try {
      block?.run([value]);
    } catch (left) {
      if (!(left instanceof Leave) || left.by !== "break") throw left;
      break;
    }
  }
  return answer;
}
