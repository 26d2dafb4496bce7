import { defineItem } from "../../item.ts";
import { clausesOf } from "../../look/measurable.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { statementsOf } from "../../look/statements.ts";

const WATCH =
  /\bwatch\w*|\bmonitor\w*|\bstabili[sz]\w+|\bhyper-?care\b|\bafter (?:the )?(?:launch|switch|cut-?over|go-?live|release)\b|\bdaily looks?\b|\bobserv(?:e|ed|ing|ation)\b|\bkeep an eye\b|\bpost-?launch\b/i;
const WHAT =
  /\bfresh\w*|\breconcil\w*|\bcosts?\b|\bspend\b|\berrors?\b|\blatenc\w+|\bquality\b|\bruntime\b|\bvolume\b|\bfail\w+|\bdrift\b|\btests?\b|\balerts?\b|\bmetrics?:|\brows?\b|\bsales\b|\bslots?\b|\blag\b|\busage\b/i;
const HOUR = 3600;

export default defineItem({
  id: "watch-window-stated",
  asked: { "data-plan": "validation" },
  requirements: [{ row: 39, parts: "Q" }],
  level: "review",
  title: "Watch after the launch",
  demand: "for how long it is watched after the launch, and what is watched",
  why: "The first month-end comes after everybody has turned to something else.",
  template: "Watch: <duration> after the switch: <what is watched>",
  messages: {
    long: "Unexpected watch without its length (`{said}`), expected a duration with its unit",
    what: "Unexpected watch of {duration} over nothing in particular (`{said}`), expected what is watched",
  },
  *check(stage, context) {
    const stages = [stage, ...["backfill", "operations"].flatMap((name) => context.stage(name) ?? [])];
    const told = stages.map((each) => statementsOf(each).filter(({ text }) => WATCH.test(text)));
    const own = told[0] ?? [];
    // Elsewhere "alerts" and "monitors" are no watch after a launch unless they last.
    const all = [
      ...own,
      ...told
        .slice(1)
        .flat()
        .filter(({ text }) => /\bafter\b|\bpost-?launch\b|\bstabili/i.test(text)),
    ];
    const [first] = own.length > 0 ? own : all;
    if (first === undefined) {
      if (!stage.fields.some(({ open, label }) => open === true && WATCH.test(label)))
        yield { part: "Q", message: "missing" };
      return;
    }
    const lasting = all.flatMap((each) => {
      const clause = clausesOf(each).find((part) => WATCH.test(part) && lengthOf(part) !== undefined);
      const length = clause === undefined ? undefined : lengthOf(clause);
      return length === undefined ? [] : [{ length, said: each }];
    });
    const [long] = lasting;
    if (long === undefined) yield { part: "Q", message: "long", at: first.place, data: { said: first.text } };
    else if (!lasting.some(({ said }) => WHAT.test(said.text)))
      yield {
        part: "Q",
        message: "what",
        at: long.said.place,
        data: { duration: long.length, said: long.said.text },
      };
  },
});

function lengthOf(text: string): string | undefined {
  const found = quantitiesOf(text, { measure: "time", rate: false }).find(({ si }) => si.high >= HOUR);
  if (found === undefined) return undefined;
  return found.high >= 86_400 ? `${found.high / 86_400} days` : `${found.high / HOUR} h`;
}
