import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { ConfigError } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import type { Place } from "../model/place.ts";
import { ENFORCEABLE } from "./floor-schema.ts";

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

const MAX_CHARACTERS = 256_000;
/** One slip may bring a hundred thousand more behind it. */
const MOST_ERRORS = 20;
const MOST_ALIASES = 100;
const compiled = new Map<object, ValidateFunction>();

export type At = (segments: readonly (string | number)[]) => Place;

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

function knownKeys(root: object, schemaPath: string): string[] {
  const steps = schemaPath.replace(/^#\//, "").split("/").slice(0, -1);
  let schema: unknown = root;
  for (const step of steps) schema = (schema as Record<string, unknown> | undefined)?.[step];
  return Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});
}

function explain(error: ErrorObject, at: At, root: object): ConfigError | undefined {
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
      const known = knownKeys(root, error.schemaPath);
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
      if (segments[0] === "enforced") {
        const keys = ENFORCEABLE.map((key) => `\`${key}\``).join(", ");
        return { place: at(segments), message: `Unexpected value of ${where}, expected \`true\` or a list of ${keys}` };
      }
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

/** Undefined where its aliases would fill the memory. */
function plainOf(document: Document): unknown {
  try {
    return (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown) ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** A configuration file as its schema lets it through; else every mistake at its line, with the nearest known name. */
export function readConfigFile(
  file: ConfigFile,
  schema: object,
): { readonly raw: unknown; readonly at: At } | { readonly errors: readonly ConfigError[] } {
  if (file.text.length > MAX_CHARACTERS) {
    const message = `Unexpected size of ${file.text.length} characters, expected at most ${MAX_CHARACTERS}`;
    return { errors: [{ place: { path: file.path, line: 1 }, message }] };
  }
  const lines = new LineCounter();
  // Made pretty, each error costs a walk through the text before it.
  const document = parseDocument(file.text, { lineCounter: lines, schema: "core", prettyErrors: false });
  const at = placeIn(file.path, document, lines);
  if (document.errors.length > 0)
    return {
      errors: document.errors.slice(0, MOST_ERRORS).map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { place: { path: file.path, line, column: col }, message: message.split("\n")[0] ?? message };
      }),
    };
  // Compiled with the first file: most repositories have none, and it takes longer than the rest of a small review.
  const validate = compiled.get(schema) ?? new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  compiled.set(schema, validate);
  const raw = plainOf(document);
  if (raw === undefined) {
    const message = `Unexpected aliases that stand for more than can be read, expected at most ${MOST_ALIASES} uses of one`;
    return { errors: [{ place: { path: file.path, line: 1 }, message }] };
  }
  if (!validate(raw))
    return { errors: worthTelling(validate.errors ?? []).flatMap((error) => explain(error, at, schema) ?? []) };
  return { raw, at };
}
