import type { OperationOf } from "../../../model/migration.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import { type Subject, subjectKey } from "../../../model/subject.ts";
import { lex } from "../../../sql/lex.ts";

/** Trigger → the function that it calls. */
type Triggers = Map<string, string>;

const memo = new WeakMap<Snapshot, ReadonlyMap<string, Triggers>>();

/** Functions that the triggers of a table call, as the history leaves them. */
export const triggersCall = (relation: Subject, head: Snapshot): ReadonlySet<string> =>
  new Set(triggers(head).get(subjectKey(relation))?.values());

function triggers(head: Snapshot): ReadonlyMap<string, Triggers> {
  const known = memo.get(head);
  if (known !== undefined) return known;
  const alive = new Map<string, Triggers>();
  for (const operation of Object.values(head.facts.operation)) {
    if (operation.direction !== "up" || operation.moot === true) continue;
    const key = subjectKey(operation.relation);
    if (operation.action === "relation-renamed") {
      const own = alive.get(key);
      alive.delete(key);
      if (own !== undefined) alive.set(subjectKey(operation.to), own);
    } else if (operation.action === "relation-dropped") alive.delete(key);
    else if (operation.action === "other" && operation.node === "Rename function") {
      const from = operation.subject.at(-1);
      for (const own of alive.values())
        for (const [trigger, called] of own) if (called === from) own.set(trigger, operation.detail ?? "");
    } else if (operation.action === "other") {
      const own = alive.get(key) ?? new Map<string, string>();
      if (change(operation, own, head)) alive.set(key, own);
    }
  }
  memo.set(head, alive);
  return alive;
}

function change({ node, detail = "", statement }: OperationOf<"other">, own: Triggers, head: Snapshot): boolean {
  if (node === "CreateTrigStmt") own.set(detail, calledBy(head.facts.statement[statement]?.sql ?? ""));
  else if (node.startsWith("Drop trigger")) own.delete(detail);
  else if (node === "Rename trigger") {
    const [from = "", to = ""] = detail.split(" to ");
    own.set(to, own.get(from) ?? "");
    own.delete(from);
  } else return false;
  return true;
}

/** EXECUTE FUNCTION schema.name ( */
function calledBy(sql: string): string {
  const words = lex(sql).map(({ text }) => text);
  const execute = words.findLastIndex(
    (word, i) => (word === "function" || word === "procedure") && words[i - 1] === "execute",
  );
  return words[words.indexOf("(", execute) - 1] ?? "";
}
