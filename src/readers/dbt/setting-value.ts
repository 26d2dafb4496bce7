import { parse } from "../../jinja/parse.ts";
import { oncePer } from "../../model/once-per.ts";
import type { Template } from "../../jinja/tree.ts";
import { MacroBook } from "./render/macro-book.ts";
import { Patience } from "./render/patience.ts";
import { plainOf } from "./render/plain-value.ts";
import type { Recorder } from "./render/record.ts";
import { evaluateExpression, renderTemplate } from "./render/render-template.ts";
import type { RenderingOf, RenderingWorld } from "./render/rendering-world.ts";
import type { Vars } from "./vars.ts";
import type { Plain } from "./yaml-get.ts";

/** A setting is a line: it may take what is always left. */
const SETTINGS = new Patience(0);
const NO_MACROS = new MacroBook(new Map(), new Map(), "");
const OF: RenderingOf = { name: "", path: "", incremental: false, stated: () => undefined };
const worldOf = (vars: Vars): RenderingWorld => ({
  patience: SETTINGS,
  project: "",
  production: vars.production ?? { adapter: "" },
  adapter: vars.production?.adapter ?? "",
  vars,
  book: NO_MACROS,
  searchOrder: new Map(),
  graph: { nodes: [], digest: "" },
  placed: new Map(),
});

/** A text with Jinja in it, as a value; undefined where a part of it is only known to a run. One lone expression keeps its type. */
export function settingValue(text: string, vars: Vars): Plain | undefined {
  if (!text.includes("{")) return text;
  const before = known(vars);
  // A folder's setting is asked for by every model below it.
  if (!before.has(text)) before.set(text, evaluated(text, vars));
  return before.get(text);
}

const known = oncePer<Vars, Map<string, Plain | undefined>>(() => new Map());

function evaluated(text: string, vars: Vars): Plain | undefined {
  const { body, broken } = parse(text);
  if (broken !== undefined) return undefined;
  const [only] = body;
  if (body.length === 1 && only?.kind === "output") {
    const { value } = evaluateExpression(only.value, text, worldOf(vars), OF);
    return value === undefined ? undefined : plainOf(value);
  }
  const { rendered } = renderTemplate(body, text, worldOf(vars), OF);
  const sure =
    rendered.error === undefined && rendered.holes.length + rendered.assumed.length + rendered.doubts.length === 0;
  return sure ? rendered.text : undefined;
}

/** What a value of a properties file reads: `ref('x')`, with or without the braces. */
export function readsIn(text: string, vars: Vars): Recorder["reads"] {
  const written = parse(text);
  const bare = written.body.every(({ kind }) => kind === "data");
  const { body }: Template = bare ? parse(`{{ ${text} }}`) : written;
  return renderTemplate(body, text, worldOf(vars), OF).recorder.reads;
}
