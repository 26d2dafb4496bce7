import { defineItem } from "../../item.ts";
import { affirms, designOf, gist, told } from "../../look/design.ts";
import type { Stage } from "../../look/stage.ts";
import { quantitiesOf } from "../../look/quantities.ts";

const TOPIC = /\basync\w*|\bmessag\w+|\bevents?\b|\btransport\b|\bbus\b|\bqueues?\b|\bbroker\b/i;
const LOG =
  /\blogs?\b|\bkafka\b|\bkinesis\b|\bstreams?\b|\bpulsar\b|\bevent (?:store|hubs?|sourcing)\b|\bredpanda\b|\bpub\/?sub\b|\bjetstream\b|\barchive\b|\boutbox\b/i;
const BESIDE =
  /\bqueue|\boutbox\b|\basync\w*|\blater\b|\bbackground\b|\bworkers?\b|\bafter (?:the )?(?:answer|response|commit)|\bevents?\b|\bwithout waiting\b|\bfire and forget\b/i;
const SIDE =
  /\b(?:sends?|mails?|e-?mails?|notif(?:y|ies)|renders?|calls?|generates?|pushes|posts?)\b[^.;|]*?\b(?:mails?|e-?mails?|sms|text messages?|push notifications?|webhooks?|pdfs?|newsletters?|slack|crm|search index|analytics|third part\w+)\b/i;
const PATH = /\b(?:write|request|read|hot|critical) path\b|\brequest flow\b/i;

export default defineItem({
  id: "async-choice-reasoned",
  asked: { "design-spec": "architecture" },
  requirements: [
    { row: 99, parts: "X" },
    { row: 100, parts: "X" },
  ],
  level: "review",
  title: "Queues, logs and work inside a request",
  demand: "a log where events are to be replayed, and work beside the request where the caller waits, or the reason",
  why: "A queue forgets what was read, so nothing can be replayed; what a caller waits for fails with everything that it calls.",
  template: "",
  messages: {
    replay:
      "Unexpected `{choice}` beside `{promise}`, expected a log that keeps what was read, or from where it is replayed",
    inline:
      "Unexpected `{said}` inside a path that answers within {target}, expected it behind a queue or an event, or the reason",
  },
  *check(stage, context) {
    const all = designOf(context).filter(({ form }) => form !== "code");
    // To put a dead letter back is something else: a queue can do that.
    const promise = all.find(
      ({ text }) => affirms(text, /\breplay(?:s|ed|able|ing)?\b/i) && !/\bdead[- ]?letter|\bdlq\b/i.test(text),
    );
    const choice = told(stage).find(
      ({ topic, choice: text, form }) =>
        form === "row" && TOPIC.test(topic) && /\bqueues?\b|\bsqs\b|\brabbit/i.test(text),
    );
    if (
      promise !== undefined &&
      choice !== undefined &&
      !LOG.test(choice.text) &&
      (promise.place.line === choice.place.line || !choice.reasoned) &&
      !LOG.test(promise.text.replace(/\breplay\w*/i, ""))
    ) {
      const data = { choice: gist(choice.choice), promise: gist(promise.text) };
      yield { part: "X", message: "replay", at: choice.place, data };
    }
    const target = latencyOf(context.stage("slo"));
    if (target === undefined) return;
    for (const { label, items } of stage.fields)
      for (const { text, place, open } of PATH.test(label) ? items : [])
        if (
          open !== true &&
          affirms(text, SIDE) &&
          !BESIDE.test(text) &&
          !told(stage).some((one) => one.text === text && one.reasoned)
        )
          yield {
            part: "X",
            message: "inline",
            at: place,
            of: text,
            data: { said: gist(text), target },
            level: "notice",
          };
  },
});

/** What the service levels promise to a caller who waits: below five seconds, as written. */
function latencyOf(slo: Stage | undefined): string | undefined {
  for (const { text } of slo?.said ?? []) {
    const found = /\d[\d.,]*\s?(?:ms|milliseconds|s|seconds)\b/i.exec(text)?.[0];
    const [time] = quantitiesOf(text, { measure: "time", rate: false });
    if (found !== undefined && time !== undefined && time.high <= 5 && /\bp\d\d|[<≤]|\blatency\b/i.test(text))
      return found;
  }
  return undefined;
}
