import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import { spell, subjectKey, type Subject } from "../model/subject.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import type { Cover } from "./meet/covers.ts";
import { findMigration } from "./meet/find-migration.ts";
import { inverts } from "./meet/inverts.ts";
import { isLossPermanent } from "./meet/loss-permanent.ts";
import { isNamed, keptRows, type Kept } from "./meet/kept-rows.ts";
import { planWords, where } from "./meet/row-words.ts";

export default defineObligation({
  kind: "archive",
  title: "The lost rows are kept",
  due: (finding, context) => !(finding.owes.includes("sign-off") && isLossPermanent(finding, context)),
  meet(finding, context) {
    const kept = keptRows(finding, context);
    return byPlan(
      finding,
      "archive",
      context,
      (cover) => offer(cover, kept, finding, context),
      () =>
        `${keepFirst(finding, kept, context)} in the Rollback section of ${planWords(finding, context)}; or state Data loss: permanent, accepted by a named person`,
    );
  },
});

function keepFirst(finding: Finding, kept: readonly Kept[], context: ObligationContext): string {
  const [there] = kept.filter(({ complete }) => complete);
  if (there !== undefined) return `The values are kept in \`${spell(there.relation)}\`: name it as Restore from`;
  const [kind, schema = "", table = "", column] = finding.subjectPath;
  const tables = Object.values(context.base.facts.table);
  const own = tables.find(({ subject }) => subjectKey(subject) === subjectKey([kind, schema, table]));
  const keys = Object.values(own?.constraints ?? {}).find(({ type }) => type === "primary key")?.columns ?? ["…"];
  const name = column === undefined ? table : `${table}_${column}`;
  const to: Subject = tables.some(({ subject }) => subject[1] === "archive")
    ? ["table", "archive", name]
    : ["table", schema, `${name}_archive`];
  const taken =
    column === undefined
      ? "*"
      : [...keys, column].map((each) => (each === "…" ? each : spell(["table", each]))).join(", ");
  return `${emptyAgain(finding, context)} first (\`CREATE TABLE ${spell(to)} AS SELECT ${taken} FROM ${spell([kind, schema, table])}\`), and name it as Restore from`;
}

/** A way back that makes the column or the table anew brings none of its values. */
function emptyAgain(finding: Finding, context: ObligationContext): string {
  const migration = findMigration(finding, context);
  return migration?.down !== undefined && inverts(migration, finding, context)
    ? `The way back brings \`${finding.subject}\` back without its values: copy them`
    : "Copy the values";
}

function offer({ plan }: Cover, kept: readonly Kept[], finding: Finding, context: ObligationContext): Offer {
  const { rollback } = plan;
  const loss = rollback?.dataLoss;
  const from = rollback?.restoreFrom;
  const at = where(rollback?.place ?? plan.place);
  const named =
    from === undefined ? [] : kept.filter(({ relation }) => isNamed(from.text, relation, context.config.defaultSchema));
  const [whole] = named.filter(({ complete }) => complete);
  if (from !== undefined && whole !== undefined)
    return {
      evidence: {
        what: `\`${spell(whole.relation)}\` is filled from the table before the rows go`,
        place: whole.operation.place,
        side: "head",
        verified: true,
      },
    };
  const [part] = named;
  if (part !== undefined)
    return {
      lacks: `\`${spell(part.relation)}\` does not keep \`${finding.subjectPath.at(-1) ?? ""}\`: copy that column too`,
    };
  if (loss?.class === "none")
    return {
      lacks: `Rows do go: state Data loss: recoverable with Restore from, or permanent with who accepts it, at ${where(loss.place)}`,
    };
  if (from === undefined) return { lacks: `${keepFirst(finding, kept, context)} at ${at}` };
  if (loss?.class === "recoverable")
    return { evidence: { what: `to be restored from ${from.text}`, place: from.place, side: "head", verified: false } };
  return { lacks: `Say at ${at} whether the data loss is recoverable or permanent` };
}
