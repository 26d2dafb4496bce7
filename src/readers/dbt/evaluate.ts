import { jinjaTags } from "./jinja-tags.ts";
import { valueOf, type Value } from "./jinja-value.ts";
import type { Plain } from "./yaml-get.ts";

/** Variables that a project states. `stated` alone counts where a default, which any run may override, must not decide. */
export interface Vars {
  readonly stated: Readonly<Record<string, Plain>>;
  readonly defaults: boolean;
}

const NO_VARS: Vars = { stated: {}, defaults: false };

/** The value as plain data, or undefined where it depends on what only a run knows (`target`, `env_var`, a loop). */
export function evaluate(value: Value, vars: Vars): Plain | undefined {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "list": {
      const items = value.items.map((item) => evaluate(item, vars));
      return items.includes(undefined) ? undefined : items.filter((item) => item !== undefined);
    }
    case "map": {
      const entries = value.entries.map(([key, item]) => [key, evaluate(item, vars)] as const);
      if (entries.some(([, item]) => item === undefined)) return undefined;
      return Object.fromEntries(entries) as Plain;
    }
    case "join": {
      const left = evaluate(value.left, vars);
      const right = evaluate(value.right, vars);
      return typeof left === "string" && typeof right === "string" ? left + right : undefined;
    }
    case "call":
      return value.name === "var" ? variable(value, vars) : undefined;
    default:
      return undefined;
  }
}

function variable(call: Extract<Value, { kind: "call" }>, vars: Vars): Plain | undefined {
  const [nameValue, otherwise = call.args.named["default"]] = call.args.positional;
  const name = nameValue === undefined ? undefined : evaluate(nameValue, vars);
  if (typeof name !== "string") return undefined;
  if (Object.hasOwn(vars.stated, name)) {
    const value = vars.stated[name];
    return typeof value === "string" ? render(value, NO_VARS) : value;
  }
  return otherwise === undefined || !vars.defaults ? undefined : evaluate(otherwise, vars);
}

/** A text with Jinja in it, as a value; undefined where a part of it is not known. One lone expression keeps its type. */
export function render(text: string, vars: Vars): Plain | undefined {
  if (!text.includes("{")) return text;
  const { tags, broken } = jinjaTags(text);
  if (broken !== undefined || tags.some(({ type }) => type === "statement")) return undefined;
  const [only] = tags;
  if (tags.length === 1 && only?.type === "expression" && only.from === 0 && only.to === text.length)
    return evaluate(valueOf(only.tokens), vars);
  let rendered = "";
  let at = 0;
  for (const { type, tokens, from, to } of tags) {
    rendered += text.slice(at, from);
    at = to;
    if (type === "comment") continue;
    const value = evaluate(valueOf(tokens), vars);
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    rendered += String(value);
  }
  return rendered + text.slice(at);
}
