import { worded } from "./worded.ts";
import { elements, kindOf } from "./iterate.ts";
import { lift } from "./lift.ts";
import type { Evaluate, Frame, Host } from "./frame.ts";
import type { Run } from "./run.ts";
import type { CallArguments } from "./tree.ts";
import { Callable, Dict, Thing, Undefined, Unknown, type Arguments, type Value } from "./value.ts";

/** The arguments of a call, spread ones included. */
export function argumentsOf(args: CallArguments, frame: Frame, evaluate: Evaluate): Arguments {
  const positional = args.positional.map((one) => evaluate(one, frame));
  const named = new Map(args.named.map(([name, value]) => [name, evaluate(value, frame)]));
  if (args.spread !== undefined) {
    const more = evaluate(args.spread, frame);
    positional.push(...(more instanceof Unknown ? [more] : (elements(more) ?? [])));
    frame.run.charge(positional.length);
    if (positional.length > 10_000) throw frame.run.failure("more arguments than a call may have", "limit");
  }
  if (args.spreadNamed !== undefined) {
    const more = evaluate(args.spreadNamed, frame);
    const entries = more instanceof Dict ? more.entries() : [];
    for (const [key, value] of entries) named.set(worded(key), value);
    if (more instanceof Unknown) positional.push(more);
  }
  return { positional, named };
}

/** Calls a value. A name that leads nowhere is asked of the host; what a tainted function answers is tainted. */
export function callValue(callee: Value, args: Arguments, run: Run, host: Host): Value {
  run.charge(1);
  if (callee instanceof Callable) {
    const all = [...args.positional, ...args.named.values()];
    if (callee.minds || !all.some((one) => one instanceof Unknown)) return callee.call(args, run);
    return lift(all, (stands) => {
      const positional = stands.slice(0, args.positional.length);
      const named = new Map([...args.named.keys()].map((name, i) => [name, stands[positional.length + i] ?? null]));
      return callee.call({ positional, named }, run);
    });
  }
  if (callee instanceof Thing && callee.call !== undefined) return callee.call(args, run);
  for (const one of [...args.positional, ...args.named.values()]) if (typeof one === "string") hand(one, run);
  if (callee instanceof Unknown) return callee.assumed ? callValue(callee.stand, args, run, host) : answered(callee);
  if (callee instanceof Undefined) {
    const answer = host.missing(callee.path, run);
    if (answer !== undefined) return answer;
    throw run.failure(`\`${callee.path}\`, which is undefined`);
  }
  throw run.failure(`a call of ${kindOf(callee)}`);
}

/** What a tainted function answers: nothing is known of it, but that something came out of what has something in it. */
const answered = ({ reason, stand }: Unknown): Unknown =>
  stand instanceof Thing && stand.elements !== undefined ? new Unknown(reason, stand) : new Unknown(reason);

const hand = (text: string, run: Run): void => {
  if (run.handed.length < 1000 && text.length < 1000) run.handed.push(text);
};
