import type { Finding } from "../../model/finding.ts";
import { nearest } from "../../model/nearest.ts";
import { type Context, defineRule, type Report } from "../../model/rule.ts";
import type { Suppression } from "../../model/suppression.ts";
import { covers } from "../../model/covers.ts";

type Message = "unknown" | "meant" | "unused" | "nameless";

/** One name of a comment: what is wrong with it, if anything is. */
function* judged(comment: Suppression, found: readonly Finding[], context: Context): Iterable<Report<Message>> {
  const { place: at, names } = comment;
  const subject = ["file", at.path] as const;
  if (names.length === 0) yield { message: "nameless", at, subject, after: `nothing:${at.line}` };
  for (const name of names) {
    const rule = context.ruleNames.get(name);
    const report = { at, subject, after: `${name}:${at.line}` };
    const meant = rule === undefined ? nearest(name, context.ruleNames.keys()) : undefined;
    if (meant !== undefined)
      yield { ...report, message: "meant", data: { rule: name, meant: context.ruleNames.get(meant) ?? meant } };
    else if (rule === undefined) yield { ...report, message: "unknown", data: { rule: name } };
    else if (!found.some((finding) => finding.rule === rule && covers(comment, finding, context)))
      yield {
        ...report,
        message: "unused",
        data: { rule: name, where: comment.lines === undefined ? "this file" : "the statement" },
      };
  }
}

export default defineRule({
  id: "suppression-unused",
  level: "notice",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["unused-ignore"],
  docs: {
    title: "A comment silences what was never said",
    sees: "A `dataplan:ignore` comment that this pull request brings names a rule that does not fire there, that there is not, or none at all. Comments for other linters are understood and never called unused: their own tool may need them.",
    why: "It stays in the file, and the next person who looks for the reason finds none; or it was meant for another rule, and that one is still heard.",
    instead: `-- dataplan:ignore not-null-dropped: the import leaves it empty until March
ALTER TABLE public.orders ALTER COLUMN currency DROP NOT NULL;`,
  },
  messages: {
    unused: "Unexpected comment that ignores `{rule}`, expected a finding of it for {where}",
    meant: "Unexpected rule `{rule}` in a comment, expected `{meant}` (did you mean that?)",
    unknown: "Unexpected rule `{rule}` in a comment, expected the id of a rule (`dataplan explain` lists them)",
    nameless: "Unexpected comment that ignores nothing, expected the id of a rule and a reason",
  },
  *check() {},
  *afterwards(found, context) {
    for (const change of context.changes) {
      if (change.kind !== "suppression.added" && change.kind !== "suppression.altered") continue;
      if (change.after.tool === "dataplan") yield* judged(change.after, found, context);
    }
  },
});
