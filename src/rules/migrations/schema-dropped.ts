import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "schema-dropped",
  level: "block",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "unknown", consumer: "unknown", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: ["drop-schema", "PGM205", "DS101", "banDropSchema", "MP034", "RG03"],
  docs: {
    title: "A schema is dropped with everything in it",
    sees: "A migration of this pull request drops a schema that was there before it, with CASCADE. Where the history knows what is inside, each table blocks on its own (`table-dropped`), and the schema is for review; so is one that holds no table by the history, that is made anew, or that stands behind IF EXISTS. Without CASCADE PostgreSQL drops only an empty one.",
    why: "CASCADE asks nobody what is inside: tables of other tools, views, functions and types go with it.",
    instead: `-- name what goes, and let PostgreSQL refuse where something is left
DROP TABLE scratch.imports;
DROP SCHEMA scratch;`,
  },
  messages: {
    unknown: "Unexpected drop of schema `{schema}` with all that is in it, expected each object to be dropped by name",
    known: "Unexpected drop of schema `{schema}` with `{first}`{others}, expected each to be dropped by name",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "schema-dropped" || !operation.cascade || !touchesExisting(operation, context)) return;
    const { subject, place: at } = operation;
    const schema = spell(subject);
    const inside = operation.inside.filter(({ born }) => !context.bornHere(born, operation));
    const [first] = inside;
    const report = { at, subject, before: "schema" };
    if (first !== undefined) {
      const others = inside.length === 1 ? "" : ` and ${inside.length - 1} more`;
      const verdicts = { data: "broken", consumer: "broken" } as const;
      yield {
        ...report,
        message: "known",
        level: "review",
        verdicts,
        data: { schema, first: spell(first.subject), others },
      };
      return;
    }
    const anew = context.changes.some(
      ({ kind, ...rest }) =>
        kind === "operation.added" &&
        "after" in rest &&
        rest.after.kind === "operation" &&
        rest.after.action === "other" &&
        rest.after.node === "CreateSchemaStmt" &&
        spell(rest.after.subject) === schema,
    );
    // One that the history made is known not to hold tables; behind IF EXISTS it need not even be there.
    const told = operation.relationBorn !== undefined || operation.ifExists;
    yield { ...report, message: "unknown", data: { schema }, ...(anew || told ? { level: "review" } : {}) };
  },
});
