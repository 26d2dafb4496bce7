import { numberOf } from "./compare.ts";
import { Float, type Running, type Value } from "./value.ts";

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

/** Python's format specification: fill, alignment, sign, width, grouping, precision, type. */
export function formatSpec(value: Value, spec: string, run: Running): string {
  if (spec === "") return run.text(value);
  const found = SPEC.exec(spec);
  if (found === null) throw run.failure(`the format \`${spec.slice(0, 40)}\`, which is not known`);
  const [, fill = " ", alignment, sign = "-", , zero, width = "0", group, precision, type] = found;
  if (Number(width) > 10_000 || Number(precision ?? 0) > 100) throw run.failure("a format that is too wide", "limit");
  const number = numberOf(value);
  const numeric = number !== undefined && type !== "s";
  let body: string;
  let lead = "";
  if (numeric) {
    body = digits(Math.abs(number), value instanceof Float, type, precision, run);
    if (group !== undefined) body = body.replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, group));
    lead = number < 0 ? "-" : sign === "-" ? "" : sign;
  } else {
    const text = run.text(value);
    body = precision === undefined ? text : text.slice(0, Number(precision));
  }
  const space = Number(width) - body.length - lead.length;
  if (space <= 0) return lead + body;
  if (zero !== undefined && alignment === undefined) return lead + "0".repeat(space) + body;
  const align = alignment ?? (numeric ? ">" : "<");
  if (align === "=") return lead + fill.repeat(space) + body;
  const before = align === ">" ? space : align === "^" ? Math.floor(space / 2) : 0;
  return fill.repeat(before) + lead + body + fill.repeat(space - before);
}

function digits(
  size: number,
  float: boolean,
  type: string | undefined,
  precision: string | undefined,
  run: Running,
): string {
  const places = precision === undefined ? 6 : Number(precision);
  switch (type) {
    case "f":
    case "F":
      return size.toFixed(places);
    case "e":
    case "E": {
      const [mantissa = "", exponent = ""] = size.toExponential(places).split("e");
      const text = `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
      return type === "E" ? text.toUpperCase() : text;
    }
    case "%":
      return `${(size * 100).toFixed(places)}%`;
    case "b":
      return size.toString(2);
    case "o":
      return size.toString(8);
    case "x":
      return size.toString(16);
    case "X":
      return size.toString(16).toUpperCase();
    case "c":
      return String.fromCodePoint(Math.min(size, 0x10ffff));
    default:
      return precision !== undefined && (float || type === "g" || type === "G")
        ? String(Number(size.toPrecision(Math.max(1, places))))
        : run.text(float ? new Float(size) : size);
  }
}
