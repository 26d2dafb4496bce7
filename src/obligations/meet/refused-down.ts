import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Migration, Operation, Statement } from "../../model/migration.ts";
import { spell, subjectKey, type Subject } from "../../model/subject.ts";

const bare = ({ sql }: Statement): string =>
  sql
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/[\s;]+/g, " ")
    .trim()
    .toLowerCase();

/** Why a way down that nobody could run is no way back, by its text alone; undefined where nothing speaks against it. */
export function refusedDown(migration: Migration, context: ObligationContext): string | undefined {
  const { facts, gaps } = context.head;
  const { down } = migration;
  // What could not be read may do anything; its gap says so.
  if (down === undefined || gaps.some((gap) => gap.migration === migration.id || gap.place.path === down))
    return undefined;
  const statements = Object.values(facts.statement).filter((one) => one.migration === migration.id);
  const back = statements.filter(({ direction }) => direction === "down").map(bare);
  const forth = statements.filter(({ direction }) => direction === "up").map(bare);
  const own = Object.values(facts.operation).filter((one) => one.migration === migration.id);
  const acts = own.some(({ direction }) => direction === "down") || back.some((sql) => sql !== "");
  if (!acts) return `The way back in \`${down}\` is empty`;
  if (back.length > 0 && back.join(";") === forth.join(";"))
    return `The way back in \`${down}\` does again what the way up does`;
  const lost = own.find((one) => one.direction === "down" && one.moot !== true && isLoss(one, own, context));
  return lost === undefined
    ? undefined
    : `The way back ${lost.action === "rows-changed" ? "empties" : "drops"} \`${spell(lost.subject)}\` (\`${lost.place.path}:${lost.place.line}\`), which was there before`;
}

/** Does it drop or empty something that base has, and that the way up did not make? */
function isLoss(back: Operation, own: readonly Operation[], context: ObligationContext): boolean {
  const drops = back.action === "column-dropped" || (back.action === "relation-dropped" && !back.view);
  const empties = back.action === "rows-changed" && back.verb === "truncate";
  if (!drops && !empties) return false;
  const key = subjectKey(back.subject);
  const made = own.some((one) => one.direction === "up" && madeBy(one).some((subject) => subjectKey(subject) === key));
  return !made && isThere(back.subject, context);
}

function madeBy(operation: Operation): readonly Subject[] {
  switch (operation.action) {
    case "relation-created":
    case "column-added":
      return [operation.subject];
    case "relation-renamed":
    case "column-renamed":
      return [operation.to];
    default:
      return [];
  }
}

/** Is the table or the column on base? */
export function isThere([kind, schema = "", name = "", column]: Subject, { base }: ObligationContext): boolean {
  const key = subjectKey([kind, schema, name]);
  const table = Object.values(base.facts.table).find(({ subject }) => subjectKey(subject) === key);
  return table !== undefined && (column === undefined || Object.hasOwn(table.columns, column));
}
