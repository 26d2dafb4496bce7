import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, columnAt, tablesWith } from "../../look/table.ts";

const SOURCE = /\b(?:source|system|dataset|table|feed|topic|name)\b/;
const APPROACH = /\bapproach\b|\bpattern\b|\bmode\b|\bingest\w*|\bmethod\b|\bhow it (?:comes|is loaded)\b/;
const LANDS = /\bland\w*|\bchanges?\b|\bwrites?\b|\bupdates?\b|\bsemantics\b|\bload\b/;
const WAYS: readonly RegExp[] = [
  /\bbatch\w*|\bfiles?\b/i,
  /\bstream\w*/i,
  /\bcdc\b|\bchange data capture\b/i,
  /\bsnapshots?\b|\bfull (?:load|dump|copy)\b/i,
];
const LANDING =
  /\bappend\w*|\bupserts?\w*|\bmerge\w*|\bdelet\w*|\binsert\w*|\boverwr\w+|\breplac\w+|\btombstones?\b|\btruncat\w+|\bdedup\w+/i;

export default defineItem({
  id: "ingestion-approach-chosen",
  asked: { "data-plan": "ingestion" },
  requirements: [{ row: 15, parts: "S" }],
  level: "review",
  title: "Ingestion approach",
  demand:
    "one approach for each source (batch, stream, CDC or snapshot), and how changes land (append, upsert or delete)",
  why: "What is decided in the build is decided twice, and deletes are remembered last.",
  template:
    "| Source | Approach | How changes land | Why |\n| --- | --- | --- | --- |\n| <source> | <batch, stream, CDC or snapshot> | <append, upsert, deletes> | <reason> |",
  messages: {
    several:
      "Unexpected choice of approaches for `{source}` (`{said}`), expected one of batch, stream, CDC and snapshot",
    unknown: "Unexpected approach `{said}` for `{source}`, expected batch, stream, CDC or snapshot",
    landing: "Unexpected `{said}` as how changes of `{source}` land, expected append, upsert or delete",
    noLanding: "Unexpected ingestion without how changed rows land, expected append, upsert or delete",
  },
  *check(stage) {
    const tables = tablesWith(stage, SOURCE, APPROACH).filter(
      (table) => columnAt(table, SOURCE) !== columnAt(table, APPROACH),
    );
    if (tables.length === 0) {
      const all = statementsOf(stage).map(({ text }) => text);
      if (!all.some((text) => ways(text) > 0)) yield { part: "S", message: "missing" };
      else if (!all.some((text) => LANDING.test(text))) yield { part: "S", message: "noLanding" };
    }
    for (const table of tables) {
      const [approaches, landings] = [cellsOf(table, APPROACH), cellsOf(table, LANDS)];
      for (const [i, { text: source }] of cellsOf(table, SOURCE).entries()) {
        const [approach, landing] = [approaches[i], landings[i]];
        if (approach !== undefined && approach.open !== true) {
          const said = approach.text;
          const count = ways(said);
          if (count === 0 || (count > 1 && /\bor\b|\beither\b|\?/i.test(said)))
            yield {
              part: "S",
              message: count === 0 ? "unknown" : "several",
              at: approach.place,
              of: source,
              data: { source, said },
            };
        }
        if (landing !== undefined && landing.open !== true && !LANDING.test(landing.text))
          yield { part: "S", message: "landing", at: landing.place, of: source, data: { source, said: landing.text } };
      }
    }
  },
});

const ways = (text: string): number => WAYS.filter((way) => way.test(text)).length;
