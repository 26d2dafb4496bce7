import { assign } from "./assign.ts";
import { branch } from "./branch.ts";
import { callValue, argumentsOf } from "./call.ts";
import { applyFilter, evaluate } from "./evaluate.ts";
import { runFor } from "./for.ts";
import type { Frame } from "./frame.ts";
import { importTemplate } from "./import.ts";
import { Macro } from "./macro.ts";
import { Output } from "./output.ts";
import { Scope } from "./scope.ts";
import type { Expression, MacroNode, Statement } from "./tree.ts";
import type { Value } from "./value.ts";

/** Leaves a loop's round early. */
export type Signal = "break" | "continue" | undefined;

/** Runs statements in order; their text goes to the frame's output. */
export function execute(body: readonly Statement[], frame: Frame): Signal {
  const { run } = frame;
  for (const statement of body) {
    run.at = statement.at;
    if (frame.top) run.top = statement.at;
    run.charge(1);
    const signal = executeOne(statement, frame);
    if (signal !== undefined) return signal;
  }
  return undefined;
}

export const macroOf = (node: MacroNode, frame: Frame): Macro => new Macro(node, frame, execute, evaluate);

function executeOne(statement: Statement, frame: Frame): Signal {
  switch (statement.kind) {
    case "data":
      data(statement.text, statement.at, frame);
      return undefined;
    case "output":
      write(frame.run.text(evaluate(statement.value, frame)), statement.at, frame);
      return undefined;
    case "if":
      return branch(statement, frame, execute, evaluate);
    case "for":
      return runFor(statement, frame, execute, evaluate);
    case "set":
      assign(statement.target, evaluate(statement.value, frame), frame);
      return undefined;
    case "set-block": {
      const text: Value = captured(statement.body, frame);
      assign(statement.target, statement.filter === undefined ? text : filtered(statement.filter, text, frame), frame);
      return undefined;
    }
    case "macro":
      frame.scope.set(statement.name, macroOf(statement, frame));
      return undefined;
    case "call-block": {
      const { call } = statement;
      if (call.kind !== "call") return undefined;
      const callee = evaluate(call.callee, frame);
      const args = argumentsOf(call.args, frame, evaluate);
      const named = new Map([...args.named, ["caller", macroOf(statement.caller, frame)] as const]);
      frame.run.at = statement.at;
      const value = callValue(callee, { positional: args.positional, named }, frame.run, frame.host);
      write(frame.run.text(value), statement.at, frame);
      return undefined;
    }
    case "filter-block": {
      const value = filtered(statement.filter, captured(statement.body, frame), frame);
      write(frame.run.text(value), statement.at, frame);
      return undefined;
    }
    case "do":
      evaluate(statement.value, frame);
      return undefined;
    case "with": {
      const inner = { ...frame, scope: new Scope(frame.scope) };
      for (const [target, value] of statement.sets) assign(target, evaluate(value, frame), inner);
      return execute(statement.body, inner);
    }
    case "break":
    case "continue":
      return statement.kind;
    case "import":
      importTemplate(statement, frame, execute, evaluate);
      return undefined;
    case "block":
      // dbt takes these out of the file; only Jinja's own block is text where it stands.
      return statement.word === "block"
        ? execute(statement.body, { ...frame, scope: new Scope(frame.scope) })
        : undefined;
    default:
      return statement satisfies never;
  }
}

function write(text: string, at: number, { out, run }: Frame): void {
  out.write(text, at, false);
  if (out.length > run.limits.text) throw run.failure("an output that is too long", "limit");
}

function data(text: string, at: number, { out, run }: Frame): void {
  run.charge(text.length >> 6);
  if (text.includes("\r")) {
    // Jinja writes every line end as one character; each line keeps its own place.
    for (const line of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g))
      if (line[0] !== "") out.write(line[1] + (line[2] === "" ? "" : "\n"), at + line.index, true);
  } else out.write(text, at, true);
  if (out.length > run.limits.text) throw run.failure("an output that is too long", "limit");
}

/** The text of a body that is not written where it stands. */
function captured(body: readonly Statement[], frame: Frame): string {
  const out = new Output();
  execute(body, { ...frame, scope: new Scope(frame.scope), out, top: false });
  return frame.run.sized(out.text());
}

/** A filter, or a chain of them, on a text; the innermost has none of its own. */
function filtered(node: Expression, value: Value, frame: Frame): Value {
  if (node.kind !== "filter") return value;
  return applyFilter(node, node.of === undefined ? value : filtered(node.of, value, frame), frame);
}
