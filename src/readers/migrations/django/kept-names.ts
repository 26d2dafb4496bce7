import { columnName } from "./column-name.ts";
import { objectsOf } from "./column-objects.ts";
import { columnOf } from "./fields.ts";
import { madeName } from "./names.ts";
import { type Model, type State, tableOf, together, withModel } from "./state.ts";

/** The names that come with a new table. */
export function namesOfAll(model: Model, state: State): Model {
  const names = [...model.fields].flatMap(([field, value]) => {
    const column = columnOf(field, value, model, state);
    return column === undefined ? [] : [...objectsOf(column, tableOf(model), "key")];
  });
  return withTogether({ ...model, names: new Map(names) }, model);
}

/** The same for one field that came or changed: what it had keeps its name. */
export function namesOfOne(
  model: Model,
  field: string,
  was: Model,
  { before, label }: { readonly before: State; readonly label: "key" | "uniq" },
): Model {
  const value = model.fields.get(field);
  const column = value === undefined ? undefined : columnOf(field, value, model, withModel(before, model));
  const old = was.fields.get(field);
  const stood = old === undefined ? undefined : columnOf(field, old, was, before);
  const names = new Map(was.names);
  const fresh = column === undefined ? new Map<string, string>() : objectsOf(column, tableOf(model), label);
  for (const kind of ["unique", "foreign", "index", "like"]) {
    const key = `${kind}:${field}`;
    const name = fresh.get(key);
    const moved = kind === "foreign" && stood?.points?.table !== column?.points?.table;
    if (name === undefined) names.delete(key);
    else if (!names.has(key) || moved) names.set(key, name);
  }
  return { ...model, names };
}

/** Each list of fields that are unique together gets its name when it comes. */
export function withTogether(model: Model, was: Model): Model {
  const names = new Map(model.names);
  for (const [option, suffix] of [
    ["unique_together", "_uniq"],
    ["index_together", "_idx"],
  ] as const)
    for (const fields of together(model.options[option])) {
      const key = `${option}:${fields.join()}`;
      const columns = fields.map((field) => columnName(field, model));
      names.set(key, was.names.get(key) ?? madeName(tableOf(model), columns, suffix));
    }
  return { ...model, names };
}

/** After a field took another name. */
export const renamedKeys = (
  names: ReadonlyMap<string, string>,
  from: string,
  to: string,
): ReadonlyMap<string, string> =>
  new Map(
    [...names].map(([key, name]) => {
      const [kind = "", fields = ""] = key.split(":");
      return [
        `${kind}:${fields
          .split(",")
          .map((field) => (field === from ? to : field))
          .join()}`,
        name,
      ] as const;
    }),
  );
