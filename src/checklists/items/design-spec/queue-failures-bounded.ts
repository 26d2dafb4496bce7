import { defineItem } from "../../item.ts";
import { affirms, designOf, gist, told } from "../../look/design.ts";

const QUEUE = /\bqueues?\b|\bsqs\b|\brabbit ?mq\b|\bcelery\b|\bsidekiq\b|\bservice bus\b/i;
/** What a queue carries here: a queue of a scheduler or a collector carries none of them. */
const CARRIED = /\bmessages?\b|\btasks?\b|\bjobs?\b|\bexpiry\b|\bdeliver\w*|\bconsumers?\b|\bpublish\w*/i;
const LETTER =
  /\bdead[- ]?letters?\b|\bdlqs?\b|\bparking lot\b|\bparked\b|\bquarantin\w+|\berror (?:queue|sink|table)\b|\bpoison(?:ed|ous)?\b/i;
const BOUND =
  /\b(?:\d+|one|two|three|four|five|six|ten)\s+(?:\w+\s+)?(?:deliver(?:y|ies)|attempts?|retries|tries|times)\b|\b(?:attempts?|retries|deliveries|tries)\W{1,4}(?:at most |up to )?\d|\bmax(?:imum)?\s+(?:of\s+)?\d|\b(?:tried|retried|delivered|repeated) (?:once|twice)\b|\bafter \d+ (?:failures|errors)\b/i;
const RETRY = /\bretr(?:y(?!-after)|ies|ied)\b|\bredeliver\w*|\battempts?\b|\bat least once\b/i;

export default defineItem({
  id: "queue-failures-bounded",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 98, parts: "S" }],
  level: "review",
  title: "Failures on queues",
  demand: "after how many attempts a message is given up, and where it goes then",
  why: "A message that always fails is retried for ever and keeps all behind it waiting, unless it is put aside.",
  template: "",
  messages: {
    letter: "Unexpected queue (`{said}`) without a dead letter, expected where a message goes that fails for good",
    bound: "Unexpected dead letter without a number of attempts, expected after how many a message goes there",
  },
  *check(stage, context) {
    const queue = told(stage).find(({ text, form }) => form !== "code" && affirms(text, QUEUE));
    const all = designOf(context).filter(({ form }) => form !== "code");
    const retried = all.some(({ text }) => RETRY.test(text) && (QUEUE.test(text) || CARRIED.test(text)));
    if (queue === undefined || !retried || !all.some(({ text }) => QUEUE.test(text) && CARRIED.test(text))) return;
    const letters = all.filter(({ text }) => LETTER.test(text));
    const [first] = letters;
    if (first === undefined)
      yield { part: "S", message: "letter", at: queue.place, data: { said: gist(queue.text, 8) } };
    else if (
      !all.some(({ text }) => (LETTER.test(text) || RETRY.test(text)) && BOUND.test(text)) &&
      // A policy of retries without any figure is told as such.
      all.some(({ text, topic }) => /\bretr(?:y|ies)\b/i.test(topic) && /\d/.test(text))
    )
      yield { part: "S", message: "bound", at: first.place };
  },
});
