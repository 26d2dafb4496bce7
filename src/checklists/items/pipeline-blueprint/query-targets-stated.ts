import { defineItem } from "../../item.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { isOpen, told } from "../../look/told.ts";

const QUERY =
  /\bquer(?:y|ies)\b|\banswers?\b|\breports? (?:loads?|opens?)\b|\bresponse\b|\blatency\b|\bloads? (?:in|within)\b/i;
const FRESH = /\bfresh|\bold\b|\bup to date\b|\bbehind\b|\bdelay\b|\bavailable (?:by|within)\b/i;
const CLOCK = /\b\d{1,2}:\d{2}\b/;

export default defineItem({
  id: "query-targets-stated",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 152, parts: "Q" }],
  level: "notice",
  title: "What analysts ask for",
  demand: "how fast a query has to answer and how old the data may be, as numbers",
  why: "A schema is good or bad for a question and a waiting time; without them every schema is good.",
  template: "- Asked for: a query answers within <seconds> at p95, on data at most <hours> old",
  messages: {
    query: "Unexpected target for queries without a number (`{said}`), expected seconds",
    noQuery: "Unexpected schema without how fast a query has to answer, expected seconds",
    fresh: "Unexpected schema without how old its data may be, expected minutes or hours",
  },
  *check(stage, { whole }) {
    const queries = told(stage, QUERY).filter(({ form }) => form !== "code");
    const [first] = queries;
    if (first === undefined) {
      if (!isOpen(stage, QUERY)) yield { part: "Q", message: "noQuery" };
    } else if (
      !queries.some(({ text }) => text.split(/[,;.|](?=\s)/).some((clause) => QUERY.test(clause) && timed(clause)))
    )
      yield { part: "Q", message: "query", at: first.place, data: { said: first.text } };
    const fresh = [...told(stage, FRESH), ...told(whole, FRESH)];
    if (!fresh.some(({ text }) => timed(text) || CLOCK.test(text)) && !isOpen(whole, FRESH))
      yield { part: "Q", message: "fresh" };
  },
});

const timed = (text: string): boolean => quantitiesOf(text, { measure: "time", rate: false }).length > 0;
