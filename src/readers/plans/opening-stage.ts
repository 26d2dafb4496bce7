import type { PlanPart } from "../../model/plan-part.ts";
import type { Outline } from "../../outline/outline.ts";

/** Where the kind's first stage has no heading, what stands right below the title is given its name. */
export function withOpening(parts: readonly PlanPart[], { stages }: Outline): readonly PlanPart[] {
  const stage = stages.find(({ opening }) => opening === true);
  if (stage === undefined || has(parts, stage.name)) return parts;
  const at = parts.findIndex((part) => part.name === undefined && holds(part));
  const part = parts[at];
  // Below a heading of another meaning stands something else: only what leads to the stages counts.
  if (part === undefined || (part.heading !== "" && !part.parts.some(isNamed))) return parts;
  const opening: PlanPart = { ...part, name: stage.name, parts: [] };
  const rest: PlanPart = { ...part, lines: [], fields: [], items: [], tables: [], code: [], links: [] };
  return [...parts.slice(0, at), opening, rest, ...parts.slice(at + 1)];
}

const has = (parts: readonly PlanPart[], name: string): boolean =>
  parts.some((part) => part.name === name || has(part.parts, name));

const isNamed = (part: PlanPart): boolean => part.name !== undefined || part.parts.some(isNamed);

const holds = ({ lines, items, tables, code, links }: PlanPart): boolean =>
  lines.length + items.length + tables.length + code.length + links.length > 0;
