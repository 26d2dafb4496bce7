import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import { spell, subjectKey, type Subject } from "../model/subject.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import type { Cover } from "./meet/covers.ts";
import { isNamed, keptRows, type Kept } from "./meet/kept-rows.ts";
import { planToWrite, where } from "./meet/row-words.ts";

const GROUP =
  /\b(?:team|business|everyone|everybody|nobody|management|stakeholders?|all|we|us|owners?|department|group|company)\b/i;

/** A person can be asked; a team cannot accept a loss. */
const isPerson = (text: string): boolean => /@[\w-]|\p{Lu}\p{L}+/u.test(text) && !GROUP.test(text);

export default defineObligation({
  kind: "archive",
  title: "The lost rows are kept, or a named person accepts the loss",
  meet(finding, context) {
    const kept = keptRows(finding, context);
    return byPlan(
      finding,
      "archive",
      context,
      (cover) => offer(cover, kept, finding, context),
      () =>
        `${keepFirst(finding, kept, context)}, and name it as Restore from in the Rollback section of \`${planToWrite(finding, context).path}\`; or state Data loss: permanent, accepted by a named person`,
    );
  },
});

function keepFirst({ subjectPath }: Finding, kept: readonly Kept[], { base }: ObligationContext): string {
  const [there] = kept.filter(({ complete }) => complete);
  if (there !== undefined) return `The values are kept in \`${spell(there.relation)}\``;
  const [kind, schema = "", table = "", column] = subjectPath;
  const tables = Object.values(base.facts.table);
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
  return `Copy the values first (\`CREATE TABLE ${spell(to)} AS SELECT ${taken} FROM ${spell([kind, schema, table])}\`)`;
}

function offer({ plan }: Cover, kept: readonly Kept[], finding: Finding, context: ObligationContext): Offer {
  const { rollback } = plan;
  const loss = rollback?.dataLoss;
  const from = rollback?.restoreFrom;
  const accepted = rollback?.acceptedBy;
  const at = where(rollback?.place ?? plan.place);
  if (loss?.class === "permanent") {
    if (accepted !== undefined && isPerson(accepted.text))
      return {
        evidence: {
          what: `the loss is permanent and accepted by ${accepted.text}`,
          place: accepted.place,
          side: "head",
          verified: false,
        },
      };
    return {
      lacks: `Name the person who accepts the permanent loss (Accepted by) at ${where(loss.place)}`,
      person: accepted === undefined,
    };
  }
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
  if (from === undefined)
    return { lacks: `${keepFirst(finding, kept, context)}, and name it as Restore from at ${at}` };
  if (loss?.class === "recoverable")
    return { evidence: { what: `to be restored from ${from.text}`, place: from.place, side: "head", verified: false } };
  return { lacks: `Say at ${at} whether the data loss is recoverable or permanent` };
}
