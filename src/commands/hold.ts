import { defineCommand } from "../model/command.ts";
import { code } from "../render/escape.ts";
import { headBound, parted } from "./ask/head-bound.ts";
import { unreasoned } from "./ask/reason.ts";

export default defineCommand({
  usage: 'reason="…"',
  summary: "Keeps the gate shut, whatever the verdict is, until somebody lifts it",
  who: "write",
  words: [0, 1],
  options: ["reason"],
  details:
    "It stays over every push. Whoever placed it lifts it, or somebody with the same or a higher role; not the author of the pull request, unless the hold is their own.",
  examples: ['/dataplan hold reason="the backfill of orders is still running"'],
  async run({ words, options }, { pull: look }) {
    const { words: odd, commit } = parted(words);
    if (odd[0] !== undefined)
      return [{ kind: "refuse", markdown: `Nothing was done: a hold takes a reason only. ${code('reason="…"')}` }];
    const wrong = unreasoned(options["reason"]);
    if (wrong !== undefined) return [{ kind: "refuse", markdown: wrong }];
    const pull = await look();
    // To wait harms nobody, so a moved head is no reason against it; a commit that was named and is gone is one.
    const other = commit === undefined || pull.head.startsWith(commit) ? undefined : headBound(pull, commit);
    if (typeof other === "string") return [{ kind: "refuse", markdown: other }];
    return [
      { kind: "hold", reason: (options["reason"] ?? "").trim() },
      { kind: "reply", markdown: `Held: the gate stays shut until ${code("/dataplan unhold")}.` },
      { kind: "review" },
    ];
  },
});
