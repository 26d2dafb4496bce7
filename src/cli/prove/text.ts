import { migrationName } from "../../render/migration-name.ts";
import type { Paint } from "../../render/paint.ts";
import { oneLine } from "../../render/visible.ts";
import type { Climbed, Flight } from "./climb.ts";
import type { ProofTotals } from "./totals.ts";

/** Where a history lies, and how much of it is tried. */
export function flightLine({ root, tool, migrations, downs, steps }: Flight, pen: Paint): string {
  const name = pen.strong(`${root === "" ? "." : oneLine(root)} (${tool})`);
  const all = `${migrations} ${migrations === 1 ? "migration" : "migrations"}`;
  if (downs === 0) return `${name}: ${all}, none with a way down: nothing to prove\n`;
  const last = steps.length < migrations ? `, the last ${steps.length} tried (--all for every one)` : "";
  return `${name}: ${all}, ${downs} with a way down${last}\n`;
}

export function climbedLines({ id, root, result, detail, differences }: Climbed, pen: Paint): string {
  const name = migrationName(id).slice(root === "" ? 0 : oneLine(root).length + 1);
  const said = oneLine(detail);
  // the result itself says what stands before the first semicolon
  const aside = said.split("; ").slice(1).join("; ");
  const beside = aside === "" ? "" : pen.faint(` (${aside})`);
  switch (result) {
    case "exact":
      return `${pen.green("✔ exact")}         ${name}${beside}\n`;
    case "differs": {
      const lines = differences.map((line) => `    ${(line.startsWith("-") ? pen.red : pen.green)(oneLine(line))}\n`);
      return `${pen.red("✖ differs:")}      ${name}${beside}\n${lines.join("")}`;
    }
    case "fails":
      return `${pen.red("✖ fails:")}        ${name}: ${said.replace(/^the way down fails: /, "")}\n`;
    default:
      return `${pen.yellow("○ not-provable:")} ${name}: ${said}\n`;
  }
}

export function proveSummary(totals: ProofTotals, pen: Paint): string {
  const { exact, differs, fails, "not-provable": unproved } = totals;
  const all = exact + differs + fails + unproved;
  const ways = `${all} ${all === 1 ? "migration" : "migrations"}`;
  return `${pen.strong(ways)}: ${exact} exact, ${differs} differ, ${fails} fail, ${unproved} not provable\n`;
}
