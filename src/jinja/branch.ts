import { namesOf } from "./assign.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { Failure } from "./failure.ts";
import { ghostly } from "./ghost.ts";
import { standOf } from "./lift.ts";
import { Output } from "./output.ts";
import { ReturnSignal } from "./return-signal.ts";
import { Scope } from "./scope.ts";
import { isNothing, truth } from "./truth.ts";
import type { Statement } from "./tree.ts";
import { Unknown } from "./value.ts";

type Signal = "break" | "continue" | undefined;
type Execute = (body: readonly Statement[], frame: Frame) => Signal;
type If = Extract<Statement, { kind: "if" }>;

/**
 * An `if`. Where its condition is tainted, the branch that dbt's parsing takes is rendered, the others are walked for what
 * they read, and the names that any of them sets are tainted from then on.
 */
export function branch(node: If, frame: Frame, execute: Execute, evaluate: Evaluate): Signal {
  const { run } = frame;
  const passed: (readonly Statement[])[] = [];
  let taint: Unknown | undefined;
  let taken: readonly Statement[] | undefined;
  for (const { test, body } of node.branches) {
    const value = taken === undefined ? evaluate(test, frame) : false;
    const found = run.taintOf(value);
    // A certain condition after a doubtful one is doubtful too: it may not be asked at all.
    taint ??= found;
    if (found?.assumed === false && taint?.assumed === true) taint = found;
    if (taken === undefined && truth(value)) {
      taken = body;
      if (taint === undefined) return execute(body, frame);
    } else if (taint !== undefined) passed.push(body);
  }
  if (taint === undefined) return execute(node.otherwise, frame);
  if (taken !== undefined) passed.push(node.otherwise);
  return doubtful(node, frame, execute, { taint, taken: taken ?? node.otherwise, passed });
}

interface Choice {
  readonly taint: Unknown;
  readonly taken: readonly Statement[];
  readonly passed: readonly (readonly Statement[])[];
}

function doubtful(node: If, frame: Frame, execute: Execute, { taint, taken, passed }: Choice): Signal {
  const { run } = frame;
  if (taint.assumed) run.assumed.add(taint.reason);
  // What is taken for granted leaves no doubt behind it.
  const walked = taint.assumed ? { ...frame, doubtful: {} } : frame;
  for (const body of passed) {
    const out = new Output();
    ghostly(walked, () => void execute(body, { ...walked, scope: new Scope(frame.scope), out, top: false }));
    if (run.ghostTexts.length < 1000) run.ghostTexts.push(out.text());
  }
  const likely = (): Signal => unlessRaised([taken, ...passed.toReversed()], frame, execute);
  if (taint.assumed) return likely();
  run.at = node.at;
  if ([taken, ...passed].some(writes)) run.doubt(`a branch on ${taint.reason}: only the likelier way is rendered`);
  const signal = returning(taint, frame, likely);
  for (const name of new Set([taken, ...passed].flatMap(setIn))) {
    const value = frame.scope.get(name);
    if (value !== undefined && !(value instanceof Unknown && !value.assumed))
      frame.scope.set(name, new Unknown(taint.reason, standOf(value)));
  }
  return signal;
}

/** The first of the ways that does not end in the template's own error: a run that fails is none that we judge. */
function unlessRaised(ways: readonly (readonly Statement[])[], frame: Frame, execute: Execute): Signal {
  const { run, out } = frame;
  const { depth, source, at } = run;
  const mark = out.mark();
  let raised: Failure | undefined;
  for (const way of ways)
    try {
      return execute(way, frame);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== "raised") throw error;
      raised ??= error;
      out.cut(mark);
      Object.assign(run, { depth, source, at });
    }
  throw raised ?? run.failure("no way to go");
}

/** A value that is returned from a doubtful branch is doubtful. */
function returning(taint: Unknown, frame: Frame, inner: () => Signal): Signal {
  try {
    return inner();
  } catch (error) {
    if (!(error instanceof ReturnSignal) || error.value instanceof Unknown) throw error;
    // "Nothing to see while dbt parses": a run goes on behind it, and so do we.
    if (isNothing(error.value)) {
      frame.doubtful.skipped ??= { value: error.value, reason: taint.reason };
      return undefined;
    }
    throw new ReturnSignal(new Unknown(taint.reason, error.value));
  }
}

/** Does it write anything that can be seen? */
function writes(body: readonly Statement[]): boolean {
  return body.some((one) => {
    if (one.kind === "data") return one.text.trim() !== "";
    if (one.kind === "output")
      return !(one.value.kind === "call" && one.value.callee.kind === "name" && SILENT.has(one.value.callee.name));
    if (one.kind === "if") return one.branches.some((each) => writes(each.body)) || writes(one.otherwise);
    return one.kind === "for" ? writes(one.body) : one.kind === "call-block" || one.kind === "filter-block";
  });
}

const SILENT: ReadonlySet<string> = new Set(["return", "log", "config", "print"]);

/** Names that the statements set in the scope around them. */
function setIn(body: readonly Statement[]): readonly string[] {
  return body.flatMap((one) => {
    if (one.kind === "set" || one.kind === "set-block") return namesOf(one.target);
    if (one.kind === "if") return [...one.branches.flatMap((each) => setIn(each.body)), ...setIn(one.otherwise)];
    return [];
  });
}
