import { defineItem, type ItemContext } from "../../item.ts";
import { affirms, gist, told, type Told } from "../../look/design.ts";
import { speaksOf } from "../../look/project.ts";

const MONEY =
  /\bmoney\b|\bpayments?\b|\bpaid\b|\bledgers?\b|\bbalances?\b|\binvoic\w+|\brefunds?\b|\bcharges?\b|\bbilling\b|\bpayouts?\b|\baccounting\b|\bfinancial\b|\bsold twice\b|\bbank\w*\b/i;
const MONEY_COLUMN = /(?:^|_)(?:amount|balance|price|total_price|debit|credit|ledger|cents|fee|refund)(?:_|$)/i;
const FEED =
  /\bfeeds?\b|\btimelines?\b|\bfan-?out\b|\bproduct pages?\b|\bavailability on\b|\blistings?\b|\bnotifications?\b|\brecommendations?\b|\bcounters?\b|\blikes\b|\bsearch (?:results|pages?)\b/i;
const EVENTUAL = /\beventual(?:ly)?\b|\bbest effort\b|\bat most once\b/i;
const STRONG =
  /^\W*strong(?:ly)?\b(?=\W*$|[,;|]| (?:consisten|reads?\b))|\bstrong(?:ly)?[- ](?:consisten\w+|reads?)\b|\blinearis?z?able\b|\bserialis?z?able\b|\bstrict(?:ly)? serial/i;
/** Words that say how a late or a doubled write is put right. */
const SETTLED =
  /\breconcil\w*|\bcompensat\w*|\bsettle\w*|\bcorrected\b|\bsaga\b|\bbecause\b|\bsince\b|\brather than\b|\btrade-?off\b|\breason:/i;

export default defineItem({
  id: "consistency-choice-reasoned",
  asked: { "design-spec": "slo" },
  requirements: [
    { row: 95, parts: "X" },
    { row: 96, parts: "X" },
  ],
  level: "review",
  title: "Consistency where it is not the usual one",
  demand: "why money is eventual, or why a page that many read is strong",
  why: "Eventual money is found out in the books; a strong page is paid for by everybody who looks at it.",
  template: "",
  messages: {
    money:
      "Unexpected eventual consistency of `{workflow}`, which is about money, expected strong, or the reason and how it is settled",
    feed: "Unexpected strong consistency of `{workflow}` without a reason, expected why eventual does not do",
  },
  *check(stage, context) {
    for (const one of told(stage, context.stage("interfaces"))) {
      if (one.form === "code") continue;
      const workflow = gist(one.topic === "" ? one.text : one.topic, 8);
      const eventual = affirms(one.text, EVENTUAL) && !/\bstrong/i.test(one.text);
      const strong = affirms(one.choice, STRONG) && !EVENTUAL.test(one.text);
      if (eventual && isMoney(one, context)) {
        // A cell of reasons that only says that money follows is the signal itself, and no answer to it.
        const answered = MONEY.test(one.text)
          ? SETTLED.test(one.text) || (one.reasoned && MONEY.test(one.topic))
          : one.reasoned;
        if (!answered) yield { part: "X", message: "money", at: one.place, of: workflow, data: { workflow } };
      } else if (strong && !one.reasoned && FEED.test(one.topic === "" ? one.text : one.topic))
        yield { part: "X", message: "feed", at: one.place, of: workflow, data: { workflow }, level: "notice" };
    }
  },
});

/** It says so, or it speaks of a table that has such columns. */
const isMoney = ({ text }: Told, { head }: ItemContext): boolean =>
  affirms(text, MONEY) ||
  Object.values(head.facts.table).some(
    ({ subject, columns }) =>
      speaksOf(text, String(subject.at(-1))) && Object.keys(columns).some((name) => MONEY_COLUMN.test(name)),
  );
