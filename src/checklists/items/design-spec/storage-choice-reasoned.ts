import { defineItem, type ItemContext } from "../../item.ts";
import { affirms, designOf, gist, told, type Told } from "../../look/design.ts";
import { quantitiesOf } from "../../look/quantities.ts";

const TOPIC = /\bstorage\b|\bstores?\b|\bdatabases?\b|\bpersistence\b|\bdata ?stores?\b|\brecords? (?:is|are) kept\b/i;
const SQL =
  /\bsql\b|\bpostgres\w*|\bmysql\b|\bmaria ?db\b|\baurora\b|\boracle\b|\bsql ?server\b|\brelational\b|\bspanner\b|\bcockroach\w*|\byugabyte\w*/i;
const OTHER =
  /\bno-?sql\b|\bdocument (?:store|database|db)\b|\bmongo\w*|\bdynamo\w*|\bcassandra\b|\bscylla\w*|\bcouch\w*|\bfirestore\b|\bbigtable\b|\bhbase\b|\bkey[- ]value\b|\bwide[- ]column\b|\belastic\w*|\bredis\b|\bcosmos ?db\b/i;
/** "Orders are kept in MongoDB": a sentence that says where, and not one that only has both words. */
const CHOSEN = new RegExp(
  String.raw`\b(?:stores?|stored|keeps?|kept|persists?|persisted|saves?|saved|written) (?:\S+ ){0,8}?(?:in|on|to|into) (?:\S+ ){0,5}?(?:${SQL.source}|${OTHER.source})`,
  "i",
);
const KEYED =
  /\bkey[- ]value\b|\bdynamo\w*|\bcassandra\b|\bscylla\w*|\bbigtable\b|\bhbase\b|\bredis\b|\bshard\w*|\bcitus\b|\bvitess\b|\bspanner\b|\bcockroach\w*/i;
const SERIES_STORE =
  /\btime[- ]?series (?:store|database|db)\b|\btimescale\w*|\binflux\w*|\bprometheus\b|\bclickhouse\b|\bdruid\b|\bpinot\b|\btsdb\b|\bquestdb\b|\bpartition\w*|\bhypertables?\b/i;
const TRANSACTIONS =
  /\btransactions?\b|\btransactional\b|\bacid\b|\bforeign keys?\b|\breferential\b|\bjoins?\b|\brelations? between\b|\bserialis?z?able\b/i;
const SERIES =
  /\bsensors?\b|\btelemetry\b|\btime[- ]?series\b|\biot\b|\breadings\b|\bmeasurements\b|\bticks?\b(?! box)|\bdevice (?:events|data)\b/i;

/** From here on a single relational server is no longer what everybody would take. */
const MANY_CALLS = 100_000;
const MANY_KEYS = 1e9;
const FAST_SERIES = 1000;

export default defineItem({
  id: "storage-choice-reasoned",
  asked: { "design-spec": "architecture" },
  requirements: [
    { row: 89, parts: "X" },
    { row: 90, parts: "Q" },
    { row: 91, parts: "X" },
  ],
  level: "notice",
  title: "Storage",
  demand: "the store, and where it is not the usual one for such data, why",
  why: "A store is the choice that is hardest to take back; who comes later wants to know what it was traded for.",
  template: "| Topic | Choice | Reason |\n| --- | --- | --- |\n| Storage | <which store> | <what speaks for it> |",
  messages: {
    relations:
      "Unexpected `{choice}` without a reason beside `{signal}`, expected why it was chosen over a relational store",
    keys: "Unexpected `{choice}` without a reason beside {figure}, expected why it was chosen over a key-value store",
    series:
      "Unexpected `{choice}` without a reason beside `{signal}`, expected why it was chosen over a store for time series",
  },
  *check(stage, context) {
    const chosen = choiceOf(told(stage));
    if (chosen === undefined || chosen.reasoned) return;
    const all = designOf(context);
    const choice = gist(chosen.choice);
    const shared = { at: chosen.place, of: choice } as const;
    const relational = SQL.test(chosen.choice);
    const transaction = all.find((one) => one !== chosen && affirms(one.text, TRANSACTIONS));
    if (OTHER.test(chosen.choice) && !relational && transaction !== undefined)
      yield { ...shared, part: "X", message: "relations", data: { choice, signal: gist(transaction.text) } };
    if (!relational) return;
    const figure = KEYED.test(chosen.text) ? undefined : muchOf(all);
    if (figure !== undefined) yield { ...shared, part: "Q", message: "keys", data: { choice, figure } };
    const series = all.find((one) => affirms(one.text, SERIES) && isFast(one.text));
    if (series !== undefined && !all.some(({ text }) => SERIES_STORE.test(text)) && !isPartitioned(series, context))
      yield { ...shared, part: "X", message: "series", data: { choice, signal: gist(series.text) } };
  },
});

/** The row or label about storage; else the sentence that names one store. */
const choiceOf = (all: readonly Told[]): Told | undefined =>
  all.find(({ topic, choice }) => TOPIC.test(topic) && (SQL.test(choice) || OTHER.test(choice))) ??
  all.find(({ text, form }) => form !== "code" && CHOSEN.test(text) && OTHER.test(text) !== SQL.test(text));

/** The largest figure of calls or keys that one server does not take, as written. */
function muchOf(all: readonly Told[]): string | undefined {
  for (const { text } of all)
    for (const { measure, per, noun = "", si } of ["count" as const].flatMap((measure_) =>
      quantitiesOf(text, { measure: measure_ }),
    )) {
      const isRate = per.some((one) => one.measure === "time");
      if (measure === "count" && isRate && si.low >= MANY_CALLS) return gist(text);
      if (!isRate && si.low >= MANY_KEYS && /\bkey|\bitem|\brecord|\brow|\bentr|\bobject|\buser/i.test(noun))
        return gist(text);
    }
  return undefined;
}

const isFast = (text: string): boolean =>
  quantitiesOf(text, { measure: "count", rate: true }).some(({ si }) => si.low >= FAST_SERIES) ||
  /\b(?:\d[\d,.]*\s?k|\d{1,3}(?:[,.]\d{3})+|\d{4,}) (?:\w+ )?(?:a|per) second\b/i.test(text);

/** The table that the readings go to lies in partitions. */
const isPartitioned = ({ text }: Told, { head }: ItemContext): boolean =>
  Object.values(head.facts.table).some(
    ({ subject, partitioned }) => partitioned === true && text.includes(String(subject.at(-1))),
  );
