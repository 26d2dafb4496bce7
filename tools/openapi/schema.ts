export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const record = (value: Json | undefined): JsonObject => (isRecord(value) ? value : {});

export const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const prose = new Set(["description", "title", "example", "examples", "externalDocs", "deprecated", "discriminator"]);
const maps = new Set(["properties", "patternProperties", "definitions"]);

/** OpenAPI 3.0 schema → JSON Schema: `nullable` becomes a type, references point at `$defs`, prose goes. */
export const plain = (node: Json): Json => {
  if (Array.isArray(node)) return (node as readonly Json[]).map(plain);
  if (!isRecord(node)) return node;
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(node)) {
    if (prose.has(key) || key.startsWith("x-") || key === "nullable" || key === "default") continue;
    if (key === "enum" || key === "required") out[key] = value;
    else if (key === "$ref" && typeof value === "string") out[key] = value.replace("#/components/schemas/", "#/$defs/");
    // A property may itself be called `nullable`, `title` or `example`: only its schema is a schema.
    else if (maps.has(key))
      out[key] = Object.fromEntries(Object.entries(record(value)).map(([name, schema]) => [name, plain(schema)]));
    else out[key] = plain(value);
  }
  return node["nullable"] === true ? nullable(out) : out;
};

const nullable = (schema: Record<string, Json>): Json => {
  if (typeof schema["type"] !== "string") return { anyOf: [schema, { type: "null" }] };
  const choices = schema["enum"];
  const widened = { ...schema, type: [schema["type"], "null"] };
  return Array.isArray(choices) && !choices.includes(null)
    ? { ...widened, enum: [...(choices as Json[]), null] }
    : widened;
};

/** GitHub ignores a property that it does not know; a typing error in ours must not pass, so request bodies are closed. */
export const closed = (node: Json): Json => {
  if (!isRecord(node)) return node;
  const out: Record<string, Json> = { ...node };
  const properties = node["properties"];
  if (isRecord(properties)) {
    out["properties"] = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, closed(value)]));
    out["additionalProperties"] ??= false;
  } else {
    for (const key of ["oneOf", "anyOf"]) if (node[key] !== undefined) out[key] = list(node[key]).map(closed);
  }
  if (node["items"] !== undefined) out["items"] = closed(node["items"]);
  return out;
};
