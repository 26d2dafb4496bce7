import { defineItem, type ItemContext } from "../../item.ts";
import { agree, spoken } from "../../look/amounts.ts";
import { backfillIn, drainOf, windowsOf } from "../../look/backfill.ts";
import { figure } from "../../look/figures.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { isRuledOut } from "../../look/ruled-out.ts";
import type { Statement } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const NEEDS: readonly (readonly [string, RegExp])[] = [
  [
    "a strategy (full, windowed or hybrid)",
    /\bfull(?:y)?\b|\bwindow(?:s|ed)?\b|\bhybrid\b|\bin one (?:go|run)\b|\b(?:partition|day|month) by (?:partition|day|month)\b|\bsnapshot\b|\breplay\w*/i,
  ],
  [
    "idempotency",
    /\bmerg\w+|\bupsert\w*|\boverwr\w+|\bdedup\w*|\breplac\w+|\bdelet\w*\s*(?:\+|&|and|then|\/)|\bre-?runs? (?:are|is) safe\b|\bsafe to (?:re-?run|repeat)\b|\bcan be (?:repeated|re-?run)\b|\bsame rows\b|\brepeatable\b|\b(?:is|are|be|each) idempotent\b/i,
  ],
  [
    "a throttle",
    /\bthrottl\w*|\bslots?\b|\bpools?\b|\bpaus\w+|\bat most\b|\brate limit\w*|\bone at a time\b|\bholds? (?:it )?back\b|\bslows? down\b|\boff-?peak\b|\bworkers?\b|\bbatch(?:es)? of\b|\b(?:separate|own|dedicated) (?:\S+ )?(?:warehouse|cluster|queue|reservation)\b|\bat night\b|\bnot (?:to )?affect\b|\blow(?:er)? priority\b|\bconcurren\w+/i,
  ],
  [
    "a checkpoint",
    /\bcheckpoint\w*|\breconciled?\b|\brestart\w*|\bresum\w+|\bnoted\b|\bafter each\b|\bper window\b|\bwatermark\b/i,
  ],
];

export default defineItem({
  id: "backfill-planned",
  asked: { "data-plan": "backfill" },
  requirements: [
    { row: 34, parts: "SQ" },
    { row: 41, parts: "S" },
  ],
  level: "review",
  title: "Backfill",
  demand:
    "the strategy, its bounds, why a window may run twice, what throttles it, where it is taken up again, and how long it takes",
  why: "A backfill that cannot be repeated is repeated all the same, on the night when it breaks off.",
  template:
    "### Backfill\n\n- Scope: <days>, <first day> to <last day>\n- Strategy: <full, windowed or hybrid>, <size of a window>\n- Backlog: <records>\n- Net rate: <records/s, less what arrives>\n- Duration: <backlog divided by net rate>\n- Idempotency: <why a window may run twice>\n- Throttle: <what holds it back>\n- Checkpoint: <where a restart goes on>",
  messages: {
    lacks: "Unexpected backfill without {what}, expected {demand}",
    careful:
      "Unexpected idempotency `{said}`, expected the way in which it is done: merge, overwrite or delete and insert",
    bounds: "Unexpected backfill without its bounds, expected the days from and to which it runs",
    duration: "Unexpected backfill without a duration, expected backlog divided by net rate",
    drains:
      "Unexpected net rate of {rate}, at which the backlog never drains, expected processing to be faster than arrival",
    differs: "Unexpected duration of {said} for {backlog} at {rate}, expected about {expected}",
    windows: "Unexpected {count} windows of {size} days for {days} days, expected {expected}",
  },
  *check(stage, context) {
    const all = backfillIn(stage);
    const [first] = all;
    if (all.some(({ text }) => isRuledOut(text, /\bback-?fill\b|\bhistory\b/))) return;
    if (first === undefined) {
      if (!stage.fields.some(({ open, label }) => open === true && /back-?fill|scope|strategy/i.test(label)))
        yield { part: "S", message: "missing" };
      return;
    }
    const level = changesHistory(context) ? ({ level: "block" } as const) : {};
    const at = first.place;
    const said = (words: RegExp): boolean => all.some(({ text }) => words.test(text));
    const careful = all.find(
      ({ text }) => /^idempot\w*\s*:/i.test(text) && !(NEEDS[1]?.[1].test(text.replace(/^[^:]*:/, "")) ?? true),
    );
    if (careful !== undefined)
      yield {
        part: "S",
        message: "careful",
        at: careful.place,
        data: { said: careful.text.replace(/^[^:]*:\s*/, "") },
        ...level,
      };
    const lacking = NEEDS.filter(
      ([name, words]) => !said(words) && !(name === "idempotency" && (careful !== undefined || said(/\bidempot/i))),
    ).map(([name]) => name);
    if (lacking.length > 0) yield { part: "S", message: "lacks", at, data: { what: inWords(lacking) }, ...level };
    if (!all.some(isBounded)) yield { part: "S", message: "bounds", at, ...level };
    yield* figures(all, context);
  },
});

const isBounded = ({ text }: Statement): boolean =>
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}\b|\b\d+ (?:days?|weeks?|months?|years?)\b/i.test(
    text,
  ) || /\ball (?:of the )?history\b|\bsince \d{4}\b/i.test(text);

/** The pull request alters a model whose rows of the past stay as they are unless somebody loads them again. */
const changesHistory = ({ changes }: ItemContext): boolean =>
  changes.some((change) => change.kind === "model.altered" && change.after.materialized === "incremental");

function* figures(all: readonly Statement[], { plan }: ItemContext) {
  const { rate, net, backlog, duration, at } = drainOf(all);
  if (net !== undefined && net.high <= 0 && rate !== undefined)
    yield {
      part: "Q",
      message: "drains",
      at: rate.place,
      level: "block",
      data: { rate: rate.text.replace(/^[^:]*:\s*/, "").slice(0, 80) },
    } as const;
  else if (!all.some(({ text }) => takes(text))) yield { part: "Q", message: "duration" } as const;
  else if (net !== undefined && backlog !== undefined && duration !== undefined && rate !== undefined) {
    const expected = { low: backlog.si.low / net.high, high: backlog.si.high / net.low };
    // A sum that does not come out is told as a sum.
    const told = plan.sums?.some(({ verdict, place }) => verdict === "wrong" && place.line === at?.line) === true;
    if (!told && !agree(expected, duration.si))
      yield {
        part: "Q",
        message: "differs",
        at: at ?? rate.place,
        data: {
          said: spoken(duration.si.high),
          backlog: `${figure(backlog.high)} records`,
          rate: `${figure(net.high)} records/s`,
          expected: spoken(expected.high),
        },
      } as const;
  }
  const windows = windowsOf(all);
  if (windows === undefined) return;
  const { count, size, days, place } = windows;
  const expected = Math.ceil(days / size);
  if (expected !== count) {
    const data = { count: String(count), size: String(size), days: String(days), expected: String(expected) };
    yield { part: "Q", message: "windows", at: place, data } as const;
  }
}

const takes = (text: string): boolean =>
  /\bduration\b|\btakes?\b|\bruntime\b|=|\bso\b|\bnights?\b|\bhours\b|\blasts?\b/i.test(text) &&
  quantitiesOf(text, { measure: "time", rate: false }).length > 0;
