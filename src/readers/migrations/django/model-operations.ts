import { itemsOf, textOf } from "../../../code/python/value.ts";
import type { Editor } from "./editor.ts";
import { namesOfAll } from "./kept-names.ts";
import { hasTable, keyOf, type Model, type State, tableOf, withModel, withoutModel } from "./state.ts";
import { argument as arg, type Known, modelOf, type Step } from "./step.ts";

export const nothing = (after: State): Step => ({ after, forward: () => undefined, backward: () => undefined });

export const createModel: Known = (call, before, app) => {
  const name = textOf(arg(call, 0, "name"));
  const fields = itemsOf(arg(call, 1, "fields"));
  if (name === undefined || fields === undefined) return undefined;
  const options = arg(call, 2, "options");
  const pairs = fields.flatMap((pair) => {
    const [field, value] = itemsOf(pair) ?? [];
    return field?.is === "text" && value !== undefined ? [[field.text, value] as const] : [];
  });
  const entries = options?.is === "map" ? [...options.entries.values()] : [];
  const bases = itemsOf(arg(call, 3, "bases")) ?? [];
  const said = Object.fromEntries(entries.flatMap(([key, one]) => (key.is === "text" ? [[key.text, one]] : [])));
  const bare: Model = { app, name, fields: new Map(pairs), options: said, bases, names: new Map() };
  const model = namesOfAll(bare, withModel(before, bare));
  const after = withModel(before, model);
  return {
    after,
    forward: (editor) => editor.createModel(model, after),
    backward: (editor) => editor.deleteModel(model, after),
  };
};

export const deleteModel: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  if (model === undefined) return undefined;
  return {
    after: withoutModel(before, keyOf(app, model.name)),
    forward: (editor) => editor.deleteModel(model, before),
    backward: (editor) => editor.createModel(model, before),
  };
};

const rename = (editor: Editor, from: Model, to: Model): void => {
  if (hasTable(to)) editor.renameTable(tableOf(from), tableOf(to));
};

export const alterTable: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  if (model === undefined) return undefined;
  const table = arg(call, 1, "table") ?? { is: "none" };
  const now: Model = { ...model, options: { ...model.options, db_table: table } };
  return {
    after: withModel(before, now),
    forward: (editor) => rename(editor, model, now),
    backward: (editor) => rename(editor, now, model),
  };
};

export const alterOptions: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  const options = arg(call, 1, "options");
  if (model === undefined) return undefined;
  const { managed: _, ...kept } = model.options;
  const managed = options?.is === "map" ? options.entries.get('"managed')?.[1] : undefined;
  return nothing(withModel(before, { ...model, options: managed === undefined ? kept : { ...kept, managed } }));
};
