import type { Found } from "../../lineage/find-spot.ts";
import { UsageError } from "../usage-error.ts";

/** What cannot be asked for, with the name that was meant. */
export function refused(
  asked: string,
  found: Exclude<Found, { readonly spot: unknown }>,
  command: "lineage" | "coverage" = "lineage",
): UsageError {
  if ("several" in found) {
    const [first = "", ...rest] = found.several;
    const names = [first, ...rest.slice(0, 4)].join(", ");
    const more = rest.length > 4 ? ` and ${rest.length - 4} more` : "";
    return new UsageError(`${asked} means several: ${names}${more}`, `Name one: dataplan ${command} ${first}`);
  }
  const hint = found.meant === undefined ? "" : `: did you mean ${found.meant}?`;
  return found.missing === "column"
    ? new UsageError(`${found.in ?? asked} gives no column ${asked.slice(asked.lastIndexOf(".") + 1)}${hint}`)
    : new UsageError(
        `There is no table, model, source or exposure ${asked}${hint}`,
        `Names are those of the commit (--head): commit first, or see dataplan ${command} --help`,
      );
}
