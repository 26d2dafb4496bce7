import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { Config, ConfigError, RuleSetting, Waiver } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import type { Place } from "../model/place.ts";
import { defaultConfig, type LoadedConfig, unconfigured } from "./default-config.ts";
import { type RawGrace, readGrace } from "./grace.ts";
import { resolveRules } from "./resolve-rules.ts";
import { configSchema } from "./schema.ts";
import { type RawSize, readSizes } from "./table-sizes.ts";

/** What the schema lets through. */
interface Raw {
  readonly mode?: Config["mode"];
  readonly postgres_version?: number;
  readonly mysql_version?: string;
  readonly default_schema?: string;
  readonly lock_timeout_set?: boolean;
  readonly plans?: readonly string[];
  readonly rules?: Readonly<Record<string, RuleSetting["level"] | RuleSetting | readonly RuleSetting[]>>;
  readonly migrations?: Config["migrations"];
  readonly opaque?: readonly string[];
  readonly ignore?: readonly string[];
  readonly relations?: Readonly<Record<string, string>>;
  readonly suppressions?: Config["suppressions"];
  readonly tables?: Readonly<Record<string, RawSize>>;
  readonly waivers?: readonly Omit<Waiver, "place">[];
  readonly waiver_max_days?: number;
  readonly grace?: RawGrace;
  readonly approvals?: Config["approvals"];
}

const MAX_CHARACTERS = 256_000;
let compiled: ValidateFunction<Raw> | undefined;
/** Compiled with the first file: most repositories have none, and it takes longer than the rest of a small review. */
const validator = (): ValidateFunction<Raw> =>
  (compiled ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Raw>(configSchema));

type At = (segments: readonly (string | number)[]) => Place;

/** Place of the node at a path of keys; the nearest parent's where there is no such node. */
function placeIn(path: string, document: Document, lines: LineCounter): At {
  return (segments) => {
    for (let length = segments.length; length >= 0; length--) {
      const keys = segments.slice(0, length);
      const last = keys.at(-1);
      const parent: unknown = keys.length === 0 ? undefined : document.getIn(keys.slice(0, -1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => key.value === last) : undefined;
      const node: unknown = pair?.key ?? document.getIn(keys, true);
      const start = isRanged(node) ? node.range[0] : undefined;
      if (start !== undefined) {
        const { line, col } = lines.linePos(start);
        return { path, line, column: col };
      }
    }
    return { path, line: 1 };
  };
}

const isRanged = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
const isMap = (node: unknown): node is { items: { key: { value: unknown } }[] } =>
  typeof node === "object" &&
  node !== null &&
  "items" in node &&
  Array.isArray(node.items) &&
  "constructor" in node &&
  node.constructor.name === "YAMLMap";

function knownKeys(schemaPath: string): string[] {
  const steps = schemaPath.replace(/^#\//, "").split("/").slice(0, -1);
  let schema: unknown = configSchema;
  for (const step of steps) schema = (schema as Record<string, unknown> | undefined)?.[step];
  return Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});
}

function explain(error: ErrorObject, at: At): ConfigError | undefined {
  const segments = error.instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const where = segments.length === 0 ? "the file" : `\`${segments.join(".")}\``;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      const known = knownKeys(error.schemaPath);
      const meant = nearest(key, known);
      return {
        place: at([...segments, key]),
        message: `Unexpected key \`${key}\` in ${where}, expected ${meant === undefined ? `one of ${known.map((name) => `\`${name}\``).join(", ")}` : `\`${meant}\` (did you mean that?)`}`,
      };
    }
    case "enum":
      return {
        place: at(segments),
        message: `Unexpected value of ${where}, expected one of ${(params["allowedValues"] as string[]).map((value) => `\`${value}\``).join(", ")}`,
      };
    case "anyOf":
      if (segments[0] === "grace")
        return {
          place: at(segments),
          message: `Unexpected value of ${where}, expected a number of days, or \`draft\`, \`beta\` or \`stable\``,
        };
      return segments[0] === "rules"
        ? {
            place: at(segments),
            message: `Unexpected setting of ${where}, expected \`off\`, \`notice\`, \`review\`, \`block\`, or \`{ level, paths }\``,
          }
        : {
            place: at(segments),
            message: `Unexpected waiver ${where}, expected a \`fingerprint\`, or a \`rule\` with its \`subject\``,
          };
    case "type":
      return {
        place: at(segments),
        message: `Unexpected value of ${where}: it ${error.message ?? ""}${params["type"] === "string" ? " (put it in quotes)" : ""}`,
      };
    default:
      return {
        place: at(segments),
        message: `Unexpected value of ${where}: it ${error.message ?? "is not as the schema says"}`,
      };
  }
}

/** The errors of an `anyOf`'s branches say nothing that the `anyOf` itself does not say better. */
function worthTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf").map(({ schemaPath }) => schemaPath);
  return errors.filter(({ schemaPath }) => !unions.some((union) => schemaPath.startsWith(`${union}/`)));
}

function settings(value: NonNullable<Raw["rules"]>[string]): readonly RuleSetting[] {
  if (typeof value === "string") return [{ level: value }];
  return "level" in value ? [value] : value;
}

function complete(raw: Raw, at: At): Config {
  return {
    mode: raw.mode ?? defaultConfig.mode,
    postgresVersion: raw.postgres_version ?? defaultConfig.postgresVersion,
    mysqlVersion: raw.mysql_version ?? defaultConfig.mysqlVersion,
    defaultSchema: raw.default_schema ?? defaultConfig.defaultSchema,
    lockTimeoutSet: raw.lock_timeout_set ?? defaultConfig.lockTimeoutSet,
    plans: raw.plans ?? defaultConfig.plans,
    rules: Object.fromEntries(Object.entries(raw.rules ?? {}).map(([rule, value]) => [rule, settings(value)])),
    migrations: raw.migrations ?? [],
    opaque: raw.opaque ?? [],
    ignore: raw.ignore ?? [],
    relations: raw.relations ?? {},
    suppressions: raw.suppressions ?? defaultConfig.suppressions,
    tables: {},
    waivers: (raw.waivers ?? []).map((waiver, index) => ({ ...waiver, place: at(["waivers", index]) })),
    waiverMaxDays: raw.waiver_max_days ?? defaultConfig.waiverMaxDays,
    grace: readGrace(raw.grace, defaultConfig.grace),
    approvals: raw.approvals ?? defaultConfig.approvals,
  };
}

/**
 * Reads `.github/dataplan.yml`. Broken YAML, an unknown key or rule: the defaults, with every mistake at its line and the
 * nearest known name. `rules` are the ids and aliases that exist, each leading to its id.
 */
export function loadConfig(
  file: { readonly path: string; readonly text: string } | undefined,
  rules: ReadonlyMap<string, string>,
): LoadedConfig {
  if (file === undefined) return unconfigured;
  if (file.text.length > MAX_CHARACTERS)
    return {
      config: defaultConfig,
      errors: [
        {
          place: { path: file.path, line: 1 },
          message: `Unexpected size of ${file.text.length} characters, expected at most ${MAX_CHARACTERS}`,
        },
      ],
    };
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, schema: "core" });
  const at = placeIn(file.path, document, lines);
  if (document.errors.length > 0)
    return {
      config: defaultConfig,
      errors: document.errors.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { place: { path: file.path, line, column: col }, message: message.split("\n")[0] ?? message };
      }),
    };
  const validate = validator();
  const raw: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  if (!validate(raw))
    return {
      config: defaultConfig,
      errors: worthTelling(validate.errors ?? []).flatMap((error) => explain(error, at) ?? []),
    };
  const { config, errors } = resolveRules(complete(raw, at), rules, at);
  const sizes = readSizes(raw.tables ?? {}, config.defaultSchema, at);
  const all = [...errors, ...sizes.errors];
  return all.length > 0
    ? { config: defaultConfig, errors: all }
    : { config: { ...config, tables: sizes.tables }, errors: all };
}
