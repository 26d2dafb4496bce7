import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { makesTrigger } from "./ask/trigger-of.ts";

type Other = OperationOf<"other">;
const DISABLES = new Set(["AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser"]);
const ENABLES = /^AT_Enable(?:Always|Replica)?Trig/;

/** What this pull request does to the same table afterwards. */
function* later(operation: Other, context: Context): Iterable<Other> {
  const all = addedOperations(context);
  const at = all.findIndex(({ id }) => id === operation.id);
  for (const other of all.slice(at + 1))
    if (other.action === "other" && subjectKey(other.relation) === subjectKey(operation.relation)) yield other;
}

const switchesOn = (other: Other, operation: Other): boolean =>
  ENABLES.test(other.node) &&
  (other.detail === undefined || other.detail === operation.detail || operation.detail === undefined);

export default defineRule({
  id: "trigger-switched-off",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: [
    "drop-trigger",
    "banDropTrigger",
    "enable-disable-trigger",
    "disable-trigger",
    "disable-trigger-all",
    "MP064",
    "PGM020",
  ],
  docs: {
    title: "What a trigger guarded happens no more",
    sees: "A migration of this pull request disables triggers of a table that was there before it and leaves them so, or disables ALL of them, the checks of foreign keys among them, even for a while. A trigger that is dropped and not made anew is a notice.",
    why: "Nothing fails: rows are written as before, but nobody fills, checks or records them any more. Rows that came in while foreign keys were off are never looked at again.",
    instead: `-- leave the triggers on, and let the function know what it should not touch
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.backfill', true) = 'on' THEN RETURN NEW; END IF;
  NEW.updated_at := now();
  RETURN NEW;
END $$;`,
  },
  messages: {
    dropped: "Unexpected drop of trigger `{trigger}` of table `{table}`, expected what it did to be done elsewhere",
    disabled: "Unexpected disabling of trigger `{trigger}` of table `{table}`, expected it to be enabled again",
    user: "Unexpected disabling of every trigger of table `{table}`, expected them to be enabled again",
    all: "Unexpected disabling of all triggers of table `{table}`, foreign keys included, expected rows that are still checked",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || !touchesExisting(operation, context)) return;
    const { subject, place: at, node, detail: trigger = "" } = operation;
    const data = { table: spell(subject), trigger };
    if (node.startsWith("Drop trigger")) {
      const anew = addedOperations(context).some((other) => makesTrigger(other, operation));
      if (!anew) yield { message: "dropped", at, subject, after: `no trigger ${trigger}`, data, level: "notice" };
      return;
    }
    if (!DISABLES.has(node)) return;
    const report = { at, subject, data };
    if (node === "AT_DisableTrigAll") yield { ...report, message: "all", after: "no triggers" };
    else if ([...later(operation, context)].some((other) => switchesOn(other, operation))) return;
    else if (node === "AT_DisableTrigUser") yield { ...report, message: "user", after: "no user triggers" };
    else yield { ...report, message: "disabled", after: `trigger ${trigger} off` };
  },
});
