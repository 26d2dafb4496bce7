import { defineRule } from "../../model/rule.ts";
import { label, subjectOf } from "./ask/label.ts";
import { statementsUp } from "./ask/way-up.ts";

/** Of these it is not known, or not so, that they open a transaction of their own. */
const OPENS_NONE = new Set(["numbered-files", "supabase"]);

export default defineRule({
  id: "transaction-nested",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["transaction-nesting", "disallow-commit", "disallow_commit"],
  docs: {
    title: "A file ends the transaction that its tool has opened",
    sees: "A migration of this pull request says BEGIN, COMMIT or ROLLBACK by itself, and its tool has opened a transaction around it. Once a migration; for review where statements follow its COMMIT or a ROLLBACK stands in it. Tools that open none (golang-migrate, Prisma) leave that to the file.",
    why: "BEGIN does nothing there. COMMIT ends the tool's transaction: what stands above stays even if the rest fails, and the tool notes the migration as run outside of it.",
    instead: "Leave BEGIN and COMMIT out, or tell the tool to open no transaction for this file.",
  },
  messages: {
    begun: "Unexpected {verb} in `{migration}`, expected none, since {tool} opens and ends the transaction itself",
    ended:
      "Unexpected {verb} in the middle of `{migration}`, expected none, since it ends the transaction that {tool} opened and the rest runs without",
  },
  *check({ after: migration }, context) {
    const { id, tool, transaction, implicit, controls = [] } = migration;
    const [first] = controls;
    if (first === undefined || !transaction || implicit === true || OPENS_NONE.has(tool)) return;
    const count = statementsUp(id, context).length;
    const early = controls.find(
      ({ verb, after }) => verb === "rollback" || (verb === "commit" && after > 0 && after < count),
    );
    const told = early ?? first;
    const data = { verb: told.verb.toUpperCase(), migration: label(migration), tool };
    const report = { at: told.place, subject: subjectOf(migration), data };
    if (early === undefined) yield { ...report, message: "begun" };
    else yield { ...report, message: "ended", level: "review" };
  },
});
