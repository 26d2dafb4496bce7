import { worded } from "../worded.ts";
import { numberOf } from "../compare.ts";
import { Callable, Thing, Unknown, type Arguments, type Running, type Value } from "../value.ts";
import { Module } from "./module.ts";
import { Moment, Span } from "./moment.ts";
import { strptime } from "./strftime.ts";

const UNITS: readonly (readonly [string, number])[] = [
  ["days", 86_400_000],
  ["seconds", 1000],
  ["microseconds", 0.001],
  ["milliseconds", 1],
  ["minutes", 60_000],
  ["hours", 3_600_000],
  ["weeks", 604_800_000],
];
/** JavaScript's own bounds, which are wider than Python's. */
const MOST = 8e15;

function moment({ positional, named }: Arguments, run: Running, dated: boolean): Value {
  const at = (place: number, key: string, otherwise: number): number =>
    numberOf(positional[place] ?? named.get(key) ?? otherwise) ?? otherwise;
  const ms = Date.UTC(
    at(0, "year", 1970),
    at(1, "month", 1) - 1,
    at(2, "day", 1),
    at(3, "hour", 0),
    at(4, "minute", 0),
    at(5, "second", 0),
  );
  if (!Number.isFinite(ms)) throw run.failure("a date that there is not");
  return new Moment(ms, dated);
}

const iso = (text: string): number =>
  Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : `${text.replace(" ", "T").replace(/Z?$/, "")}Z`);

function span({ positional, named }: Arguments, run: Running): Value {
  let ms = 0;
  for (const [i, [name, unit]] of UNITS.entries()) ms += (numberOf(positional[i] ?? named.get(name) ?? 0) ?? 0) * unit;
  if (Math.abs(ms) > MOST) throw run.failure("a span of time that is too long");
  return new Span(ms);
}

/** `datetime.datetime` and `datetime.date`: called to make one, and with functions of their own. What asks the clock is not known. */
class MomentType extends Thing {
  readonly #dated: boolean;
  constructor(dated: boolean) {
    super();
    this.#dated = dated;
  }
  attribute(name: string): Value | undefined {
    if (["now", "utcnow", "today"].includes(name))
      return new Callable(name, () => new Unknown("the moment of the run"));
    const parsed = (read: (args: Arguments) => number | undefined): Value =>
      new Callable(name, (args, run) => {
        const ms = read(args);
        if (ms === undefined || !Number.isFinite(ms)) throw run.failure("a date in another form than expected");
        return new Moment(ms, this.#dated);
      });
    if (name === "strptime") return parsed(({ positional }) => strptime(worded(positional[0]), worded(positional[1])));
    if (name === "fromisoformat") return parsed(({ positional }) => iso(worded(positional[0])));
    if (name === "fromtimestamp" || name === "utcfromtimestamp")
      return parsed(({ positional }) => (numberOf(positional[0] ?? 0) ?? 0) * 1000);
    if (name !== "combine") return undefined;
    return parsed(({ positional: [date] }) => (date instanceof Moment ? date.ms : undefined));
  }
  text(): string {
    return this.#dated ? "<class 'datetime.date'>" : "<class 'datetime.datetime'>";
  }
  override call(args: Arguments, run: Running): Value {
    return moment(args, run, this.#dated);
  }
}

/** `modules.datetime`, in the parts that do not ask the clock. */
export const datetimeModule = new Module("modules.datetime", [
  ["datetime", new MomentType(false)],
  ["date", new MomentType(true)],
  ["timedelta", new Callable("timedelta", span)],
]);

/** `modules.pytz`: a zone only matters to the clock. */
export const pytzModule = new Module("modules.pytz", [
  ["timezone", new Callable("timezone", () => new Unknown("a time zone"))],
  ["utc", new Unknown("a time zone")],
  ["UTC", new Unknown("a time zone")],
]);
