import type { Act } from "../../../sql/act.ts";
import type { Step } from "./step.ts";

const PLAIN = /^[a-z_][a-z0-9_$]*$/;
const quoteName = (name: string): string => (PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** A type of the default schema is spelt without it, as it usually is. */
export function ownType(type: string, step: Step): string {
  const prefix = `${quoteName(step.path[0] ?? "public")}.`;
  return type.startsWith(prefix) ? type.slice(prefix.length) : type;
}

export const typeSubject = (act: Pick<Act, "relation">, step: Step) =>
  ["type", act.relation.schema ?? step.path[0] ?? "public", act.relation.name] as const;

/** A type of the act's schema, as columns of it are told to have it. */
export function spelt(act: Pick<Act, "relation">, step: Step, name: string): string {
  const schema = act.relation.schema;
  return ownType(schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`, step);
}
