import type { Waiver } from "../../model/config.ts";
import type { PlanDefect } from "../../model/plan.ts";
import { defect } from "./defect.ts";
import type { FrontMatter } from "./front-matter.ts";

const EXPECTED =
  "a list, each with a `fingerprint` or a `rule` and its `subject`, a `reason`, an `owner` and `until` (2027-01-31)";

/** The list `waivers:` of a front matter, and what in it is none. */
export function planWaivers(matter: FrontMatter): {
  readonly waivers: readonly Waiver[];
  readonly defects: readonly PlanDefect[];
} {
  const raw = matter.values["waivers"];
  if (raw === undefined || raw === null) return { waivers: [], defects: [] };
  const place = { path: "", line: matter.line("waivers") };
  const read = (Array.isArray(raw) ? raw : [raw]).map((one: unknown) => waiverIn(one, place));
  const waivers = read.filter((one) => one !== undefined);
  if (waivers.length === read.length) return { waivers, defects: [] };
  const nth = read.indexOf(undefined) + 1;
  const found = `waiver ${nth}`;
  return { waivers, defects: [defect("front-matter", "waivers", "value", place, { found, expected: EXPECTED })] };
}

function waiverIn(raw: unknown, place: Waiver["place"]): Waiver | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const text = (key: string): string | undefined => {
    const value: unknown = (raw as Readonly<Record<string, unknown>>)[key];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const [fingerprint, rule, subject] = [text("fingerprint"), text("rule"), text("subject")];
  const [reason, owner, until] = [text("reason"), text("owner"), text("until")];
  if (reason === undefined || reason.length < 10 || owner === undefined || !/^\d{4}-\d\d-\d\d$/.test(until ?? ""))
    return undefined;
  const shared = { reason, owner, until: until ?? "", place };
  if (fingerprint !== undefined) return /^[0-9a-f]{12}$/.test(fingerprint) ? { fingerprint, ...shared } : undefined;
  return rule === undefined || subject === undefined ? undefined : { rule, subject, ...shared };
}
