import { textOf, type Value } from "../../../code/python/value.ts";
import { columnName } from "./column-name.ts";
import { columnOf, primaryField } from "./fields.ts";
import { cut } from "./names.ts";
import { keyOf, type Model, type State, tableOf, targetOf } from "./state.ts";

interface Side {
  readonly column: string;
  readonly type: string;
  readonly to: string;
  readonly toColumn: string;
}

interface Many {
  readonly table: string;
  readonly key: string;
  readonly sides: readonly Side[];
}

/** The table that a many-to-many field makes; none where the project has a model for it. */
export function manyOf(field: string, value: Value, model: Model, state: State): Many | undefined {
  if (value.is !== "call" || (value.named["through"] !== undefined && value.named["through"].is !== "none"))
    return undefined;
  const table = textOf(value.named["db_table"]) ?? cut(`${tableOf(model)}_${field}`);
  const target = targetOf(value, model, state);
  const other = state.models.get(target);
  const mine = model.name.toLowerCase();
  const self = target === keyOf(model.app, model.name);
  const theirs = other?.name.toLowerCase() ?? target.split(".").at(-1) ?? "";
  return {
    table,
    key: counterType(model, state),
    sides: [
      side(`${self ? "from_" : ""}${mine}_id`, model, state, target),
      side(`${self ? "to_" : ""}${theirs}_id`, other, state, target),
    ],
  };
}

const keyType = (model: Model, state: State): string => {
  const [field, value] = primaryField(model);
  return (value === undefined ? undefined : columnOf(field, value, model, state)?.type) ?? "bigint";
};

function side(column: string, model: Model | undefined, state: State, key: string): Side {
  const builtIn = /^(?:auth|contenttypes|sites)\./.test(key) ? "integer" : "bigint";
  if (model === undefined) return { column, type: builtIn, to: key.replace(".", "_"), toColumn: "id" };
  return {
    column,
    type: keyType(model, state),
    to: tableOf(model),
    toColumn: columnName(primaryField(model)[0], model),
  };
}

/** The setting for keys that nobody names is not in the repository's migrations: the app's other keys tell it. */
function counterType(model: Model, state: State): string {
  const own = [...state.models.values()].filter(({ app }) => app === model.app).map((one) => keyType(one, state));
  return [keyType(model, state), ...own].find((type) => type === "bigint" || type === "integer") ?? "bigint";
}
