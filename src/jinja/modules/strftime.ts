const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const two = (value: number): string => String(value).padStart(2, "0");

/** Python's `strftime` on milliseconds of UTC. */
export function strftime(ms: number, format: string): string {
  const date = new Date(ms);
  const dayOfYear =
    Math.floor(
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) /
        86_400_000,
    ) + 1;
  const parts: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()).padStart(4, "0"),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    H: two(date.getUTCHours()),
    I: two(((date.getUTCHours() + 11) % 12) + 1),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    f: String(date.getUTCMilliseconds() * 1000).padStart(6, "0"),
    p: date.getUTCHours() < 12 ? "AM" : "PM",
    j: String(dayOfYear).padStart(3, "0"),
    w: String(date.getUTCDay()),
    u: String(((date.getUTCDay() + 6) % 7) + 1),
    A: DAYS[date.getUTCDay()] ?? "",
    a: DAYS[date.getUTCDay()]?.slice(0, 3) ?? "",
    B: MONTHS[date.getUTCMonth()] ?? "",
    b: MONTHS[date.getUTCMonth()]?.slice(0, 3) ?? "",
    Z: "",
    z: "",
    "%": "%",
  };
  return format.replace(/%-?([a-zA-Z%])/g, (whole: string, key: string) => {
    const part = parts[key];
    return part === undefined ? whole : whole.startsWith("%-") ? part.replace(/^0+(?=\d)/, "") : part;
  });
}

/** Python's `strptime`: milliseconds of UTC, or undefined where the text is not of that form. */
export function strptime(text: string, format: string): number | undefined {
  const order: string[] = [];
  const forms: Readonly<Record<string, string>> = {
    Y: String.raw`(\d{4})`,
    f: String.raw`(\d{1,6})`,
    j: String.raw`(\d{1,3})`,
    b: "([A-Za-z]{3})",
    B: "([A-Za-z]+)",
  };
  const pattern = format.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/%([a-zA-Z%])/g, (_, key: string) => {
    if (key === "%") return "%";
    order.push(key);
    return forms[key] ?? String.raw`(\d{1,2})`;
  });
  // Many two-digit numbers side by side would be tried in every split.
  if (order.length > 8 || text.length > 100 || format.length > 100) return undefined;
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (found === null) return undefined;
  const value = (key: string, otherwise: number): number =>
    order.includes(key) ? Number(found[order.indexOf(key) + 1]) : otherwise;
  const named = order.findIndex((key) => key === "b" || key === "B");
  const month =
    named < 0
      ? value("m", 1)
      : MONTHS.findIndex((one) => one.toLowerCase().startsWith((found[named + 1] ?? "").toLowerCase())) + 1;
  const year = order.includes("y") ? 2000 + value("y", 0) - (value("y", 0) > 68 ? 100 : 0) : value("Y", 1900);
  return Date.UTC(year, month - 1, value("d", 1), value("H", 0), value("M", 0), value("S", 0));
}
