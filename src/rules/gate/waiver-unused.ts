import type { Finding } from "../../model/finding.ts";
import { fingerprint } from "../../model/fingerprint.ts";
import { gapFingerprint } from "../../model/gap-fingerprint.ts";
import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import { waives } from "../../model/waives.ts";
import { named, touchesGate, type Wanted, waiversOnHead } from "./ask/waivers-on-head.ts";

/** What had to be waived when it went, and cannot go again. */
function spent(
  operation: Operation,
): readonly { readonly rule: string; readonly subject: Subject; readonly before?: string }[] {
  if (operation.direction !== "up" || operation.moot === true) return [];
  const { subject } = operation;
  if (operation.action === "relation-dropped" && !operation.view)
    return [{ rule: "table-dropped", subject, before: "table" }];
  if (operation.action !== "column-dropped") return [];
  return [{ rule: "column-dropped", subject, ...(operation.type === undefined ? {} : { before: operation.type }) }];
}

/** Is the table or the column there again? */
const isThere = (subject: Subject, { head }: Context): boolean =>
  Object.values(head.facts.table).some(({ subject: table, columns }) => {
    const own = spell(subject);
    return own === spell(table) || Object.keys(columns).some((column) => own === spell([...table, column]));
  });

/** The migration on base that did what the waiver let pass. */
function doneBy(waiver: Wanted, context: Context): string | undefined {
  for (const operation of Object.values(context.base.facts.operation))
    for (const { rule, subject, before } of spent(operation)) {
      const print = fingerprint(rule, subject, before);
      const same =
        waiver.fingerprint === undefined
          ? waiver.rule === rule && waiver.subject === spell(subject)
          : waiver.fingerprint === print;
      if (same && !isThere(subject, context)) return operation.place.path;
    }
  return undefined;
}

/** Waivers that were given in comments belong to this pull request alone: what they were for went away. */
function* idle(found: readonly Finding[], context: Context) {
  const { head, base, grants, today } = context;
  const prints = new Set([
    ...found.map(({ fingerprint: print }) => print),
    ...head.gaps.map((gap) => gapFingerprint(gap, head)),
  ]);
  const touched = Object.keys(head.files)
    .filter((path) => head.files[path] !== base.files[path])
    .sort();
  // A comment has no place of its own; the finding needs one that is there.
  const [path] = touched;
  if (path === undefined) return;
  for (const { fingerprint: print, rule, subject, owner, until } of grants.waivers) {
    if (prints.has(print) || until < today) continue;
    const data = { waiver: `${rule} ${subject}`, owner, fingerprint: print };
    yield { message: "idle" as const, at: { path, line: 1 }, subject: ["waiver", print] as const, data };
  }
}

const holding = (found: readonly Finding[]): readonly Finding[] => found.filter(({ level }) => level === "block");

export default defineRule({
  id: "waiver-unused",
  level: "notice",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: [],
  docs: {
    title: "A waiver lets nothing pass",
    sees: "A waiver of `.github/dataplan.yml` is for a table or column that a merged migration has dropped, so that nothing can ask for it again; or this pull request adds it beside findings that hold the merge, and it covers none of them; or one given by `/dataplan waive` in this pull request covers nothing on its head any more. A waiver whose subject is simply not touched here is no finding.",
    why: "A waiver that nobody needs any more opens the gate for whatever gets its name next; and one with a slip of the pen is missed on the day it is needed.",
    instead: "Remove the waiver, or write the fingerprint that stands beside the finding.",
  },
  messages: {
    spent: "Unexpected waiver of `{waiver}`, expected it to go now that `{migration}` is merged",
    beside:
      "Unexpected waiver of `{waiver}` that covers nothing in this pull request, expected one of its findings, such as `{fingerprint}`",
    idle: "Unexpected waiver of `{waiver}` by `{owner}` that covers nothing on this head any more, expected `/dataplan unwaive {fingerprint}`",
  },
  *check() {},
  *afterwards(found, context) {
    yield* idle(found, context);
    if (!touchesGate(context)) return;
    const stood = new Set(context.config.waivers.map(named));
    const [first] = holding(found);
    const head = waiversOnHead(context);
    const left = new Set(head.map(named));
    for (const waiver of context.config.waivers) {
      const migration = left.has(named(waiver)) ? doneBy(waiver, context) : undefined;
      const data = { waiver: named(waiver), migration: migration ?? "" };
      const subject = ["waiver", named(waiver)] as const;
      if (migration !== undefined) yield { message: "spent", at: waiver.place, side: "base", subject, data };
    }
    for (const waiver of head) {
      if (stood.has(named(waiver)) || first === undefined) continue;
      if (found.some((finding) => waives(waiver, finding))) continue;
      const subject = ["waiver", named(waiver)] as const;
      const data = { waiver: named(waiver), fingerprint: first.fingerprint };
      yield { message: "beside", at: waiver.place, subject, data };
    }
  },
});
