import type { Migration } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { label } from "./ask/label.ts";

const before = (change: { readonly before?: Migration }): string | undefined => change.before?.stale;

export default defineRule({
  id: "checksum-unmatched",
  level: "block",
  on: ["migration.added", "migration.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["repair"],
  aliases: ["atlas-sum-stale", "checksum-file"],
  requirements: [{ row: 217, parts: "X" }],
  docs: {
    title: "The file of checksums does not know the migrations as they are",
    sees: "atlas.sum is not what Atlas would write for the files beside it, worked out from their very bytes, and was right before or wrong elsewhere: a file was added, edited or removed without it, or a merge took one side's lines. Told once, at the first file that does not match.",
    why: "Atlas refuses to run anything (checksum mismatch) until it is put right; and it is this file that shows when two branches change one history.",
    instead: "Run `atlas migrate hash` and commit atlas.sum with the migration.",
  },
  messages: {
    unmatched:
      "Unexpected migration `{migration}` that `{file}` does not know as it is, expected `atlas migrate hash` to be run",
  },
  *check(change) {
    const { after } = change;
    const { stale } = after;
    if (stale === undefined || ("before" in change && before(change) !== undefined)) return;
    const data = { migration: label(after), file: stale };
    yield { message: "unmatched", at: after.place, subject: ["file", ...stale.split("/")], after: after.version, data };
  },
});
