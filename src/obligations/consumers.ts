import type { Consumer } from "../model/consumer.ts";
import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { PlanConsumer } from "../model/plan.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import type { Cover } from "./meet/covers.ts";
import { dayIn } from "./meet/day-in.ts";
import { planWords, where } from "./meet/row-words.ts";
import { namesReader, tellable } from "./meet/tellable.ts";

const NAMED = 3;

export default defineObligation({
  kind: "consumers",
  title: "Everyone who is known to read it was told",
  due: (finding) => tellable(finding).length > 0,
  meet(finding, context) {
    const readers = tellable(finding);
    return byPlan(
      finding,
      "consumers",
      context,
      (cover) => offer(cover, readers, context),
      () => `${rowsFor(readers)} in the Consumers section of ${planWords(finding, context)}`,
    );
  },
});

/** The rows to copy; what only the author knows is a slot that the gate will not take for an answer. */
function rowsFor(readers: readonly Consumer[]): string {
  const shown = readers.slice(0, NAMED).map(({ kind, name, owner }) => {
    const cells = [kind === "exposure" ? name : `${kind} ${name}`, owner ?? "<owner>", "<the date>"];
    return `\`| ${cells.map((cell) => cell.replaceAll(/[`|]/g, "/")).join(" | ")} |\``;
  });
  const more = readers.length > NAMED ? ` and ${readers.length - NAMED} more` : "";
  return `Add ${shown.join(", ")}${more}`;
}

/** "None" with its reason is an answer: a reader whom nobody has to tell. */
const excused = (told: string): boolean =>
  /^\W*(?:none|no|not|nobody|never)\b/i.test(told) && (told.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 4;

function offer({ plan }: Cover, readers: readonly Consumer[], { today }: ObligationContext): Offer {
  const rows = readers.map((reader) => ({
    reader,
    row: plan.consumers.find(({ consumer }) => namesReader(consumer, reader)),
  }));
  const silent = rows.filter(({ row }) => row === undefined).map(({ reader }) => reader);
  if (silent.length > 0) return { lacks: `${rowsFor(silent)} to the Consumers section of \`${plan.place.path}\`` };
  for (const { row } of rows) {
    const lacks = row === undefined ? undefined : missing(row, today);
    if (lacks !== undefined) return { lacks };
  }
  const told = rows.flatMap(({ row }) => row ?? []);
  const [first] = told;
  const said = [...new Set(told)].map(({ consumer, owner, told: when }) => `${consumer} (${owner}: ${when})`);
  const more = said.length > NAMED ? ` and ${said.length - NAMED} more` : "";
  return {
    evidence: {
      what: `${said.slice(0, NAMED).join(", ")}${more}`,
      place: first?.place ?? plan.place,
      side: "head",
      verified: false,
    },
  };
}

function missing({ consumer, owner, told, place }: PlanConsumer, today: string): string | undefined {
  const at = where(place);
  if (owner === undefined) return `Name the Owner of ${consumer} at ${at}`;
  const day = dayIn(told ?? "");
  if (day === undefined && !excused(told ?? ""))
    return `Say in Told when ${consumer} was told (\`${today}\`), or none with its reason, at ${at}`;
  if (day !== undefined && day > today)
    return `${consumer} is to be told on ${day}, which is still to come: tell its owner first (${at})`;
  return undefined;
}
