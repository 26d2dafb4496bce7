import type { PlanPart } from "../../model/plan-part.ts";
import { normal } from "./canonical.ts";

/** What stands beside a plan in any kind of document, and is none of its sections. */
const ASIDE =
  /^(?:appendix|annex|glossary|references|sources?|links|see also|notes?|attachments?|change ?log|changes|(?:document |revision )?history|revisions?|decision log|(?:table of )?contents|summary|abstract)\b/;

/** Headings that no stage knows, with something below them: what stands there was not read as anything. */
export const unreadHeadings = (parts: readonly PlanPart[]): readonly string[] =>
  parts.flatMap((part) => {
    if (part.name !== undefined) return [];
    if (part.parts.some(isNamed)) return unreadHeadings(part.parts);
    return part.heading !== "" && !ASIDE.test(normal(part.heading)) && holds(part) ? [part.heading] : [];
  });

const isNamed = (part: PlanPart): boolean => part.name !== undefined || part.parts.some(isNamed);

const holds = ({ lines, items, tables, code, parts }: PlanPart): boolean =>
  lines.length + items.length + tables.length + code.length > 0 || parts.some(holds);
