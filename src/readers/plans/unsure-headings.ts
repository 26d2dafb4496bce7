import type { PlanPart } from "../../model/plan-part.ts";
import { normal } from "./canonical.ts";

/** What stands beside a plan in any kind of document, and is none of its sections. */
const ASIDE =
  /^(?:appendix|annex|glossary|references|sources?|links|see also|notes?|attachments?|change ?log|changes|(?:document |revision )?history|revisions?|decision log|(?:table of )?contents|summary|abstract)\b/;

/** Headings that no stage knows and that have something below them, and those that were only nearly a stage's. */
export const unsureHeadings = (parts: readonly PlanPart[]): readonly string[] =>
  parts.flatMap((part) => {
    const own = part.near === undefined ? [] : [part.heading];
    if (part.name !== undefined) return own;
    if (part.parts.some(isNamed)) return unsureHeadings(part.parts);
    return part.heading !== "" && !ASIDE.test(normal(part.heading)) && holds(part) ? [part.heading] : [];
  });

const isNamed = (part: PlanPart): boolean => part.name !== undefined || part.parts.some(isNamed);

const holds = ({ lines, items, tables, code, parts }: PlanPart): boolean =>
  lines.length + items.length + tables.length + code.length > 0 || parts.some(holds);
