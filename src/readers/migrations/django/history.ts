import { itemsOf, textOf, type Value } from "../../../code/python/value.ts";
import type { Script } from "../../../sql/act.ts";
import type { Entry } from "../framework.ts";
import { byText } from "../paths.ts";
import { Draft } from "../python/draft.ts";
import { Editor } from "./editor.ts";
import { shortName } from "./fields.ts";
import type { MigrationFile } from "./migration.ts";
import { stepOf } from "./operations.ts";
import { planOf } from "./plan.ts";
import { keyOf, type State } from "./state.ts";
import type { Step } from "./step.ts";

export interface Found extends MigrationFile {
  readonly path: string;
  readonly app: string;
  readonly name: string;
}

interface Planned extends Found {
  readonly key: string;
  readonly parents: readonly string[];
  /** A squashed migration beside those that it stands for: where they have run it does nothing. */
  readonly idle: boolean;
}

/** A project's migrations in the order in which Django runs them, each with what it does to the models known so far. */
export function entriesOf(found: readonly Found[]): readonly Entry[] {
  let state: State = { models: new Map(), user: userOf(found) };
  return planOf(nodesOf(found)).map((one) => {
    const [entry, after] = entryOf(one, state);
    state = after;
    return entry;
  });
}

/** The model that has what every user of Django's has is the one that the settings name. */
function userOf(found: readonly Found[]): string {
  for (const { app, operations = [] } of found)
    for (const one of operations) {
      if (one.is !== "call" || shortName(one) !== "CreateModel") continue;
      const fields = (itemsOf(one.named["fields"] ?? one.plain[1]) ?? []).map((pair) => textOf(itemsOf(pair)?.[0]));
      const name = textOf(one.named["name"] ?? one.plain[0]);
      if (name !== undefined && fields.includes("last_login") && fields.includes("password")) return keyOf(app, name);
    }
  return "auth.user";
}

function nodesOf(found: readonly Found[]): readonly Planned[] {
  const keys = new Map<string, Found>();
  for (const one of [...found].sort((a, b) => byText(a.path, b.path))) {
    let key: string = `${one.app}.${one.name}`;
    for (let i = 2; keys.has(key); i++) key = `${one.app}.${one.name}~${i}`;
    keys.set(key, one);
  }
  const idle = new Set(
    [...keys]
      .filter(([, { replaces }]) => replaces.length > 0 && replaces.every(([app, name]) => keys.has(`${app}.${name}`)))
      .map(([key]) => key),
  );
  const standIns = new Map<string, string>(
    [...keys].flatMap(([key, { replaces }]) =>
      idle.has(key) ? [] : replaces.map(([app, name]) => [`${app}.${name}`, key] as const),
    ),
  );
  const ends = endsOf(keys);
  const meant = (app: string, name: string): readonly string[] => {
    if (name === "__first__") return ends.first.get(app) ?? [];
    if (name === "__latest__") return ends.last.get(app) ?? [];
    const key: string = `${app}.${name}`;
    return [keys.has(key) ? key : (standIns.get(key) ?? key)];
  };
  const user = userOf(found).split(".")[0] ?? "";
  const waits = new Map<string, string[]>();
  for (const [key, { before }] of keys)
    for (const [app, name] of before)
      for (const other of meant(app, name)) waits.set(other, [...(waits.get(other) ?? []), key]);
  return [...keys].map(([key, one]): Planned => {
    const own = one.dependencies.flatMap(([app, name]) => meant(app === "" ? user : app, name));
    // A squashed one that does nothing comes after all that it stands for.
    const replaced = idle.has(key) ? one.replaces.map(([app, name]) => `${app}.${name}`) : [];
    const parents = [...own, ...replaced, ...(waits.get(key) ?? [])].filter((parent) => parent !== key);
    return { ...one, key, parents: [...new Set(parents)], idle: idle.has(key) };
  });
}

/** The first and the last migrations of each app. */
function endsOf(keys: ReadonlyMap<string, Found>) {
  const [first, last] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const followed = new Set(
    [...keys.values()].flatMap(({ app, dependencies }) =>
      dependencies.filter(([other]) => other === app).map(([other, name]) => `${other}.${name}`),
    ),
  );
  for (const [key, { app, dependencies }] of keys) {
    if (!dependencies.some(([other]) => other === app)) first.set(app, [...(first.get(app) ?? []), key]);
    if (!followed.has(key)) last.set(app, [...(last.get(app) ?? []), key]);
  }
  return { first, last };
}

function entryOf(one: Planned, before: State): readonly [Entry, State] {
  const [up, down] = [new Editor(new Draft()), new Editor(new Draft())];
  const steps: { readonly step: Step; readonly value: Value }[] = [];
  let state = before;
  if (one.operations === undefined && !one.idle)
    up.draft.unknown(
      "the operations are put together by the program, or it is too long to be read",
      { line: 1, column: 1, endLine: 1 },
      true,
    );
  for (const value of one.idle ? [] : (one.operations ?? [])) {
    const step = stepOf(value, state, one.app);
    steps.push({ step, value });
    if (value.is === "call") up.at = value.at;
    step.forward(up);
    state = step.after;
  }
  up.flush();
  const way = one.operations !== undefined && steps.every(({ step }) => step.backward !== undefined);
  for (const { step, value } of way ? steps.toReversed() : []) {
    if (value.is === "call") down.at = value.at;
    step.backward?.(down);
  }
  down.flush();
  const entry: Entry = {
    version: one.key,
    name: "",
    up: one.path,
    scripts: { up: parsed(up.draft), ...(way ? { down: parsed(down.draft) } : {}) },
    after: one.parents,
    transaction: one.atomic,
    automatic: true,
    ...(way ? { down: one.path } : {}),
  };
  return [entry, state];
}

const MOST = 10_000;
const memory = new Map<string, Script>();

/** The same statements at the same places are the same script, from one review to the next. */
function parsed(draft: Draft): Script {
  const key = JSON.stringify([draft.written, draft.gaps]);
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= MOST) memory.clear();
  const script = draft.script();
  memory.set(key, script);
  return script;
}
