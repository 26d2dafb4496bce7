import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "seed-rows-removed",
  level: "notice",
  on: ["model.altered"],
  action: "remove",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["seed-row-removed", "seed-shortened"],
  docs: {
    title: "Rows of a dbt seed are gone",
    sees: "A seed that somebody reads has rows on the base branch whose first column no row on head has, or has fewer rows where its first column does not keep them apart. A row whose other columns change, and rows that are added, are no finding; a seed of more than a megabyte is not read.",
    why: "A join with the seed drops the rows that still have the value, or leaves them empty, without an error.",
    instead: "Map the value to what takes its place where it still comes in; or show that no row has it any more.",
  },
  messages: {
    keys: "Unexpected end of {keys} in seed `{seed}`, expected no row of {readers} to have it still",
    fewer: "Unexpected {now} rows in seed `{seed}`, which had {was}, expected word to {readers} on those that went",
  },
  *check({ before, after }, context) {
    const [was, is] = [before.seed, after.seed];
    if (was === undefined || is === undefined) return;
    const left = new Set(is.keys);
    const isKeyed = was.keys !== undefined && is.keys !== undefined && before.header?.[0] === after.header?.[0];
    const gone = isKeyed ? (was.keys ?? []).filter((key) => !left.has(key)) : [];
    if (isKeyed ? gone.length === 0 : is.rows >= was.rows) return;
    const readers = context.readers(after.subject, "head");
    if (readers.length === 0) return;
    const shown = gone.slice(0, 3).map((key) => `\`${key.slice(0, 40)}\``);
    yield {
      message: isKeyed ? "keys" : "fewer",
      at: after.place,
      subject: after.subject,
      before: isKeyed ? gone.toSorted().join("\n") : String(was.rows),
      after: isKeyed ? "" : String(is.rows),
      readers,
      data: {
        seed: after.name,
        keys: gone.length > 3 ? `${shown.join(", ")} and ${gone.length - 3} more` : shown.join(", "),
        was: String(was.rows),
        now: String(is.rows),
        readers: nameReaders(readers),
      },
    };
  },
});
