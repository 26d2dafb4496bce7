import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: object;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodyRequired: boolean;
  readonly body: object | null;
  readonly responses: Readonly<Record<string, object | null>>;
}

interface Description {
  readonly operations: readonly Operation[];
  readonly webhooks: Readonly<Record<string, object>>;
  readonly $defs: Readonly<Record<string, object>>;
}

const description = JSON.parse(
  readFileSync(join(import.meta.dirname, "openapi/operations.json"), "utf8"),
) as Description;

export const operations: readonly Operation[] = description.operations;

const base = "https://standin.test/schemas";

/** Where GitHub answers otherwise than it describes: the repository of a head whose fork was deleted is null in lists, too. */
const untrue = /\/head\/(?:repo|user) must be object$/;

/** GitHub's OpenAPI description as the judge of what is asked and of what we answer. */
export class Judge {
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    this.#ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false, validateFormats: true });
    addFormats.default(this.#ajv);
    this.#ajv.addFormat("repo.nwo", /^[^/\s]+\/[^/\s]+$/);
    this.#ajv.addFormat("ipv4/mask", true);
    this.#ajv.addSchema({ $id: base, $defs: description.$defs });
  }

  /** Errors of a request: unknown or missing parameters, and a body that GitHub does not describe. */
  request(
    operation: Operation,
    params: Readonly<Record<string, string>>,
    query: URLSearchParams,
    body: unknown,
  ): readonly string[] {
    const errors: string[] = [];
    for (const parameter of operation.parameters) {
      if (parameter.in === "header") continue;
      const value = parameter.in === "path" ? params[parameter.name] : query.get(parameter.name);
      if (value === undefined || value === null) {
        if (parameter.required) errors.push(`${parameter.in} parameter ${parameter.name} is missing`);
        continue;
      }
      const name = `${operation.id} ${parameter.name}`;
      errors.push(...this.#check(name, parameter.schema, typed(parameter.schema, value), parameter.name));
    }
    const known = new Set(operation.parameters.filter((it) => it.in === "query").map((it) => it.name));
    for (const name of query.keys()) if (!known.has(name)) errors.push(`unknown query parameter ${name}`);
    if (body === undefined) {
      if (operation.bodyRequired) errors.push("the body is missing");
    } else if (operation.body === null) errors.push("this operation takes no body");
    else errors.push(...this.#check(`${operation.id} body`, operation.body, body, "body"));
    return errors;
  }

  /** Errors of our own answer. Other statuses than GitHub's 2xx are not described well enough to judge. */
  answer(operation: Operation, status: number, body: unknown): readonly string[] {
    if (status < 200 || status > 299) return [];
    const schema = operation.responses[String(status)];
    if (schema === undefined) return [`${operation.id} does not answer ${status}`];
    if (schema === null) return body === undefined ? [] : [`${operation.id} ${status} has no body`];
    return this.#check(`${operation.id} ${status}`, schema, body, "answer");
  }

  webhook(event: string, payload: Readonly<Record<string, unknown>>): readonly string[] {
    const action = payload["action"];
    const name = [event, ...(typeof action === "string" ? [action] : [])].join("_").replaceAll("_", "-");
    const schema = description.webhooks[name];
    return schema === undefined
      ? [`no webhook ${name} in the description`]
      : this.#check(name, schema, payload, "payload");
  }

  #check(name: string, schema: object, value: unknown, where: string): readonly string[] {
    let validate = this.#compiled.get(name);
    if (validate === undefined) {
      validate = this.#ajv.compile(pointed(schema) as object);
      this.#compiled.set(name, validate);
    }
    if (validate(value)) return [];
    const all = (validate.errors ?? []).filter(
      ({ instancePath, message }) => !untrue.test(`${instancePath} ${message}`),
    );
    if (all.length === 0) return [];
    const errors = all.filter(({ keyword }) => !["if", "anyOf", "oneOf"].includes(keyword));
    return (errors.length === 0 ? all : errors)
      .slice(0, 8)
      .map((error) => `${where}${error.instancePath} ${error.message ?? error.keyword} ${detail(error.params)}`.trim());
  }
}

const detail = (params: Readonly<Record<string, unknown>>): string => {
  const extra = params["additionalProperty"] ?? params["allowedValues"];
  return extra === undefined ? "" : `(${JSON.stringify(extra)})`;
};

const pointed = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(pointed);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? value.replace("#/", `${base}#/`) : pointed(value),
    ]),
  );
};

/** A parameter arrives as text; the description says whether it is a number or a boolean. */
const typed = (schema: object, value: string): unknown => {
  const type = (schema as { readonly type?: unknown }).type;
  if (type === "integer" && /^-?\d+$/.test(value)) return Number(value);
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  return value;
};
