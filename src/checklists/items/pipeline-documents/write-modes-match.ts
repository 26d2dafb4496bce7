import { defineItem } from "../../item.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { givesReason } from "../../look/reason.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";

const TABLE = /\btables?\b|\bmodels?\b|\bdatasets?\b|\bname\b|\btarget\b/;
const MODE = /\bwrite mode\b|\bmode\b|\bload\b|\bstrategy\b|\bmaterial\w+/;
const FULL =
  /\bfull (?:refresh|reload|load)\b|\bevery ?thing\b|\btruncate\b|\boverwrite (?:all|the table)\b|\breplace\b/i;
const APPEND = /\bappend\w*|\binsert only\b/i;
const SWAP =
  /\bswap\w*|\btransaction\w*|\batomic\w*|\bpublish\w*|\ball or nothing\b|\brename\w*|\bstaging table\b|\bnot seen\b/i;

export default defineItem({
  id: "write-modes-match",
  asked: { "pipeline-spec": "target" },
  requirements: [
    { row: 183, parts: "X" },
    { row: 188, parts: "X" },
    { row: 186, parts: "X" },
  ],
  level: "review",
  title: "Write modes",
  demand: "how each table is written, as the project does it, and what readers see of half a run",
  why: "A table that is appended to twice counts double, and one that is half written is read all the same.",
  template:
    "| Table | Grain | Write mode | Partition key |\n| --- | --- | --- | --- |\n| <table> | one row for each <what> | <merge on key, overwrite of partitions, full refresh because> | <column> |\n\nReaders see a table only when <the swap, the transaction>.",
  messages: {
    append: "Unexpected `{said}` for `{model}`, which the project merges by `{key}`, expected the same of both",
    full: "Unexpected `{said}` for `{model}`, which the project loads bit by bit, expected the same of both, or the reason",
    half: "Unexpected target without a word on half a run, expected a swap or a transaction, so that readers never see one",
  },
  *check(stage, context) {
    const rows = tablesWith(stage, TABLE, MODE).flatMap((table) => rowsBy(table, { table: TABLE, mode: MODE }));
    for (const { table, mode } of rows) {
      if (table === undefined || mode === undefined || mode.open === true) continue;
      const model = modelsOf(context).find(({ name }) => speaksOf(table.text, name));
      if (model?.materialized !== "incremental") continue;
      const [key] = model.settings?.["unique_key"] ?? [];
      const data = { said: mode.text, model: model.name, key: key ?? "" };
      const shared = { part: "X", at: mode.place, of: model.name, data } as const;
      if (FULL.test(mode.text) && !givesReason(mode.text)) yield { ...shared, message: "full" };
      else if (APPEND.test(mode.text) && key !== undefined) yield { ...shared, message: "append" };
    }
    const whole = context.whole.said;
    if (!whole.some(({ text }) => SWAP.test(text)) && !stage.said.some(({ open }) => open === true))
      yield { part: "X", message: "half" };
  },
});
