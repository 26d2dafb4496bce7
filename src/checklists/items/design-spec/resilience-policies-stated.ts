import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";
import { isExcused } from "../../look/vague.ts";

const TOPICS = {
  backpressure: {
    name: "backpressure",
    label: /\bback-?pressure\b|\bload shedding\b|\bthrottl|\brate limit/,
    line: /\bback-?pressure\b|\bshed|\bthrottl|\b429\b|\brate limit/i,
  },
  retry: { name: "retry", label: /\bretr(?:y|ies)\b/, line: /\bretr(?:y|ies|ied)\b/i },
  timeout: { name: "timeout", label: /\btime-?outs?\b|\bdeadlines?\b/, line: /\btime-?outs?\b/i },
  breaker: { name: "circuit breaker", label: /\bbreakers?\b/, line: /\bbreakers?\b/i },
} as const satisfies Readonly<Record<string, Topic>>;

export default defineItem({
  id: "resilience-policies-stated",
  asked: { "design-spec": "reliability" },
  requirements: [{ row: 75, parts: "SQ" }],
  level: "review",
  title: "Resilience policies",
  demand: "backpressure, retry, timeout and circuit breaker, each with its figures or n/a with the reason",
  why: "Without a limit on waiting, on repeating and on accepting, one slow part takes all the others with it.",
  template:
    "- Timeout: <how many ms, of which call>\n- Retry: <how many attempts, the delay between them>\n- Circuit breaker: <when it opens, when it closes>\n- Backpressure: <the limit, and what happens above it>",
  messages: {
    unsaid: "Unexpected reliability without {topics}, expected each of them, or n/a with its reason",
    attempts: "Unexpected retry `{said}` without a number of attempts, expected how many and how far apart",
    delay: "Unexpected retry `{said}` without a delay, expected how far apart the attempts are",
    seconds: "Unexpected timeout `{said}` without a time, expected seconds or milliseconds",
  },
  *check(stage) {
    const missing = unsaid([stage], Object.values(TOPICS)).map(({ name }) => name);
    if (missing.length > 0)
      yield { part: "S", message: "unsaid", of: missing.join(","), data: { topics: inWords(missing) } };
    const retry = answer(stage, TOPICS.retry.label, TOPICS.retry.line);
    if (retry.found === "said" && !isExcused(retry.text)) {
      const shared = { part: "Q", at: retry.place, data: { said: retry.text } } as const;
      if (!/\d|\b(?:once|twice|one|two|three|five|ten)\b/i.test(retry.text)) yield { ...shared, message: "attempts" };
      else if (
        !hasTime(retry.text) &&
        !/\bback-?off\b|\bexponential|\bat once\b|\bimmediate|\bjitter\b/i.test(retry.text)
      )
        yield { ...shared, message: "delay" };
    }
    const timeout = answer(stage, TOPICS.timeout.label, TOPICS.timeout.line);
    if (timeout.found === "said" && !isExcused(timeout.text) && !hasTime(timeout.text))
      yield { part: "Q", message: "seconds", at: timeout.place, data: { said: timeout.text } };
  },
});

const hasTime = (text: string): boolean => findQuantities(text).some(({ quantity }) => quantity.measure === "time");
