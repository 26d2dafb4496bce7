import { type Call, itemsOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import { sourceOf } from "../python/draft.ts";
import { alterField } from "./alter-field.ts";
import type { Editor } from "./editor.ts";
import { columnOf, shortName } from "./fields.ts";
import { alterConstraint, constraint, index, renameIndex, validate } from "./index-operations.ts";
import { namesOfOne, withTogether } from "./kept-names.ts";
import { alterOptions, alterTable, createModel, deleteModel, nothing } from "./model-operations.ts";
import { renameField, renameModel } from "./rename.ts";
import { runPython, runSql } from "./run.ts";
import { hasTable, keyOf, type Model, type State, tableOf, withField, withModel, together } from "./state.ts";
import { argument as arg, type Known, modelOf, type Step } from "./step.ts";

const field =
  (change: "add" | "remove" | "alter"): Known =>
  (call, before, app) => {
    const model = modelOf(call, before, app);
    const name = textOf(arg(call, 1, "name"));
    const value = arg(call, 2, "field");
    if (model === undefined || name === undefined) return undefined;
    const old = model.fields.get(name);
    if (change === "remove") {
      if (old === undefined) return undefined;
      return {
        after: withModel(before, withField(model, name, undefined)),
        forward: (editor) => editor.removeField(model, name, old, before),
        backward: (editor) => editor.addField(model, name, old, before),
      };
    }
    if (value === undefined) return undefined;
    const bare = withField(model, name, value);
    const after = withModel(
      before,
      namesOfOne(bare, name, model, { before, label: change === "add" ? "key" : "uniq" }),
    );
    const now = after.models.get(keyOf(app, model.name)) ?? bare;
    if (change === "add" || old === undefined)
      return {
        after,
        forward: (editor) => editor.addField(now, name, value, after),
        backward: (editor) => editor.removeField(now, name, value, after),
      };
    const [from, to] = [
      { model, state: before, field: name, value: old },
      { model: now, state: after, field: name, value },
    ];
    return {
      after,
      forward: (editor) => {
        const guessed = columnOf(name, value, now, after)?.guessed;
        if (guessed !== undefined && shortName(old) !== shortName(value))
          editor.draft.unknown(
            `the field \`${name}\` becomes a \`${guessed}\`, which is not one of Django's`,
            call.at,
            false,
          );
        alterField(editor, from, to);
      },
      backward: (editor) => alterField(editor, to, from),
    };
  };

const alterTogether =
  (option: "unique_together" | "index_together"): Known =>
  (call, before, app) => {
    const model = modelOf(call, before, app);
    const value = arg(call, 1, option);
    if (model === undefined || value === undefined) return undefined;
    const now = withTogether({ ...model, options: { ...model.options, [option]: value } }, model);
    const change = (editor: Editor, from: Model, to: Model): void => {
      if (!hasTable(to)) return;
      const [old, fresh] = [together(from.options[option]), together(to.options[option])].map(
        (all) => new Map(all.map((one) => [one.join(), one])),
      );
      for (const key of old?.keys() ?? [])
        if (fresh?.has(key) !== true) {
          editor.flush();
          const name = quoteName(from.names.get(`${option}:${key}`) ?? "");
          editor.run(
            option === "unique_together"
              ? `ALTER TABLE ${quoteName(tableOf(from))} DROP CONSTRAINT ${name}`
              : `DROP INDEX IF EXISTS ${name}`,
          );
        }
      for (const [key, fields] of fresh ?? [])
        if (old?.has(key) !== true)
          editor.run(option === "unique_together" ? editor.unique(to, fields) : editor.index(to, fields));
    };
    return {
      after: withModel(before, now),
      forward: (editor) => change(editor, model, now),
      backward: (editor) => change(editor, now, model),
    };
  };

const comment: Known = (call, before, app) => {
  const model = modelOf(call, before, app);
  const said = textOf(arg(call, 1, "table_comment"));
  if (model === undefined) return undefined;
  const run = (editor: Editor): void =>
    editor.run(`COMMENT ON TABLE ${quoteName(tableOf(model))} IS ${said === undefined ? "NULL" : quoteText(said)}`);
  return { after: before, forward: run, backward: () => undefined };
};

const extension =
  (name?: string): Known =>
  (call, before) => {
    const own = name ?? textOf(arg(call, 0, "name"));
    if (own === undefined) return undefined;
    return {
      after: before,
      forward: (editor) => editor.run(`CREATE EXTENSION IF NOT EXISTS ${quoteName(own)}`),
      backward: (editor) => editor.run(`DROP EXTENSION IF EXISTS ${quoteName(own)}`),
    };
  };

const apart: Known = (call, before, app) => {
  const [database, state] = [arg(call, 0, "database_operations"), arg(call, 1, "state_operations")].map(
    (value) => itemsOf(value) ?? [],
  );
  let [real, told] = [before, before];
  const steps = (database ?? []).map((one) => {
    const step = stepOf(one, real, app, call);
    real = step.after;
    return step;
  });
  for (const one of state ?? []) told = stepOf(one, told, app, call).after;
  const way = steps.every(({ backward }) => backward !== undefined);
  return {
    after: told,
    forward: (editor) => steps.forEach(({ forward }) => forward(editor)),
    ...(way ? { backward: (editor: Editor) => steps.toReversed().forEach(({ backward }) => backward?.(editor)) } : {}),
  };
};

/** `state_operations` of RunSQL say what the SQL means to the models. */
const sql: Known = (call, before, app) => {
  let after = before;
  for (const one of itemsOf(arg(call, 2, "state_operations")) ?? []) after = stepOf(one, after, app, call).after;
  return runSql(call, after);
};

const OPERATIONS: Readonly<Record<string, Known>> = {
  CreateModel: createModel,
  DeleteModel: deleteModel,
  RenameModel: renameModel,
  AlterModelTable: alterTable,
  AlterModelOptions: alterOptions,
  AlterModelManagers: (_, before) => nothing(before),
  AlterModelTableComment: comment,
  AddField: field("add"),
  RemoveField: field("remove"),
  AlterField: field("alter"),
  RenameField: renameField,
  AlterUniqueTogether: alterTogether("unique_together"),
  AlterIndexTogether: alterTogether("index_together"),
  AddIndex: index("add", false),
  RemoveIndex: index("remove", false),
  AddIndexConcurrently: index("add", true),
  RemoveIndexConcurrently: index("remove", true),
  AddConstraint: constraint("add"),
  RemoveConstraint: constraint("remove"),
  AddConstraintNotValid: constraint("add", false),
  ValidateConstraint: validate,
  RenameIndex: renameIndex,
  AlterConstraint: alterConstraint,
  RunSQL: sql,
  SafeRunSQL: sql,
  RunPython: runPython,
  SeparateDatabaseAndState: apart,
  CreateExtension: extension(),
  HStoreExtension: extension("hstore"),
  TrigramExtension: extension("pg_trgm"),
  CITextExtension: extension("citext"),
  UnaccentExtension: extension("unaccent"),
  BtreeGinExtension: extension("btree_gin"),
  BtreeGistExtension: extension("btree_gist"),
  CryptoExtension: extension("pgcrypto"),
  BloomExtension: extension("bloom"),
  VectorExtension: extension("vector"),
};

/** One operation of a migration: what it does to the models, to the database, and back. */
export function stepOf(value: Value, before: State, app: string, around?: Call): Step {
  const short = shortName(value);
  const known = Object.hasOwn(OPERATIONS, short) && value.is === "call" ? OPERATIONS[short] : undefined;
  const step = value.is === "call" ? known?.(value, before, app) : undefined;
  if (step !== undefined) return step;
  const spot = value.is === "call" ? value.at : (around?.at ?? { line: 1, column: 1, endLine: 1 });
  const why = known === undefined ? "is not one of Django's operations" : "is about what the history does not tell";
  const opaque = !/^(?:Add|Create|AlterModel)/.test(short);
  return {
    after: before,
    forward: ({ draft }) => draft.unknown(`\`${short === "" ? sourceOf(value) : short}\` ${why}`, spot, opaque),
  };
}
