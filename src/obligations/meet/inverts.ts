import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration, Operation, OperationAction } from "../../model/migration.ts";
import { subjectKey, type Subject } from "../../model/subject.ts";

const BACK: Readonly<Partial<Record<OperationAction, OperationAction>>> = {
  "relation-created": "relation-dropped",
  "relation-dropped": "relation-created",
  "relation-renamed": "relation-renamed",
  "column-added": "column-dropped",
  "column-dropped": "column-added",
  "column-renamed": "column-renamed",
  "column-retyped": "column-retyped",
  "column-required": "column-freed",
  "column-freed": "column-required",
  "default-changed": "default-changed",
  "constraint-added": "constraint-dropped",
  "constraint-dropped": "constraint-added",
  "index-built": "index-dropped",
  "index-dropped": "index-built",
};

const equal = (one: Subject, other: Subject): boolean => subjectKey(one) === subjectKey(other);

/** Does one statement of the way down undo one of the way up, by the grammar alone? */
function undoes(up: Operation, down: Operation): boolean {
  if (down.moot === true || BACK[up.action] !== down.action) return false;
  if ((up.action === "column-renamed" || up.action === "relation-renamed") && down.action === up.action)
    return equal(up.to, down.subject) && equal(down.to, up.subject);
  if (up.action === "column-retyped" && down.action === "column-retyped")
    return equal(up.subject, down.subject) && (up.from === undefined || up.from === down.to);
  return equal(up.subject, down.subject);
}

/** The operations of the way up that a finding is about, each undone by the way down; false where there is nothing to undo. */
export function inverts(migration: Migration, finding: Finding, { head }: ObligationContext): boolean {
  const own = Object.values(head.facts.operation).filter((operation) => operation.migration === migration.id);
  const up = own.filter(({ direction, moot }) => direction === "up" && moot !== true);
  const there = up.filter(
    ({ place, subject }) => place.line === finding.place.line && equal(subject, finding.subjectPath),
  );
  const about = there.length > 0 ? there : up.filter(({ subject }) => equal(subject, finding.subjectPath));
  const onLine = about.length > 0 ? about : up.filter(({ place }) => place.line === finding.place.line);
  const down = own.filter(({ direction }) => direction === "down");
  return onLine.length > 0 && onLine.every((operation) => down.some((back) => undoes(operation, back)));
}
