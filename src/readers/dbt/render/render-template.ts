import { filters } from "../../../jinja/filters/all.ts";
import type { Host } from "../../../jinja/frame.ts";
import { Rendering, type Rendered } from "../../../jinja/render.ts";
import type { Run } from "../../../jinja/run.ts";
import { Scope } from "../../../jinja/scope.ts";
import { tests } from "../../../jinja/tests.ts";
import type { Expression, Statement } from "../../../jinja/tree.ts";
import { Unknown, type Value } from "../../../jinja/value.ts";
import { Context } from "./context.ts";
import { placeOf } from "./dbt-functions.ts";
import { Recorder } from "./record.ts";
import type { RenderingOf, RenderingWorld } from "./rendering-world.ts";

export interface TemplateRendering {
  readonly rendered: Rendered;
  readonly recorder: Recorder;
}

/** Renders a body of a file as dbt would, without dbt: what only a run knows is a hole, what was read is recorded. */
export function renderTemplate(
  body: readonly Statement[],
  text: string,
  world: RenderingWorld,
  of: RenderingOf,
): TemplateRendering {
  const { rendering, context, recorder } = begin(text, world, of);
  const rendered = rendering.render(body, new Scope(context.scope(world.project)));
  world.patience.spend(rendering.run.steps);
  return { rendered, recorder };
}

/** The value of one expression, with what it read. */
export function evaluateExpression(
  node: Expression,
  text: string,
  world: RenderingWorld,
  of: RenderingOf,
): { readonly value: Value | undefined; readonly recorder: Recorder } {
  const { rendering, context, recorder } = begin(text, world, of);
  const value = rendering.value(node, new Scope(context.scope(world.project)));
  world.patience.spend(rendering.run.steps);
  return { value, recorder };
}

function begin(text: string, world: RenderingWorld, of: RenderingOf) {
  const recorder = new Recorder();
  const host: Host = { filters, tests, missing: (path, run) => missing(path, run, recorder) };
  const context: Context = new Context(world, of, recorder, () => rendering);
  const rendering: Rendering = new Rendering({ path: of.path, text }, host, world.patience.limits());
  return { rendering, context, recorder };
}

/** A name that leads nowhere is a package's macro that we do not have, more often than a slip. */
function missing(path: string, run: Run, recorder: Recorder): Value {
  if (!run.ghost) recorder.unknownMacros.push({ name: path, ...placeOf(run) });
  return new Unknown(`\`${path.slice(0, 100)}\`, which is in no package here`);
}
