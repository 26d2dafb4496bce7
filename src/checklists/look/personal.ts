import type { Context } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import type { Place } from "../../model/place.ts";

const PERSONAL =
  /^(?:\w+_)?(?:e_?mail(?:_address)?|ssn|social_security(?:_(?:no|number))?|national_id|tax_id|passport(?:_(?:no|number))?|phone(?:_(?:no|number))?|mobile(?:_(?:no|number))|dob|date_of_birth|birth_?da(?:te|y)|first_?name|last_?name|full_?name|surname|(?:given|family)_name|home_address|street(?:_address)?|iban|(?:credit_)?card_number|driver_licen[cs]e)$/i;

/** A column that by its name tells of a person: an address, a birthday, a number that is given once. */
export const isPersonal = (column: string): boolean => PERSONAL.test(column);

/** Keys that stand for a person. */
export const PERSON_KEY =
  /\b(?:customer|user|person|patient|member|employee|subscriber|guest)_?(?:id|key|no|number)s?\b/i;

export interface NewColumn {
  readonly name: string;
  readonly relation: string;
  /** Where it is added; undefined where only its model is known. */
  readonly place: Place;
}

/** Columns that tell of a person and that this pull request brings, by a migration or a model. */
export function newPersonalColumns({ changes, head, base }: Context): readonly NewColumn[] {
  const found: NewColumn[] = [];
  for (const change of changes) {
    if (change.kind === "operation.added" && change.after.direction === "up") {
      const { action, subject, relation, place } = change.after;
      if (action === "column-added") found.push({ name: subject.at(-1) ?? "", relation: relation.at(-1) ?? "", place });
      if (action !== "relation-created" || change.after.copies.length > 0) continue;
      const table = Object.values(head.facts.table).find((one) => spell(one.subject) === spell(relation));
      for (const name of Object.keys(table?.columns ?? {}))
        found.push({ name, relation: relation.at(-1) ?? "", place });
    }
    if (change.kind === "model.added" || change.kind === "model.altered") {
      const { columns, name: relation, id } = change.after;
      const before = new Set(base.facts.model[id]?.columns.map(({ name }) => name));
      for (const { name, place } of columns) if (!before.has(name)) found.push({ name, relation, place });
    }
  }
  return found.filter(({ name }) => isPersonal(name));
}
