import { defineItem } from "../../item.ts";

/** A partition goes with its table. */
const CREATED = /create table (?:if not exists )?([\w."]+)(?=[\s(])(?!\s+partition of)/g;
const BACK = /\broll-?\s?back\b|\bdown\b|\bway back\b|\bundo\b|\brevert/i;

export default defineItem({
  id: "rollback-leads-back",
  asked: { "data-model-spec": "migration" },
  requirements: [{ row: 192, parts: "X" }],
  level: "block",
  title: "Forward and rollback SQL",
  demand: "the SQL that changes the tables and the SQL that changes them back",
  why: "The way back is written while one still remembers the way there.",
  template: "Forward:\n\n```sql\n<statements>\n```\n\nRollback:\n\n```sql\n<statements that undo them>\n```",
  messages: {
    away: "Unexpected forward SQL without the way back, expected a block of SQL below `Rollback`",
    same: "Unexpected rollback that says the same as the way forward, expected SQL that undoes it",
    kept: "Unexpected rollback that leaves `{table}`, which the way forward makes, expected it dropped",
  },
  *check(stage) {
    const blocks = stage.code.filter(
      ({ language, text }) => /^(?:sql|postgres\w*|)$/.test(language) && /\b(?:create|alter|drop)\b/i.test(text),
    );
    if (blocks.length === 0) return;
    const lines = stage.lines.filter(({ text }) => BACK.test(text)).map(({ place }) => place.line);
    const heads = stage.parts.filter(({ heading }) => BACK.test(heading)).map(({ place }) => place.line);
    const first = Math.min(...[...lines, ...heads].filter((line) => line > (blocks[0]?.place.line ?? 0)));
    const there = blocks.filter(({ place }) => place.line < first);
    const back = blocks.filter(({ place }) => place.line > first);
    const plain = (all: typeof blocks): string =>
      all
        .map(({ text }) =>
          text
            .replaceAll(/\s+|--[^\n]*/g, " ")
            .trim()
            .toLowerCase(),
        )
        .join(" ");
    if (back.length === 0) {
      const inFiles = stage.said.some(({ text, open }) => open === true || /\bdown\.sql\b|\bdown file\b/i.test(text));
      if (!inFiles) yield { part: "X", message: "away" };
      return;
    }
    const at = back[0]?.place ?? stage.place;
    if (plain(there) === plain(back)) {
      yield { part: "X", message: "same", at };
      return;
    }
    for (const [, table = ""] of plain(there).matchAll(CREATED))
      if (!plain(back).includes(table)) yield { part: "X", message: "kept", at, of: table, data: { table } };
  },
});
