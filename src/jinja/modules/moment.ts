import { worded } from "../worded.ts";
import { numberOf } from "../compare.ts";
import { Callable, Float, Thing, Tuple, type Arguments, type Value } from "../value.ts";
import { strftime } from "./strftime.ts";

const DAY = 86_400_000;
const two = (value: number): string => String(value).padStart(2, "0");

/** A `timedelta`, in milliseconds. */
export class Span extends Thing {
  readonly ms: number;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }
  attribute(name: string): Value | undefined {
    if (name === "days") return Math.floor(this.ms / DAY);
    if (name === "seconds") return Math.floor((this.ms - Math.floor(this.ms / DAY) * DAY) / 1000);
    return name === "total_seconds" ? new Callable(name, () => new Float(this.ms / 1000)) : undefined;
  }
  text(): string {
    const days = Math.floor(this.ms / DAY);
    const rest = Math.floor((this.ms - days * DAY) / 1000);
    const clock = `${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
    return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}`;
  }
  override operate(operator: string, other: Value): Value | undefined {
    if (other instanceof Moment) return operator === "+" ? other.operate("+", this) : undefined;
    if (other instanceof Span)
      return operator === "+"
        ? new Span(this.ms + other.ms)
        : operator === "-"
          ? new Span(this.ms - other.ms)
          : undefined;
    const by = numberOf(other);
    return operator === "*" && by !== undefined ? new Span(this.ms * by) : undefined;
  }
  override order(other: Thing): number | undefined {
    return other instanceof Span ? this.ms - other.ms : undefined;
  }
}

/** A `date` or a `datetime` without a zone, in milliseconds of UTC. */
export class Moment extends Thing {
  readonly ms: number;
  readonly dated: boolean;
  constructor(ms: number, dated: boolean) {
    super();
    this.ms = ms;
    this.dated = dated;
  }
  attribute(name: string): Value | undefined {
    const date = new Date(this.ms);
    const parts: Readonly<Record<string, number>> = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      microsecond: date.getUTCMilliseconds() * 1000,
    };
    const weekday = (date.getUTCDay() + 6) % 7;
    const methods: Readonly<Record<string, (args: Arguments) => Value>> = {
      strftime: ({ positional }) => strftime(this.ms, worded(positional[0])),
      isoformat: () => this.text().replace(" ", "T"),
      date: () => new Moment(Math.floor(this.ms / DAY) * DAY, true),
      weekday: () => weekday,
      isoweekday: () => weekday + 1,
      timestamp: () => new Float(this.ms / 1000),
      toordinal: () => Math.floor(this.ms / DAY) + 719_163,
      timetuple: () => new Tuple(Object.values(parts)),
      replace: ({ named }) => {
        const at = (key: string): number => numberOf(named.get(key) ?? parts[key] ?? 0) ?? 0;
        return new Moment(
          Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second")),
          this.dated,
        );
      },
    };
    if (Object.hasOwn(parts, name)) return parts[name];
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    return method === undefined ? undefined : new Callable(name, (args) => method(args));
  }
  text(): string {
    return strftime(
      this.ms,
      this.dated ? "%Y-%m-%d" : this.ms % 1000 === 0 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M:%S.%f",
    );
  }
  override operate(operator: string, other: Value): Value | undefined {
    if (other instanceof Span)
      return new Moment(operator === "-" ? this.ms - other.ms : this.ms + other.ms, this.dated);
    return other instanceof Moment && operator === "-" ? new Span(this.ms - other.ms) : undefined;
  }
  override order(other: Thing): number | undefined {
    return other instanceof Moment ? this.ms - other.ms : undefined;
  }
}
