import type { Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

const MAKES: Readonly<Record<string, string>> = {
  function: "CreateFunctionStmt",
  procedure: "CreateFunctionStmt",
  routine: "CreateFunctionStmt",
  aggregate: "DefineStmt",
  sequence: "CreateSeqStmt",
};

interface Dropped {
  readonly kind: string;
  readonly makes: (operation: Operation) => boolean;
}

const nameOf = ({ subject }: Operation): string => subject.at(-1) ?? "";

/** What goes, and how to know the statement that makes it again. Views that somebody reads are told by `table-dropped`. */
function droppedBy(operation: OperationOf<"other"> | OperationOf<"relation-dropped">): Dropped | undefined {
  if (operation.action === "relation-dropped") {
    if (!operation.view) return undefined;
    return {
      kind: "view",
      makes: (other) => other.action === "relation-created" && spell(other.subject) === spell(operation.subject),
    };
  }
  const kind = /^Drop (?<kind>\w+)/.exec(operation.node)?.groups?.["kind"] ?? "";
  const node = MAKES[kind];
  if (node === undefined) return undefined;
  return {
    kind,
    makes: (other) => other.action === "other" && other.node === node && nameOf(other) === nameOf(operation),
  };
}

/** Does the way back of the same migration make it again, by its text or by its proof? */
function comesBack(operation: Operation, makes: Dropped["makes"], context: Context): boolean {
  const proof = Object.values(context.head.facts.proof).find(({ migration }) => migration === operation.migration);
  if (proof?.result === "exact") return true;
  return context
    .within(operation.migration, "head")
    .operations.some((other) => other.direction === "down" && makes(other));
}

export default defineRule({
  id: "definition-dropped",
  level: "notice",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["drop-matview", "drop-view", "drop-sequence", "drop-function", "broken-compute"],
  docs: {
    title: "A function, a view or a sequence is gone",
    sees: "A migration of this pull request drops a function, procedure, aggregate, sequence or view that this history made, and does not make it anew. Where its neighbours have ways back and its own does not make it again, it is for review.",
    why: "Whoever calls it fails from then on. Its text stands in an old migration only, and perhaps in several, so that on a bad day somebody has to find the last one.",
    instead: `-- down.sql: the definition as it was
CREATE FUNCTION public.order_total(bigint) RETURNS numeric LANGUAGE sql AS
  'SELECT sum(price) FROM public.order_lines WHERE order_id = $1';`,
  },
  messages: {
    dropped: "Unexpected drop of {kind} `{name}`, expected nobody to call it any more",
    forgotten:
      "Unexpected drop of {kind} `{name}` that the way back does not make again, expected its definition there",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" && operation.action !== "relation-dropped") return;
    const dropped = droppedBy(operation);
    if (dropped === undefined || !touchesExisting(operation, context)) return;
    const { kind, makes } = dropped;
    const known = Object.values(context.base.facts.operation).some((other) => other.direction === "up" && makes(other));
    if (!known || addedOperations(context).some(makes)) return;
    if (
      kind === "view" &&
      (findTable(context.head, operation) !== undefined || nameReaders(operation.subject, context).named !== undefined)
    )
      return;
    const { subject, place: at } = operation;
    const report = { at, subject, before: kind, data: { kind, name: spell(subject) } };
    const usual = context.head.facts.migration[operation.migration]?.downsUsual === true;
    if (usual && !comesBack(operation, makes, context)) yield { ...report, message: "forgotten", level: "review" };
    else yield { ...report, message: "dropped" };
  },
});
