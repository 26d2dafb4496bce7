import { defineItem } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";

const WHO = /\bwho\b|\bquery\b|\bpattern\b|\bname\b|\bconsumer\b|\bwhat\b/;
const OFTEN = /\boften\b|\bfrequency\b|\brate\b|\bper\b|\bvolume\b/;
const KEY = /\bby\b|\bkeys?\b|\bfilter|\bcolumns?\b|\bjoin/;
const COUNTED = /\d|\bonce\b|\btwice\b|\b(?:hour|dai|week|month|night|year)ly\b|\b(?:every|each) \w+|\bcontinuous\w*/i;

export default defineItem({
  id: "queries-counted",
  asked: { "data-model-spec": "queries" },
  requirements: [{ row: 191, parts: "X" }],
  level: "notice",
  title: "Query patterns",
  demand: "who asks, how often, and by which columns",
  why: "Keys, indexes and partitions are right for the queries that come most often, or for nobody.",
  template: "| Who | How often | By |\n| --- | --- | --- |\n| <who asks> | <times a day> | <columns> |",
  messages: {
    often: "Unexpected frequency `{said}` of {who}, expected a number of times, or each day, week or month",
    key: "Unexpected query of {who} without its columns, expected what it filters or joins by",
  },
  *check(stage) {
    const rows = tablesWith(stage, WHO, OFTEN).flatMap((table) => rowsBy(table, { who: WHO, often: OFTEN, key: KEY }));
    for (const { who, often, key } of rows) {
      if (who === undefined || who.open === true) continue;
      const shared = { part: "X", of: who.text } as const;
      if (often !== undefined && often.open !== true && !COUNTED.test(often.text))
        yield { ...shared, message: "often", at: often.place, data: { said: often.text, who: who.text } };
      if (isEmpty(key)) yield { ...shared, message: "key", at: key.place, data: { who: who.text } };
    }
  },
});
