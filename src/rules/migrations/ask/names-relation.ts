import { type Subject, spell } from "../../../model/subject.ts";

/** Is the relation among those that the engine named, quoted or bare? */
export const namesRelation = (seen: readonly string[], relation: Subject): boolean =>
  seen.includes(spell(relation)) || seen.includes(relation.slice(1).join("."));
