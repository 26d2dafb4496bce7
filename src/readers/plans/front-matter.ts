import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { type Document, LineCounter, parseDocument } from "yaml";
import { nearest } from "../../model/nearest.ts";
import type { Place } from "../../model/place.ts";
import type { PlanDefect } from "../../model/plan.ts";
import { defect } from "./defect.ts";
import { planSchema } from "./schema.ts";

export interface FrontMatter {
  readonly kind?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly line: (key: string) => number;
  readonly unreadable?: { readonly line: number; readonly reason: string };
}

let compiled: ValidateFunction | undefined;
const validator = (): ValidateFunction => (compiled ??= new Ajv({ allErrors: true }).compile(planSchema));
const KEYS = Object.keys(planSchema.properties);

/** Reads the YAML between the dashes; `offset` is the line before its first one. */
export function readFrontMatter(text: string, offset: number): FrontMatter {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = counter.linePos(error.pos[0]).line + offset;
    const kind = /^kind:\s*["']?([\w-]+)/m.exec(text)?.[1];
    return {
      ...(kind === undefined ? {} : { kind }),
      values: {},
      line: () => line,
      unreadable: { line, reason: error.message },
    };
  }
  const values = plainValues(document);
  if (values instanceof Error)
    return { values: {}, line: () => offset + 1, unreadable: { line: offset + 1, reason: values.message } };
  const record = typeof values === "object" && values !== null && !Array.isArray(values) ? { ...values } : {};
  const lines = new Map<string, number>();
  for (const [i, line] of text.split("\n").entries()) {
    const key = /^["']?([^\s"':#]+)["']?\s*:/.exec(line)?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, i + 1 + offset);
  }
  const kind: unknown = "kind" in record ? record.kind : undefined;
  return { ...(typeof kind === "string" ? { kind } : {}), values: record, line: (key) => lines.get(key) ?? offset };
}

/** What the schema has against it, each with its line and the nearest known key. */
export function frontMatterDefects(matter: FrontMatter): readonly PlanDefect[] {
  const at = (key: string): Place => ({ path: "", line: matter.line(key) });
  if (matter.unreadable !== undefined) {
    const { line, reason } = matter.unreadable;
    return [defect("front-matter", "front matter", reason, { path: "", line }, { expected: "YAML" })];
  }
  const validate = validator();
  if (validate(matter.values)) return [];
  return (validate.errors ?? []).flatMap((error) => {
    const key = keyOf(error);
    if (error.keyword === "additionalProperties") {
      // A team's own keys are its own business; only a slip of the pen is ours.
      const near = nearest(key, KEYS);
      if (near === undefined) return [];
      return defect("front-matter", key, "unknown key", at(key), { expected: near });
    }
    if (error.keyword === "required") return defect("front-matter", key, "missing", at("kind"));
    const found = JSON.stringify(matter.values[key]) ?? "";
    return defect("front-matter", key, "value", at(key), { found: found.replaceAll(/^"|"$/g, "") });
  });
}

function keyOf(error: ErrorObject): string {
  const params: Readonly<Record<string, unknown>> = error.params;
  const named = params["missingProperty"] ?? params["additionalProperty"];
  return typeof named === "string" ? named : (error.instancePath.split("/")[1] ?? "front matter");
}

/** Aliases that unfold without end are refused by the library. */
function plainValues(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return error instanceof Error ? error : new Error("not readable");
  }
}
