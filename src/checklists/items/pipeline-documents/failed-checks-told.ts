import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { lacking } from "../../look/told.ts";
import { isVague } from "../../look/vague.ts";

const TOPICS = {
  "the framework": /\bframework\b|\bdbt\b|\bgreat expectations\b|\bsoda\b|\bdeequ\b|\bsuite\b|\btool\b/i,
  "when they run": /\bwhen\b|\btask\b|\bbefore\b|\bafter\b|\bci\b|\bstep\b|\bschedule/i,
  "what they stop": /\bbefore\b|\bstops?\b|\bblocks?\b|\bgates?\b|\bhalts?\b/i,
  "what a failure says":
    /\bmessages?\b|\beach failure\b|\bfailures? (?:names?|says?|tells?|shows?)\b|\bdescription\b|\bfailed rows\b|\bwhat to do\b/i,
  "the channel": /\bchannel\b|#[\w-]+|\bpager\b|\brota\b|\bmail\b|\bslack\b/i,
};
const BARE = /^\W*(?:the )?(?:usual|normal|standard|common|same)(?: (?:one|channel|place|board))?s?\W*$/i;

export default defineItem({
  id: "failed-checks-told",
  asked: { "data-quality-checklist": "execution" },
  requirements: [
    {
      row: 208,
      parts: "",
      waits: {
        X: "tests that are SQL of their own are read, and not yet compared with one another, so copies are not seen",
      },
    },
    {
      row: 209,
      parts: "",
      waits: {
        X: "descriptions of tests that are SQL of their own are not read yet, so what a failure says is not seen",
      },
    },
    { row: 210, parts: "", waits: { X: "DAG files have no reader yet: the document alone is asked" } },
  ],
  level: "review",
  title: "How the checks run",
  demand: "the framework, when they run and what they stop, what a failure says, and the channel it goes to",
  why: "A check that runs after publishing tells what the readers know already.",
  template:
    "- Framework: <tool and where its checks stand>\n- When: <task>, before <what it stops>\n- Each failure names <what a reader of it needs to know>\n- Channel: <channel or rota>",
  messages: {
    lacks: "Unexpected execution without {what}, expected it",
    vague: "Unexpected {label} `{said}`, expected its name",
  },
  *check(stage) {
    for (const what of lacking(stage, TOPICS)) yield { part: "S", message: "lacks", of: what, data: { what } };
    for (const { label, text, place } of fieldsLike(stage, /\bchannel\b|\bdashboard\b|\bframework\b/))
      if (isVague(text) || BARE.test(text))
        yield { part: "S", message: "vague", at: place, of: label, data: { label: label.toLowerCase(), said: text } };
  },
});
