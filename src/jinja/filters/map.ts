import type { Filter, Frame } from "../frame.ts";
import { iterate } from "../iterate.ts";
import type { Run } from "../run.ts";
import { truth } from "../truth.ts";
import { Unknown, type Arguments, type Value } from "../value.ts";
import { getter } from "./getter.ts";

const map: Filter = (value, args, run, frame) => {
  const items = iterate(value, run);
  const attribute = args.named.get("attribute");
  if (attribute !== undefined) {
    const by = getter(attribute, run, args.named.get("default"));
    return items.map(by);
  }
  const [name = null, ...rest] = args.positional;
  const filter = frame.host.filters.get(run.text(name));
  if (filter === undefined) throw run.failure(`the filter \`${run.text(name).slice(0, 40)}\`, which is not known`);
  return items.map((item) =>
    item instanceof Unknown ? item : filter(item, { positional: rest, named: args.named }, run, frame),
  );
};

function judge(item: Value, { positional, named }: Arguments, run: Run, frame: Frame): boolean {
  const [name, ...rest] = positional;
  if (name === undefined) return truth(item);
  const test = frame.host.tests.get(run.text(name));
  if (test === undefined) throw run.failure(`the test \`${run.text(name).slice(0, 40)}\`, which is not known`);
  return truth(test(item, { positional: rest, named }, run, frame));
}

/** `select`, `reject` and their forms on an attribute. */
const chosen =
  (wanted: boolean, onAttribute: boolean): Filter =>
  (value, { positional, named }, run, frame) => {
    const [attribute] = onAttribute ? positional : [];
    const rest = onAttribute ? positional.slice(1) : positional;
    const by = getter(attribute, run);
    return iterate(value, run).filter((item) => judge(by(item), { positional: rest, named }, run, frame) === wanted);
  };

export const mapFilters: readonly (readonly [string, Filter])[] = [
  ["map", map],
  ["select", chosen(true, false)],
  ["reject", chosen(false, false)],
  ["selectattr", chosen(true, true)],
  ["rejectattr", chosen(false, true)],
];
