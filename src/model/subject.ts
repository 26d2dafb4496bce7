/**
 * What a fact or a finding is about: the kind first, then one name a segment, never a dotted string inside
 * (`["table", "public", "users", "legacy_code"]`). A column is its relation's path with one segment more.
 */
export type Subject = readonly [SubjectKind, ...string[]];

export type SubjectKind =
  | "table"
  | "view"
  | "index"
  | "constraint"
  | "type"
  | "schema"
  | "statement"
  | "migration"
  | "model"
  | "source"
  | "exposure"
  | "plan"
  | "config"
  | "waiver"
  | "file";

/** What databases call the schema of a name that is written without one; empty where tables lie in the database itself. */
export const OWN_SCHEMAS: ReadonlySet<string> = new Set(["", "main", "dbo", "default"]);

const PLAIN = /^[a-z_][a-z0-9_$]*$/;

/** The usual spelling, for people: `public.users.legacy_code`, quoted only where the name needs it. */
export function spell(subject: Subject): string {
  const [kind, ...names] = subject;
  if (kind === "table" || kind === "view" || kind === "index" || kind === "constraint" || kind === "type")
    return names
      .filter((name) => name !== "")
      .map((name) => (PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`))
      .join(".");
  if (kind === "plan" || kind === "config" || kind === "file" || kind === "migration") return names.join("/");
  return names.join(".");
}

/** A string that is equal for equal subjects, for use as a map's key. */
export const subjectKey = (subject: Subject): string => JSON.stringify(subject);
