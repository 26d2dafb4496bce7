import { defineItem } from "../../item.ts";
import { agree } from "../../look/amounts.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const LAYER = /\b(?:layer|dataset|table|what|store|zone)\b/;
const DAILY = /\bper day\b|\bdaily\b|\ba day\b|\bgrowth\b|\/day/;
const RETENTION = /\bret(?:ention|ained)\b|\bkept\b|\bkeep\b|\bhow long\b/;
const FOOTPRINT = /\bfootprint\b|\bstored\b|\bsize\b|\bin all\b|\bstorage\b/;
const TOTAL = /^\W*(?:total|sum|together|in all)\b/i;
const KEPT =
  /\bret(?:ention|ained?)\b|\bkept\b|\bkeep\b|\bstored?\b|\bstorage\b|\bfootprint\b|\bdays\b|\byears?\b|\bmonths\b/i;
const STATE = /\bcompress\w*|\braw\b|\breplica\w*|\bcop(?:y|ies)\b|\buncompressed\b/i;
const DAY = 86_400;

export default defineItem({
  id: "footprint-stated",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 12, parts: "Q" }],
  level: "review",
  title: "Storage growth and retention",
  demand: "bytes a day, how long they are kept, and the footprint that this comes to (raw, compressed or replicated)",
  why: "Storage is the only cost that grows while nobody does anything.",
  template:
    "| Layer | Per day, compressed | Retention | Footprint |\n| --- | --- | --- | --- |\n| <raw> | <bytes> | <days> | <bytes> |",
  messages: {
    retention: "Unexpected retention `{said}` of `{layer}`, expected a duration with its unit",
    footprint: "Unexpected footprint of {footprint} for {daily} a day kept for {retention}, expected about {expected}",
    state: "Unexpected footprint that may be raw, compressed or replicated, expected it to say which",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    const tables = tablesWith(stage, LAYER, RETENTION);
    const assumed = context.stage("assumptions");
    const days = [...all, ...(assumed === undefined ? [] : statementsOf(assumed))].filter(
      ({ text }) => KEPT.test(text) && time(text).some(({ si }) => si.high >= DAY),
    );
    const bytes = all.some(({ text }) => KEPT.test(text) && quantitiesOf(text, { measure: "bytes" }).length > 0);
    if (tables.length === 0 && (days.length === 0 || !bytes)) yield { part: "Q", message: "missing" };
    else if (
      !all.some(({ text }) => STATE.test(text)) &&
      !stage.tables.some(({ columns }) => columns.some((each) => STATE.test(each)))
    )
      yield { part: "Q", message: "state" };
    for (const table of tables) {
      const [retentions, daily, footprints] = [
        cellsOf(table, RETENTION),
        cellsOf(table, DAILY),
        cellsOf(table, FOOTPRINT),
      ];
      for (const [i, { text: layer }] of cellsOf(table, LAYER).entries()) {
        const retention = retentions[i];
        if (retention === undefined || retention.open === true || TOTAL.test(layer)) continue;
        const [kept] = time(retention.text);
        if (kept === undefined) {
          if (!/\bfor ?ever\b|\bunlimited\b|\bnone\b|\bno\b/i.test(retention.text))
            yield {
              part: "Q",
              message: "retention",
              at: retention.place,
              of: layer,
              data: { layer, said: retention.text },
            };
          continue;
        }
        const [one, whole] = [daily[i], footprints[i]];
        // A sum that is written out is recomputed as a sum.
        if (one === undefined || whole === undefined || whole.text.includes("=")) continue;
        const [perDay, stored] = [bytesIn(one.text), bytesIn(whole.text)];
        if (perDay === undefined || stored === undefined) continue;
        const span = { low: (perDay.low * kept.si.low) / DAY, high: (perDay.high * kept.si.high) / DAY };
        if (agree(span, stored)) continue;
        const expected = `${Number((span.high / 1e9).toPrecision(4))} GB`;
        const data = { footprint: whole.text, daily: one.text, retention: retention.text, expected };
        yield { part: "Q", message: "footprint", at: whole.place, of: layer, data };
      }
    }
  },
});

const time = (text: string) => quantitiesOf(text, { measure: "time", rate: false });
const bytesIn = (text: string) => quantitiesOf(text, { measure: "bytes" }).at(-1);
