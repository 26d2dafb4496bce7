import { defineItem } from "../../item.ts";
import { holdsCommand } from "../../look/commands.ts";
import { about, statementsOf } from "../../look/statements.ts";

const ASKED = [
  ["backfill", /\bback-?fill/],
  ["reprocessing", /\bre-?process|\bre-?run|\bre-?play|\bre-?load|\bre-?build|\bagain\b/],
  ["an emergency stop", /\bstop\b|\bpause\b|\bhalt\b|\bdisable\b|\bkill\b|\bswitch(?:ed)? off\b/],
] as const;

export default defineItem({
  id: "procedures-runnable",
  asked: { "pipeline-runbook": "procedures" },
  requirements: [{ row: 216, parts: "S" }],
  level: "review",
  title: "Backfill, reprocessing and emergency stop",
  demand: "for each a command that somebody who does not know the pipeline can run",
  why: '"Stop the DAG" is no help to somebody who has never seen it: the command is.',
  template:
    "Backfill: `<command>`\n\nReprocess: `<command>`\n\nEmergency stop: `<command>`; readers keep <what they see meanwhile>",
  messages: {
    away: "Unexpected procedures without {what}, expected it with its command",
    command: "Unexpected {what} without a command (`{said}`), expected one that a stranger can run",
  },
  *check(stage) {
    const all = statementsOf(stage);
    for (const [what, topic] of ASKED) {
      const open =
        stage.fields.some((field) => field.open === true && topic.test(field.label.toLowerCase())) ||
        stage.said.some((said) => said.open === true && topic.test(said.text.toLowerCase()));
      if (open) continue;
      const said = about(stage, topic);
      const heads = stage.parts.filter(({ heading }) => topic.test(heading.toLowerCase()));
      const [first] = said;
      if (first === undefined && heads.length === 0) {
        yield { part: "S", message: "away", of: what, data: { what } };
        continue;
      }
      // A block of code stands below the line that speaks of it.
      const lines = new Set(said.map(({ place }) => place.line));
      const below = all.filter(
        (one, i) => one.form === "code" && [1, 2, 3].some((back) => lines.has(all[i - back]?.place.line ?? -1)),
      );
      if ([...said, ...below].some(({ text, form }) => form === "code" || holdsCommand(text))) continue;
      const { place, text } = first ?? { place: stage.place, text: heads[0]?.heading ?? "" };
      yield { part: "S", message: "command", at: place, of: what, data: { what, said: text } };
    }
  },
});
