import { oncePer } from "../../model/once-per.ts";
import { KEPT, nearer, type Kept } from "./kept-settings.ts";
import { plainOf } from "./render/plain-value.ts";
import type { ConfigCall } from "./render/record.ts";
import { settingValue } from "./setting-value.ts";
import type { Vars } from "./vars.ts";
import { entriesOf, get, plain, type Plain } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** The settings that we judge by. Absent is "not said here". */
export interface Settings {
  readonly enabled?: boolean;
  readonly materialized?: string;
  readonly contract?: boolean;
  readonly access?: "private" | "protected" | "public";
  readonly group?: string;
  readonly owner?: string;
  readonly kept: Kept;
  /** Said here, with a value that only a run knows. */
  readonly computed: readonly string[];
}

export const NOTHING: Settings = { kept: {}, computed: [] };

/** Where a key is stated: its value, or undefined where that is computed. Undefined as a whole: not stated. */
type Lookup = (key: string, vars: Vars) => { readonly value: Plain | undefined } | undefined;

function settings(vars: Vars, lookup: Lookup): Settings {
  const computed: string[] = [];
  const value = (key: string): Plain | undefined => {
    const found = lookup(key, vars);
    if (found !== undefined && found.value === undefined) computed.push(key);
    return found?.value;
  };
  const likely = truth(value("enabled"));
  const sure = truth(lookup("enabled", withoutDefaults(vars))?.value);
  // Whoever runs the project may turn it on: only a stated value takes a model away.
  const enabled = likely === undefined ? undefined : (sure ?? true);
  const contract = enforced(value("contract"));
  const access = value("access");
  const materialized = value("materialized");
  const group = value("group");
  const owner = ownerOf(value("meta"));
  // What a run decides is kept as "said, not known".
  const kept = KEPT.flatMap((key) => {
    const found = lookup(key, vars) ?? (key.endsWith("_hook") ? lookup(key.replace("_", "-"), vars) : undefined);
    return found === undefined ? [] : [[key, found.value ?? []] as const];
  });
  return {
    ...(enabled !== undefined && { enabled }),
    ...(contract !== undefined && { contract }),
    ...((access === "private" || access === "protected" || access === "public") && { access }),
    ...(typeof materialized === "string" && { materialized }),
    ...(typeof group === "string" && { group }),
    ...(owner !== undefined && { owner }),
    kept: Object.fromEntries(kept),
    computed: computed.filter((key) => key !== "meta" && key !== "group"),
  };
}

const withoutDefaults = oncePer((vars: Vars): Vars => ({ ...vars, defaults: false }));

/** What is said closer to the model wins. */
export function closer(far: Settings, near: Settings): Settings {
  const said: Readonly<Record<string, unknown>> = { ...near };
  const stillComputed = far.computed.filter((key) => said[key] === undefined);
  return {
    ...far,
    ...near,
    kept: nearer(far.kept, near.kept),
    computed: [...new Set([...stillComputed, ...near.computed])],
  };
}

/** Settings of a `config:` block, or of a node's own properties. */
export function yamlSettings(from: Yaml | undefined, vars: Vars): Settings {
  return settings(vars, (key, known) => stated(get(from, key), known));
}

/** Settings of one level of a tree in `dbt_project.yml`; a plain key is a folder where it holds a map. */
export function treeSettings(from: Yaml | undefined, vars: Vars): Settings {
  return settings(vars, (key, known) => {
    const plainKey = get(from, key);
    return stated(get(from, `+${key}`) ?? (plainKey?.kind === "map" ? undefined : plainKey), known);
  });
}

/** Settings of a `config(…)` call in a file. */
export function callSettings({ values, open, likely }: ConfigCall, vars: Vars): Settings {
  return settings(vars, (key, known) => {
    const value = values.get(key);
    // `config(**options)` may say anything.
    if (value === undefined) return open ? { value: undefined } : undefined;
    return { value: likely && !known.defaults ? undefined : plainOf(value) };
  });
}

function stated(at: Yaml | undefined, vars: Vars): { readonly value: Plain | undefined } | undefined {
  if (at === undefined) return undefined;
  if (at.kind === "scalar") return { value: typeof at.value === "string" ? settingValue(at.value, vars) : at.value };
  if (at.kind === "list") return { value: plain(at) };
  const entries = entriesOf(at).map(({ key, value }) => [key.replace(/^\+/, ""), stated(value, vars)?.value] as const);
  return {
    value: entries.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(entries) as Plain),
  };
}

/** dbt reads YAML 1.1, in which `yes` and `on` are booleans too. */
function truth(value: Plain | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  if (/^(?:true|yes|on)$/i.test(value)) return true;
  return /^(?:false|no|off)$/i.test(value) ? false : undefined;
}

function enforced(value: Plain | undefined): boolean | undefined {
  return isMap(value) ? truth(value["enforced"]) : undefined;
}

function ownerOf(meta: Plain | undefined): string | undefined {
  const owner = isMap(meta) ? meta["owner"] : undefined;
  if (typeof owner === "string") return owner;
  const name = isMap(owner) ? (owner["name"] ?? owner["email"]) : undefined;
  return typeof name === "string" ? name : undefined;
}

const isMap = (value: Plain | undefined): value is { readonly [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
