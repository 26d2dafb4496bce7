import { assign } from "./assign.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { iterate } from "./iterate.ts";
import { standOf } from "./lift.ts";
import { Loop } from "./loop.ts";
import { Output } from "./output.ts";
import { Scope } from "./scope.ts";
import { truth } from "./truth.ts";
import type { Statement } from "./tree.ts";
import { Unknown, type Value } from "./value.ts";

type Signal = "break" | "continue" | undefined;
type Execute = (body: readonly Statement[], frame: Frame) => Signal;
type For = Extract<Statement, { kind: "for" }>;

/** A `for`. Over something that only a run knows, its body is rendered once, with an element that is not known. */
export function runFor(node: For, frame: Frame, execute: Execute, evaluate: Evaluate): undefined {
  rounds(node, evaluate(node.over, frame), frame, { execute, evaluate, depth: 1 });
}

interface Rules {
  readonly execute: Execute;
  readonly evaluate: Evaluate;
  readonly depth: number;
}

function rounds(node: For, over: Value, frame: Frame, rules: Rules): void {
  const { run } = frame;
  const all = itemsOf(over, frame);
  const items = node.only === undefined ? all : all.filter((item) => chosen(node, item, frame, rules));
  if (items.length === 0) return void rules.execute(node.otherwise, frame);
  const again = (value: Value): string => {
    const out = new Output();
    const { at, source } = run;
    run.depth += 1;
    rounds(node, value, { ...frame, out, top: false }, { ...rules, depth: rules.depth + 1 });
    run.depth -= 1;
    Object.assign(run, { at, source });
    return run.sized(out.text());
  };
  const loop = new Loop(items, rules.depth, node.recursive ? again : undefined);
  for (const [i, item] of items.entries()) {
    run.round();
    loop.index0 = i;
    const inner = { ...frame, scope: new Scope(frame.scope) };
    inner.scope.set("loop", loop);
    assign(node.target, item, inner);
    if (rules.execute(node.body, inner) === "break") break;
  }
}

function itemsOf(over: Value, frame: Frame): readonly Value[] {
  const { run } = frame;
  if (!(over instanceof Unknown)) return [...iterate(over, run)];
  if (over.assumed) {
    run.assumed.add(over.reason);
    return [...iterate(standOf(over), run)];
  }
  run.doubt(`a loop over ${over.reason}: rendered once`);
  return [new Unknown(over.reason)];
}

function chosen(node: For, item: Value, frame: Frame, { evaluate }: Rules): boolean {
  if (node.only === undefined) return true;
  const inner = { ...frame, scope: new Scope(frame.scope) };
  assign(node.target, item, inner);
  const value = evaluate(node.only, inner);
  // Of an unknown element nobody knows whether it is left out: it stays, as a hole.
  return value instanceof Unknown && !value.assumed ? true : truth(value);
}
