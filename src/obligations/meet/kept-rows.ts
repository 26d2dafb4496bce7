import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Operation } from "../../model/migration.ts";
import { oncePer } from "../../model/once-per.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell, subjectKey, type Subject } from "../../model/subject.ts";
import { findMigration } from "./find-migration.ts";

/** A relation that holds the lost values, and whether it keeps the column that goes. */
export interface Kept {
  readonly operation: Operation;
  readonly relation: Subject;
  readonly complete: boolean;
}

/** Few of a history's operations copy anything, and each finding asks. */
const copying = oncePer((head: Snapshot) =>
  Object.values(head.facts.operation).filter(
    (operation) => operation.direction === "up" && "copies" in operation && operation.copies.length > 0,
  ),
);

/** Relations that a migration fills from the finding's table before the rows go, and that are still there at head. */
export function keptRows(finding: Finding, context: ObligationContext): readonly Kept[] {
  const [kind, schema, table, column] = finding.subjectPath;
  const source = subjectKey([kind, schema ?? "", table ?? ""]);
  const { facts } = context.head;
  return copying(context.head).flatMap((operation): readonly Kept[] => {
    const copies = "copies" in operation ? operation.copies : [];
    if (!copies.some((subject) => subjectKey(subject) === source)) return [];
    if (operation.action === "relation-created" && operation.temporary) return [];
    const relation = operation.action === "relation-created" ? operation.subject : operation.relation;
    const there = Object.values(facts.table).find(({ subject }) => subjectKey(subject) === subjectKey(relation));
    if (there === undefined || there.relation === "view" || !isBefore(operation, finding, context)) return [];
    const sql = facts.statement[operation.statement]?.sql ?? "";
    if (EMPTY.test(sql)) return [];
    return [{ operation, relation, complete: column === undefined || copiesColumn(sql, column) }];
  });
}

const EMPTY = /\bwith\s+no\s+data\b|\bwhere\s+(?:false|1\s*=\s*0)\b|\blimit\s+0\b/i;

/** The text of the copy has to take the column, or everything: what the new relation holds is not always known. */
function copiesColumn(sql: string, column: string): boolean {
  if (/\bas\s+table\b/i.test(sql)) return true;
  const word = new RegExp(`(?<![\\w$])${column.toLowerCase().replaceAll(/[^\w]/g, "\\$&")}(?![\\w$])`);
  return [...sql.matchAll(/\bselect\b([\s\S]*?)(?:\bfrom\b|$)/gi)].some(([, list = ""]) => {
    const taken = list.replaceAll(/\w+\s*\(\s*\*\s*\)/g, "").toLowerCase();
    return taken.includes("*") || word.test(taken);
  });
}

/** Values that were copied after they went are not kept. */
function isBefore(operation: Operation, finding: Finding, context: ObligationContext): boolean {
  const losing = findMigration(finding, context);
  const keeping = context.head.facts.migration[operation.migration];
  if (losing === undefined || keeping === undefined || losing.root !== keeping.root) return true;
  return losing.id === keeping.id ? operation.place.line <= finding.place.line : keeping.order < losing.order;
}

/** Is the relation named in the text, with or without the default schema? */
export function isNamed(text: string, relation: Subject, defaultSchema: string): boolean {
  const [, schema = "", name = ""] = relation;
  const words = text.replaceAll(/["`]/g, "").toLowerCase();
  const has = (wanted: string): boolean =>
    new RegExp(`(?<![\\w.])${wanted.toLowerCase().replaceAll(/[^\w]/g, "\\$&")}(?![\\w]|\\.\\w)`).test(words);
  return has(spell(relation).replaceAll('"', "")) || (schema === defaultSchema && has(name));
}
