// Cuts the operations and webhooks that the stand-in speaks out of GitHub's OpenAPI description, as plain JSON Schema.
//
//   cd /tmp && npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
//   node tools/extract-openapi.ts /tmp/package/generated/api.github.com.json            writes test/standin/openapi/operations.json
//   node tools/extract-openapi.ts /tmp/package/generated/api.github.com.json --check    exit 1 when the checked-in file has drifted
//   node tools/extract-openapi.ts /tmp/package/generated/ghes-3.17.json --compare      exit 1 when an Enterprise Server lacks a call of
//                                                                                      ours; which ones it takes otherwise is told
//
// The package is 394 MB unpacked: it is read from a temporary folder and never becomes a dependency.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { operationIds, webhookNames } from "./openapi/wanted.ts";
import { closed, isRecord, list, plain, record } from "./openapi/schema.ts";
import type { Json, JsonObject } from "./openapi/schema.ts";

const target = join(import.meta.dirname, "../test/standin/openapi/operations.json");
const [source, flag] = process.argv.slice(2);
if (source === undefined || (flag !== undefined && flag !== "--check" && flag !== "--compare")) {
  console.error("usage: node tools/extract-openapi.ts PATH/TO/api.github.com.json [--check | --compare]");
  process.exit(2);
}

const description = record(JSON.parse(readFileSync(source, "utf8")) as Json);
const components = record(description["components"]);
const schemas = record(components["schemas"]);

const resolve = (node: Json | undefined): JsonObject => {
  const it = record(node);
  const ref = it["$ref"];
  if (typeof ref !== "string") return it;
  const [, , kind = "", name = ""] = ref.split("/");
  return resolve(record(components[kind])[name]);
};

const jsonSchema = (content: Json | undefined): Json | undefined => {
  const media = record(content);
  const json = media["application/json"] ?? Object.values(media)[0];
  return json === undefined ? undefined : plain(record(json)["schema"] ?? {});
};

const parameter = (node: Json): JsonObject => {
  const it = resolve(node);
  return {
    name: it["name"] ?? "",
    in: it["in"] ?? "",
    required: it["required"] === true,
    schema: plain(it["schema"] ?? {}),
  };
};

const operation = (path: string, method: string, shared: Json, it: JsonObject): JsonObject => {
  const body = it["requestBody"] === undefined ? undefined : resolve(it["requestBody"]);
  const bodySchema = body === undefined ? undefined : jsonSchema(body["content"]);
  const responses: Record<string, Json> = {};
  for (const [status, node] of Object.entries(record(it["responses"]))) {
    if (!status.startsWith("2")) continue;
    const answer = jsonSchema(resolve(node)["content"]);
    responses[status] = answer ?? null;
  }
  return {
    id: it["operationId"] ?? "",
    method: method.toUpperCase(),
    path,
    parameters: [...list(shared), ...list(it["parameters"])].map(parameter),
    bodyRequired: body?.["required"] === true,
    body: bodySchema === undefined ? null : closed(bodySchema),
    responses,
  };
};

const operations: JsonObject[] = [];
const missing = new Set<string>([...operationIds, ...webhookNames]);
for (const [path, item] of Object.entries(record(description["paths"]))) {
  for (const [method, node] of Object.entries(record(item))) {
    if (!isRecord(node)) continue;
    const id = node["operationId"];
    if (typeof id !== "string" || !missing.has(id)) continue;
    missing.delete(id);
    operations.push(operation(path, method, record(item)["parameters"] ?? [], node));
  }
}

const webhooks: Record<string, Json> = {};
for (const name of webhookNames) {
  const post = record(record(record(description["x-webhooks"])[name])["post"]);
  const schema = jsonSchema(resolve(post["requestBody"])["content"]);
  if (schema === undefined) continue;
  missing.delete(name);
  webhooks[name] = schema;
}
if (missing.size > 0 && flag !== "--compare") {
  console.error(`not in the description: ${[...missing].join(", ")}`);
  process.exit(1);
}

const used: Record<string, Json> = {};
const collect = (node: Json | undefined): void => {
  if (Array.isArray(node)) node.forEach(collect);
  if (!isRecord(node)) return;
  const ref = node["$ref"];
  if (typeof ref === "string") {
    const name = ref.replace("#/$defs/", "");
    if (name in used) return;
    used[name] = plain(schemas[name] ?? {});
    collect(used[name]);
  }
  Object.values(node).forEach(collect);
};
collect(operations);
collect(webhooks);

const sorted = Object.fromEntries(Object.entries(used).sort(([a], [b]) => (a < b ? -1 : 1)));
const row = (value: Json): string => JSON.stringify(value);
operations.sort((a, b) => (row(a["id"] ?? "") < row(b["id"] ?? "") ? -1 : 1));
const rows = (entries: Record<string, Json>): string =>
  Object.entries(entries)
    .map(([key, value]) => `${JSON.stringify(key)}:${row(value)}`)
    .join(",\n");
const text = `{"source":"@octokit/openapi 23.0.2, generated/api.github.com.json (MIT)",\n"operations":[\n${operations
  .map(row)
  .join(",\n")}\n],\n"webhooks":{\n${rows(webhooks)}\n},\n"$defs":{\n${rows(sorted)}\n}}\n`;

/** What is asked in a call: its parameters and body, with every reference written out. */
const askedIn = (it: JsonObject, defs: JsonObject): string => {
  const written = (node: Json, within: readonly string[] = []): Json => {
    if (Array.isArray(node)) return (node as readonly Json[]).map((each) => written(each, within));
    if (!isRecord(node)) return node;
    const name = typeof node["$ref"] === "string" ? node["$ref"].replace("#/$defs/", "") : undefined;
    if (name !== undefined) return within.includes(name) ? name : written(defs[name] ?? {}, [...within, name]);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, written(value, within)]));
  };
  return JSON.stringify(written([it["parameters"] ?? [], it["body"] ?? null]));
};

if (flag === "--compare") {
  const ours = record(JSON.parse(readFileSync(target, "utf8")) as Json);
  const theirs = new Map(operations.map((it) => [it["id"], askedIn(it, used)]));
  const otherwise = list(ours["operations"]).flatMap((node) => {
    const it = record(node);
    const id = JSON.stringify(it["id"] ?? "");
    const asked = theirs.get(it["id"] ?? "");
    return asked === undefined || asked === askedIn(it, record(ours["$defs"])) ? [] : [id];
  });
  console.log(
    `${operations.length} of ${operationIds.length} operations; not described: ${[...missing].join(", ") || "none"}`,
  );
  console.log(`asked otherwise: ${otherwise.join(", ") || "none"}`);
  process.exit(operationIds.some((id) => missing.has(id)) ? 1 : 0);
}
if (flag === "--check") {
  const same = readFileSync(target, "utf8") === text;
  console.log(
    same ? "operations.json is what the description says" : "operations.json has drifted: run without --check",
  );
  process.exit(same ? 0 : 1);
}
writeFileSync(target, text);
console.log(
  `${operations.length} operations, ${webhookNames.length} webhooks, ${Object.keys(used).length} schemas, ${text.length} bytes`,
);
