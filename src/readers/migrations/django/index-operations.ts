import { itemsOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteName } from "../../../sql/quote.ts";
import { argument as arg, type Known, modelOf } from "./step.ts";
import type { Editor } from "./editor.ts";
import { constraintOf } from "./indexes.ts";
import { hasTable, type Model, tableOf, withModel } from "./state.ts";

/** An option of the model that is a list of indexes or constraints, with one more or one less. */
function listed(
  model: Model,
  option: "indexes" | "constraints",
  change: (items: readonly Value[]) => readonly Value[],
): Model {
  return {
    ...model,
    options: { ...model.options, [option]: { is: "list", items: [...change(itemsOf(model.options[option]) ?? [])] } },
  };
}

const isNamed = (value: Value, name: string | undefined): boolean =>
  value.is === "call" && textOf(value.named["name"]) === name;

export const index =
  (change: "add" | "remove", apart: boolean): Known =>
  (call, before, app) => {
    const model = modelOf(call, before, app);
    const given = arg(call, 1, change === "add" ? "index" : "name");
    if (model === undefined || given === undefined) return undefined;
    const name = change === "add" ? (given.is === "call" ? textOf(given.named["name"]) : undefined) : textOf(given);
    if (name === undefined) return undefined;
    const value =
      change === "add" ? given : (itemsOf(model.options["indexes"]) ?? []).find((one) => isNamed(one, name));
    const add = (editor: Editor): void => {
      if (value !== undefined) editor.addIndex(value, model, before, { apart });
    };
    const remove = (editor: Editor): void => {
      if (hasTable(model)) editor.removeIndex(name, apart);
    };
    const now = listed(model, "indexes", (all) =>
      change === "add" ? [...all, given] : all.filter((one) => !isNamed(one, name)),
    );
    return {
      after: withModel(before, now),
      forward: change === "add" ? add : remove,
      backward: change === "add" ? remove : add,
    };
  };

export const constraint =
  (change: "add" | "remove", valid = true): Known =>
  (call, before, app) => {
    const model = modelOf(call, before, app);
    const given = arg(call, 1, change === "add" ? "constraint" : "name");
    if (model === undefined || given === undefined) return undefined;
    const name = change === "add" ? (given.is === "call" ? textOf(given.named["name"]) : undefined) : textOf(given);
    const value =
      change === "add" ? given : (itemsOf(model.options["constraints"]) ?? []).find((one) => isNamed(one, name));
    const made = value === undefined ? undefined : constraintOf(value, model, before, valid);
    const add = (editor: Editor): void => {
      if (!hasTable(model)) return;
      if (made === undefined)
        editor.draft.unknown(`the constraint \`${name ?? ""}\` is put together by the program`, call.at, false);
      else editor.run(made.add);
    };
    const remove = (editor: Editor): void => {
      if (!hasTable(model) || name === undefined) return;
      editor.flush();
      editor.run(
        made?.remove ?? `ALTER TABLE ${quoteName(tableOf(model))} DROP CONSTRAINT IF EXISTS ${quoteName(name)}`,
      );
    };
    const now = listed(model, "constraints", (all) =>
      change === "add" ? [...all, given] : all.filter((one) => !isNamed(one, name)),
    );
    return {
      after: withModel(before, now),
      forward: change === "add" ? add : remove,
      backward: change === "add" ? remove : add,
    };
  };

export const validate: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  const name = textOf(arg(call, 1, "name"));
  if (model === undefined || name === undefined) return undefined;
  const run = (editor: Editor): void =>
    editor.run(`ALTER TABLE ${quoteName(tableOf(model))} VALIDATE CONSTRAINT ${quoteName(name)}`);
  return { after: before, forward: run, backward: () => undefined };
};

/** `RenameIndex`, from a name or from what Django had made of its fields. */
export const renameIndex: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  const now = textOf(arg(call, 1, "new_name"));
  const fields = itemsOf(call.named["old_fields"])?.map(textOf).join();
  const old = textOf(arg(call, 2, "old_name")) ?? model?.names.get(`index_together:${fields ?? ""}`);
  if (model === undefined || now === undefined || old === undefined) return undefined;
  const run = (editor: Editor, from: string, to: string): void => {
    if (!hasTable(model)) return;
    editor.flush();
    editor.run(`ALTER INDEX ${quoteName(from)} RENAME TO ${quoteName(to)}`);
  };
  const renamed = (one: Value): Value =>
    one.is === "call" && isNamed(one, old) ? { ...one, named: { ...one.named, name: { is: "text", text: now } } } : one;
  return {
    after: withModel(
      before,
      listed(model, "indexes", (all) => all.map(renamed)),
    ),
    forward: (editor) => run(editor, old, now),
    backward: (editor) => run(editor, now, old),
  };
};

/** `AlterConstraint` only tells the models of what changes nothing in the database. */
export const alterConstraint: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  const name = textOf(arg(call, 1, "name"));
  const now = arg(call, 2, "constraint");
  if (model === undefined || now === undefined) return undefined;
  const after = withModel(
    before,
    listed(model, "constraints", (all) => all.map((one) => (isNamed(one, name) ? now : one))),
  );
  return { after, forward: () => undefined, backward: () => undefined };
};
