import { lex } from "../../../sql/lex.ts";
import { subjectKey } from "../../../model/subject.ts";
import { indexOfWord, type Site } from "./site.ts";

/** What is done to a partitioned table is done to each of its partitions, and half of the safe forms do not exist for it. Undefined where its CREATE is not known. */
export function isPartitioned({ operation, table, context }: Site): boolean | undefined {
  const key = subjectKey(operation.relation);
  const made = Object.values(context.head.facts.operation).find(
    (other) =>
      other.action === "relation-created" && other.migration === table?.born && subjectKey(other.subject) === key,
  );
  const sql = made === undefined ? undefined : context.head.facts.statement[made.statement]?.sql;
  if (sql === undefined) return undefined;
  const words = lex(sql);
  const at = indexOfWord(words, "partition");
  return at >= 0 && words[at + 1]?.text === "by";
}
