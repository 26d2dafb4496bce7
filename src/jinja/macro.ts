import type { Doubtful, Frame } from "./frame.ts";
import { Output } from "./output.ts";
import { ReturnSignal } from "./return-signal.ts";
import { Scope } from "./scope.ts";
import type { Expression, MacroNode, Statement } from "./tree.ts";
import { Callable, Dict, Thing, Tuple, Undefined, Unknown, type Arguments, type Value } from "./value.ts";

type Execute = (body: readonly Statement[], frame: Frame) => unknown;
type Evaluate = (node: Expression, frame: Frame) => Value;

/** A macro as a value: called with what Python would allow, it answers its text or what it returned. */
export class Macro extends Thing {
  readonly #node: MacroNode;
  readonly #frame: Frame;
  readonly #execute: Execute;
  readonly #evaluate: Evaluate;

  constructor(node: MacroNode, frame: Frame, execute: Execute, evaluate: Evaluate) {
    super();
    this.#node = node;
    this.#frame = frame;
    this.#execute = execute;
    this.#evaluate = evaluate;
  }

  attribute(name: string): Value | undefined {
    if (name === "name") return this.#node.name;
    if (name === "arguments") return new Tuple(this.#node.parameters.map((one) => one.name));
    return undefined;
  }

  text(): string {
    return `<Macro '${this.#node.name}'>`;
  }

  override call(args: Arguments): Value {
    // The macro's own rendering, which is also its caller's: a macro lives as long as one run.
    const { run, source, host } = this.#frame;
    const { source: from, at, depth } = run;
    const scope = new Scope(this.#frame.scope);
    const doubtful: Doubtful = {};
    const frame: Frame = { run, scope, source, host, out: new Output(), top: false, doubtful };
    run.source = source;
    run.depth += 1;
    let value: Value;
    try {
      this.#bind(args, scope, frame);
      this.#execute(this.#node.body, frame);
      value = textOrSkipped(run.sized(frame.out.text()), doubtful);
    } catch (error) {
      if (!(error instanceof ReturnSignal)) throw error;
      ({ value } = error);
    }
    run.source = from;
    run.at = at;
    run.depth = depth;
    return doubtful.reason === undefined || value instanceof Unknown ? value : new Unknown(doubtful.reason, value);
  }

  #bind({ positional, named }: Arguments, scope: Scope, frame: Frame): void {
    const { parameters, names, name } = this.#node;
    const rest = new Map(named);
    for (const [i, parameter] of parameters.entries()) {
      const given = positional[i] ?? (i < positional.length ? null : rest.get(parameter.name));
      if (i >= positional.length) rest.delete(parameter.name);
      const otherwise = parameter.otherwise;
      if (given !== undefined) scope.set(parameter.name, given);
      else
        scope.set(
          parameter.name,
          otherwise === undefined ? new Undefined(parameter.name) : this.#evaluate(otherwise, frame),
        );
    }
    const caller = rest.get("caller");
    if (names.has("caller")) scope.set("caller", caller ?? new Undefined("caller"));
    rest.delete("caller");
    if (names.has("kwargs")) {
      const kwargs = new Dict();
      for (const [key, value] of rest) kwargs.set(key, value);
      scope.set("kwargs", kwargs);
    } else if (rest.size > 0)
      throw frame.run.failure(`the argument \`${[...rest.keys()][0]}\` of macro \`${name}\`, which it does not have`);
    if (names.has("varargs")) scope.set("varargs", new Tuple(positional.slice(parameters.length)));
    else if (positional.length > parameters.length)
      throw frame.run.failure(`${positional.length} arguments for macro \`${name}\`, which has ${parameters.length}`);
  }
}

/** A macro that returns a list returned none: its blank text is not what a run would get. */
const textOrSkipped = (text: string, { skipped }: Doubtful): Value =>
  skipped === undefined || (typeof skipped.value === "string" && text.trim() !== "")
    ? text
    : new Unknown(skipped.reason, skipped.value);

/** The function `return`, which dbt lends to macros. */
export const returnFunction = new Callable(
  "return",
  ({ positional }) => {
    throw new ReturnSignal(positional[0] ?? null);
  },
  true,
);
