import { entriesOf, get, itemsOf, plain, textOf, type Plain } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A test or constraint, spelt the same however the file spells it: `accepted_values(values=["a"])`. */
export interface DeclaredTest {
  readonly text: string;
  readonly line: number;
  /** Where its settings are said, far to near. */
  readonly layers: readonly Yaml[];
}

/** What a test is called, when it runs and how loud it is does not change what it promises. */
const BESIDE: ReadonlySet<string> = new Set(
  "name description config tags meta severity enabled warn_if error_if store_failures store_failures_as limit fail_calc alias database schema group arguments test_name".split(
    " ",
  ),
);

/** The tests of a model, a column or a source table, in the old spelling (`tests`) and the new (`data_tests`). */
export function testsOf(item: Yaml): readonly DeclaredTest[] {
  const tests = [...itemsOf(get(item, "tests")), ...itemsOf(get(item, "data_tests"))].flatMap(test);
  return [...tests, ...itemsOf(get(item, "constraints")).flatMap(constraint)];
}

function test(from: Yaml): readonly DeclaredTest[] {
  const short = textOf(from);
  if (short !== undefined) return [{ text: short, line: from.line, layers: [] }];
  const entries = entriesOf(from);
  const [first] = entries;
  if (first === undefined) return [];
  const named = textOf(get(from, "test_name"));
  // `- unique:` with its arguments not indented is common and means the same.
  const args = named === undefined ? [first.value, ...beside(from, first.key)] : [from];
  const layers = args.flatMap((at) => [at, get(at, "config")]).filter((layer) => layer !== undefined);
  return [{ text: spelt(named ?? first.key, args), line: from.line, layers }];
}

const beside = (from: Yaml, key: string): readonly Yaml[] => {
  const rest = entriesOf(from).filter((entry) => entry.key !== key);
  return rest.length === 0 ? [] : [{ kind: "map", line: from.line, entries: rest }];
};

/** The rows that a test looks at are part of what it promises. */
function where(at: Yaml): readonly Yaml[] {
  const found = get(at, "config", "where");
  if (found === undefined) return [];
  return [{ kind: "map", line: at.line, entries: [{ key: "where", line: at.line, value: found }] }];
}

function spelt(name: string, from: readonly Yaml[]): string {
  const all = from.flatMap((at) => [at, ...[get(at, "arguments")].filter((args) => args !== undefined), ...where(at)]);
  const args = new Map<string, string>();
  for (const { key, value } of all.flatMap(entriesOf))
    if (!BESIDE.has(key)) args.set(key, `${key}=${JSON.stringify(sorted(plain(value)))}`);
  const list = [...args.keys()].sort().map((key) => args.get(key));
  return list.length === 0 ? name : `${name}(${list.join(", ")})`;
}

function sorted(value: Plain): Plain {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Plain) => sorted(item));
  const entries: [string, Plain][] = Object.entries(value as Readonly<Record<string, Plain>>);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

function constraint(from: Yaml): readonly DeclaredTest[] {
  const type = textOf(get(from, "type"));
  if (type === undefined) return [];
  const columns = itemsOf(get(from, "columns")).flatMap((item) => textOf(item) ?? []);
  const detail = [...columns, textOf(get(from, "expression")), textOf(get(from, "to"))].filter(
    (part) => part !== undefined,
  );
  return [
    { text: `constraint ${type}${detail.length > 0 ? `(${detail.join(", ")})` : ""}`, line: from.line, layers: [] },
  ];
}
