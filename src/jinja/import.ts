import type { Evaluate, Frame } from "./frame.ts";
import { Namespace } from "./namespace.ts";
import { Output } from "./output.ts";
import { parse } from "./parse.ts";
import { Scope } from "./scope.ts";
import type { Statement } from "./tree.ts";
import { Undefined } from "./value.ts";

type Execute = (body: readonly Statement[], frame: Frame) => unknown;

/** `import` and `from … import`: the other template runs for its names, its text is dropped. */
export function importTemplate(
  node: Extract<Statement, { kind: "import" }>,
  frame: Frame,
  execute: Execute,
  evaluate: Evaluate,
): void {
  const { run, host, scope } = frame;
  const name = run.text(evaluate(node.from, frame));
  const source = host.load?.(name);
  if (source === undefined) throw run.failure(`the template \`${name.slice(0, 80)}\`, which is not there`);
  const { body, broken } = parse(source.text);
  if (broken !== undefined)
    throw run.failure(`the template \`${name.slice(0, 80)}\`, which cannot be read: ${broken.reason}`);
  const inner = new Scope(scope);
  const { source: from, at } = run;
  run.depth += 1;
  if (run.depth > run.limits.depth) throw run.failure("templates that import each other without end", "limit");
  run.source = source;
  execute(body, { ...frame, source, scope: inner, out: new Output(), top: false });
  Object.assign(run, { source: from, at });
  run.depth -= 1;
  if (node.as !== undefined) scope.set(node.as, new Namespace(inner.own()));
  for (const [theirs, ours] of node.names) scope.set(ours, inner.own().get(theirs) ?? new Undefined(theirs));
}
