import { numberOf } from "./compare.ts";
import { formatSpec } from "./format-spec.ts";
import { repr } from "./text-of.ts";
import { Dict, Tuple, type Running, type Value } from "./value.ts";

const PLACE = /%(?:\(([^)]*)\))?([-+ 0#]*)(\d*|\*)(?:\.(\d+))?([diouxXeEfFgGcrs%])/g;

/** Python's `"%s of %d" % (a, b)`. */
export function formatPercent(format: string, values: Value, run: Running): string {
  const queue = values instanceof Tuple ? [...values.items] : [values];
  return format.replace(
    PLACE,
    (_: string, key: string | undefined, flags: string, width: string, precision: string | undefined, type: string) => {
      if (type === "%") return "%";
      const value = key !== undefined && values instanceof Dict ? values.get(key) : queue.shift();
      if (value === undefined) throw run.failure("more places in the format than values");
      if (Number(width) > 10_000 || Number(precision) > 100) throw run.failure("a format that is too wide", "limit");
      const align = flags.includes("-") ? "<" : ">";
      const fill = flags.includes("0") && align === ">" ? "0" : " ";
      const sign = flags.includes("+") ? "+" : "";
      if (type === "s" || type === "r" || type === "c") {
        const text = type === "r" ? repr(value, run) : run.text(value);
        const cut = precision === undefined ? text : text.slice(0, Number(precision));
        return align === "<" ? cut.padEnd(Number(width)) : cut.padStart(Number(width));
      }
      const number = numberOf(value);
      if (number === undefined) throw run.failure(`a number for \`%${type}\``);
      const kind = type === "i" || type === "u" ? "d" : type;
      const spec = `${fill === "0" ? "0>" : align}${sign}${width}${precision === undefined ? "" : `.${precision}`}${kind}`;
      return formatSpec(kind === "d" ? Math.trunc(number) : value, spec, run);
    },
  );
}
