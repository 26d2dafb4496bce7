import { type Call, itemsOf, text, textOf, type Value } from "../../../code/python/value.ts";
import { quoteName } from "../../../sql/quote.ts";
import { alterField } from "./alter-field.ts";
import type { Editor } from "./editor.ts";
import { isMany } from "./fields.ts";
import { renamedKeys } from "./kept-names.ts";
import { manyOf } from "./many.ts";
import { hasTable, keyOf, type Model, type State, tableOf, targetOf, withField, withModel } from "./state.ts";
import type { Step } from "./step.ts";

/** `RenameModel`: its table, its many-to-many tables, and everything that points to it. */
export function renameModel(call: Call, before: State, app: string): Step | undefined {
  const [from, to] = ["old_name", "new_name"].map((name, index) => textOf(call.named[name] ?? call.plain[index]));
  const model = from === undefined ? undefined : before.models.get(keyOf(app, from));
  if (model === undefined || from === undefined || to === undefined) return undefined;
  const [old, key] = [keyOf(app, from), keyOf(app, to)];
  const moved = withModel(before, { ...model, name: to }, old);
  const models = new Map([...moved.models].map(([id, one]) => [id, repointed(one, old, key, before)]));
  const after: State = { ...before, user: before.user === old ? key : before.user, models };
  const now = models.get(key) ?? model;
  return {
    after,
    forward: (editor) => rename(editor, [model, before], [now, after]),
    backward: (editor) => rename(editor, [now, after], [model, before]),
  };
}

/** Relations to the old name point to the new one. */
function repointed(model: Model, from: string, to: string, state: State): Model {
  const fields = [...model.fields].map(([name, value]) => {
    if (
      value.is !== "call" ||
      (value.named["to"] ?? value.plain[0])?.is !== "text" ||
      targetOf(value, model, state) !== from
    )
      return [name, value] as const;
    if (textOf(value.named["to"] ?? value.plain[0]) === "self") return [name, value] as const;
    return [name, { ...value, named: { ...value.named, to: text(to) } }] as const;
  });
  return { ...model, fields: new Map(fields) };
}

type Side = readonly [Model, State];

function rename(editor: Editor, [from, before]: Side, [to, after]: Side): void {
  if (!hasTable(to)) return;
  editor.renameTable(tableOf(from), tableOf(to));
  for (const [field, value] of from.fields) {
    const now = to.fields.get(field);
    if (!isMany(value) || now === undefined) continue;
    const [old, fresh] = [manyOf(field, value, from, before), manyOf(field, now, to, after)];
    if (old === undefined || fresh === undefined) continue;
    editor.renameTable(old.table, fresh.table);
    for (const [i, { column }] of old.sides.entries()) {
      const other = fresh.sides[i]?.column ?? column;
      if (column !== other)
        editor.run(`ALTER TABLE ${quoteName(fresh.table)} RENAME COLUMN ${quoteName(column)} TO ${quoteName(other)}`);
    }
  }
}

/** `RenameField`: the column, and the name wherever the model's options say it. */
export function renameField(call: Call, before: State, app: string): Step | undefined {
  const [name, from, to] = ["model_name", "old_name", "new_name"].map((word, index) =>
    textOf(call.named[word] ?? call.plain[index]),
  );
  const model = name === undefined ? undefined : before.models.get(keyOf(app, name));
  const value = from === undefined ? undefined : model?.fields.get(from);
  if (model === undefined || value === undefined || from === undefined || to === undefined) return undefined;
  const moved = withField(model, from, value, to);
  const options = Object.fromEntries(
    Object.entries(model.options).map(([key, one]) => [key, LISTS.has(key) ? replaced(one, from, to) : one]),
  );
  const names = renamedKeys(model.names, from, to);
  const now: Model = { ...moved, options, names };
  const after = withModel(before, now);
  const [one, other] = [
    { model, state: before, field: from, value },
    { model: now, state: after, field: to, value },
  ];
  return {
    after,
    forward: (editor) => alterField(editor, one, other),
    backward: (editor) => alterField(editor, other, one),
  };
}

const LISTS: ReadonlySet<string> = new Set(["unique_together", "index_together", "indexes", "constraints"]);

function replaced(value: Value, from: string, to: string): Value {
  if (value.is === "text")
    return value.text === from
      ? { is: "text", text: to }
      : value.text === `-${from}`
        ? { is: "text", text: `-${to}` }
        : value;
  if (value.is === "list") return { ...value, items: (itemsOf(value) ?? []).map((one) => replaced(one, from, to)) };
  if (value.is !== "call") return value;
  const fields = value.named["fields"];
  return fields === undefined ? value : { ...value, named: { ...value.named, fields: replaced(fields, from, to) } };
}
