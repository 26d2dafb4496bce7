import { defineCommand, type Effect, type PullNow } from "../model/command.ts";
import type { ShownFinding } from "../model/shown.ts";
import { code } from "../render/escape.ts";
import { headBound, parted } from "./ask/head-bound.ts";
import { unending } from "./ask/last-day.ts";
import { namedFindings } from "./ask/named-findings.ts";
import { unreasoned } from "./ask/reason.ts";

const refuse = (markdown: string): readonly Effect[] => [{ kind: "refuse", markdown }];

export default defineCommand({
  usage: 'FINGERPRINT | RULE SUBJECT reason="…" until=DATE [@COMMIT]',
  summary: "Lets a finding pass in this pull request until a day",
  who: "write",
  words: [1, 3],
  options: ["reason", "until"],
  person: true,
  details:
    "It is for the finding as it was shown, in this pull request alone: a push that does not touch it leaves the waiver standing, and another breakage is not covered, not even of the same column. Whoever opened the pull request or wrote one of its commits cannot waive in it, unless the configuration says `own_waivers: true`; who else may, `/dataplan status` tells. Leave for a whole repository is given in `.github/dataplan.yml` instead, by a pull request of its own.",
  examples: [
    '/dataplan waive 3f2a9c0d41be reason="legacy_code was never filled" until=2026-12-31',
    '/dataplan waive column-dropped public.users.legacy_code reason="never filled, see #12" until=2026-12-31 @4f1d2c3',
  ],
  async run({ words: all, options }, { pull: look, mayNotWaive, rules, today }) {
    const { words, commit } = parted(all);
    if (words.length > 2)
      return refuse(
        `Nothing was done: ${code(words[2] ?? "")} is one word too many; quote a subject that holds blanks.`,
      );
    const { reason, until } = options;
    const pull = await look();
    const wrong = unreasoned(reason) ?? unending(until, today, pull.lastDay);
    if (wrong !== undefined || reason === undefined || until === undefined) return refuse(wrong ?? "");
    const shown = headBound(pull, commit);
    if (typeof shown === "string") return refuse(shown);
    const found = namedFindings(words, shown, rules);
    if (typeof found === "string") return refuse(found);
    const no = await mayNotWaive(found);
    if (no !== undefined) return refuse(no);
    return [
      { kind: "waive", findings: found.map((finding) => ({ ...cited(finding), reason: reason.trim(), until })) },
      { kind: "reply", markdown: found.map((finding) => told(finding, pull, until)).join("\n") },
      { kind: "review" },
    ];
  },
});

const cited = ({ fingerprint, rule, subject }: ShownFinding) => ({ fingerprint, rule, subject });

function told({ fingerprint, rule, subject }: ShownFinding, { grants }: PullNow, until: string): string {
  const old = grants.waivers.find((waiver) => waiver.fingerprint === fingerprint);
  const instead = old === undefined ? "" : `, in place of the waiver until ${old.until}`;
  return `Waived until ${until}: ${code(subject)} (${code(rule)})${instead}. ${code(`/dataplan unwaive ${fingerprint}`)} takes it back.`;
}
