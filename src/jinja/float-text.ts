/** A float as Python writes it: the shortest digits, with `.0` or an exponent of two places. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
  }
  return Number.isInteger(value) ? `${value.toFixed(0)}.0` : String(value);
}

/** An integer as Python writes it; past 2^53 the digits are only as good as the number. */
export const integerText = (value: number): string =>
  Math.abs(value) < 1e21 || !Number.isFinite(value) ? String(value) : BigInt(value).toString();
