import { type Call, itemsOf, nameOf, textOf, textsOf, type Value } from "../../../code/python/value.ts";
import { cut } from "./names.ts";

/** A model as the migrations up to a point leave it. */
export interface Model {
  readonly app: string;
  readonly name: string;
  /** In their order; a field that no call made is not known. */
  readonly fields: ReadonlyMap<string, Value>;
  readonly options: Readonly<Record<string, Value>>;
  readonly bases: readonly Value[];
  /** Names of what its columns brought along, as they were given: `unique:email`, `foreign:author`, `together:a,b`. */
  readonly names: ReadonlyMap<string, string>;
}

/** All models at one point of the history, by `app.model` in small letters. */
export interface State {
  readonly models: ReadonlyMap<string, Model>;
  /** The model that the project's settings name as its user, where the history tells. */
  readonly user: string;
}

export const keyOf = (app: string, name: string): string => `${app}.${name}`.toLowerCase();

export const tableOf = ({ app, name, options }: Model): string =>
  (textOf(options["db_table"]) ?? cut(`${app}_${name.toLowerCase()}`)).replace(/^"|"$/g, "");

const isTrue = (value: Value | undefined): boolean => value?.is === "truth" && value.truth;

/** Django makes no table for proxies and for models that it does not manage. */
export const hasTable = ({ options }: Model): boolean =>
  !isTrue(options["proxy"]) && !(options["managed"]?.is === "truth" && !options["managed"].truth);

export const withModel = (state: State, model: Model, was?: string): State => {
  const key = keyOf(model.app, model.name);
  const models = new Map(state.models);
  if (was !== undefined && was !== key) models.delete(was);
  return { ...state, models: models.set(key, model) };
};

export const withoutModel = (state: State, key: string): State => {
  const models = new Map(state.models);
  models.delete(key);
  return { ...state, models };
};

/** What a relation points to: `app.model`. */
export function targetOf(call: Call, model: Model, state: State): string {
  const to = call.named["to"] ?? call.plain[0];
  const said = textOf(to);
  if (said === undefined) return (nameOf(to) ?? "").endsWith("AUTH_USER_MODEL") ? state.user : "";
  if (said === "self") return keyOf(model.app, model.name);
  return (said.includes(".") ? said : `${model.app}.${said}`).toLowerCase();
}

/** The fields with one of them replaced, renamed or gone. */
export function withField(model: Model, name: string, value: Value | undefined, to = name): Model {
  const entries = [...model.fields].flatMap(([key, old]) =>
    key !== name ? [[key, old] as const] : value === undefined ? [] : [[to, value] as const],
  );
  const fields = new Map(entries);
  if (value !== undefined && !model.fields.has(name)) fields.set(to, value);
  return { ...model, fields };
}

/** `unique_together`: a list of lists of fields, or one list. */
export function together(value: Value | undefined): readonly (readonly string[])[] {
  const one = textsOf(value);
  if (one !== undefined) return one.length === 0 ? [] : [one];
  return (itemsOf(value) ?? []).flatMap((item) => (textsOf(item) === undefined ? [] : [textsOf(item) ?? []]));
}
