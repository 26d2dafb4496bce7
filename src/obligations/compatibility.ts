import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import { spell } from "../model/subject.ts";
import { met } from "./meet/answer.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import { type Cover, covers } from "./meet/covers.ts";
import { dayIn } from "./meet/day-in.ts";
import { stepsBefore } from "./meet/expanding.ts";
import { graced } from "./meet/graced.ts";
import { isPromised, otherVersion } from "./meet/promised.ts";
import { changeWords, planWords, subjectWords, where } from "./meet/row-words.ts";
import { resolveName } from "./meet/resolve-entry.ts";

export default defineObligation({
  kind: "compatibility",
  title: "Readers have time, or something in its place",
  due: (finding, context) =>
    isPromised(finding, context) ||
    covers(finding, context).some(
      ({ plan, entry }) => entry.sunset !== undefined || stepsBefore(plan, entry, context).length > 0,
    ),
  meet(finding, context) {
    const other = otherVersion(finding, context);
    if (other !== undefined)
      return met(finding, "compatibility", {
        what: `\`${other.name}\` stays beside it`,
        place: other.place,
        side: "head",
        verified: true,
      });
    return byPlan(
      finding,
      "compatibility",
      context,
      (cover) => offer(cover, finding, context),
      () =>
        `Say in the row \`${changeWords(finding, context)} | ${subjectWords(finding)} | …\` of ${planWords(finding, context)} what takes its place (Replacement), or since when its readers know and when it ends (Announced and Sunset)`,
    );
  },
});

function offer(cover: Cover, finding: Finding, context: ObligationContext): Offer {
  const { entry } = cover;
  const { announced, sunset, replacement, place } = entry;
  const at = where(place);
  const stated = (what: string, verified = false): Offer => ({ evidence: { what, place, side: "head", verified } });
  const end = sunset === undefined ? undefined : dayIn(sunset);
  if (sunset !== undefined && end === undefined)
    return { lacks: `\`${sunset}\` at ${at} is no day: write the Sunset as \`${context.today}\`` };
  if (end !== undefined && end > context.today)
    return { lacks: `By its own Sunset at ${at} it ends on ${end}: merge this on that day or later` };
  const phased = graced(cover, finding, context);
  if (phased !== undefined) return phased;
  const start = announced === undefined ? undefined : dayIn(announced);
  if (announced !== undefined && start === undefined)
    return { lacks: `\`${announced}\` at ${at} is no day: write Announced as \`${context.today}\`` };
  if (start !== undefined && end !== undefined) {
    if (start >= end)
      return { lacks: `It was announced on ${start} and ends on ${end} (${at}): that leaves its readers no day` };
    return stated(`announced on ${start}, ended on ${end}`);
  }
  if (replacement !== undefined) return inItsPlace(replacement, at, context, stated);
  if (end !== undefined)
    return { lacks: `Say at ${at} since when its readers know (Announced), or what takes its place (Replacement)` };
  return {
    lacks: `Say at ${at} what takes its place (Replacement), or since when its readers know and when it ends (Announced and Sunset)`,
  };
}

/** A name has to be there on head; a sentence is the author's word. */
function inItsPlace(
  replacement: string,
  at: string,
  context: ObligationContext,
  stated: (what: string, verified?: boolean) => Offer,
): Offer {
  const name = replacement.replaceAll(/[`"]/g, "").trim();
  if (!/^[\w$]+(?:\.[\w$]+)*$/.test(name)) return stated(`in its place: ${replacement}`);
  const [there] = resolveName(name.split("."), context).filter((subject) => isOnHead(subject, context));
  return there === undefined
    ? { lacks: `\`${name}\` at ${at} is nothing that head has: name what takes its place` }
    : stated(`\`${spell(there)}\` takes its place`, true);
}

function isOnHead(subject: Finding["subjectPath"], { head }: ObligationContext): boolean {
  const [kind, first = "", second = "", column] = subject;
  const same = (one: readonly string[]): boolean => one[1] === first && one[2] === second;
  if (kind === "model")
    return Object.values(head.facts.model).some(
      (model) =>
        same(model.subject) &&
        (column === undefined ||
          model.star ||
          model.columns.some(({ name }) => name === column) ||
          model.words.includes(column.toLowerCase())),
    );
  if (kind === "table" || kind === "view")
    return Object.values(head.facts.table).some(
      (table) => same(table.subject) && (column === undefined || Object.hasOwn(table.columns, column)),
    );
  return Object.values(head.facts.source).some((source) => same(source.subject));
}
