import { defineItem, type ItemContext } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { answer, fieldsLike } from "../../look/answer.ts";
import { holdsRegulated } from "../../look/classes.ts";
import { changedModels, speaksOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { isExcused } from "../../look/vague.ts";

const RETENTION = /\bretention\b|\bretain|\bkept\b|\bkeep|\bhow long\b|\bstorage period\b/;
const FOREVER = /\bfor ?ever\b|\bindefinite|\bwithout end\b|\bpermanent/i;
const DELETION =
  /\bdelet\w*|\bpurg\w+|\beras\w+|\bwiped?\b|\bshredd\w+|\bforget\b|\bforgotten\b|\bttl\b|\banonymi[sz]\w+/i;
const DAY = 86_400;

export default defineItem({
  id: "retention-and-deletion-stated",
  asked: { "design-spec": "security" },
  requirements: [{ row: 80, parts: "QX" }],
  level: "review",
  title: "Retention and deletion",
  demand: "how long data are kept, and by what they are deleted after that and on request",
  why: "Data that nobody deletes are kept until a court or a thief asks for them.",
  template: "- Retention: <how many days, of which data>\n- Deletion: <by which job after that, by what on request>",
  messages: {
    duration: "Unexpected retention `{said}`, expected how many days, months or years",
    deletion:
      "Unexpected retention without a way to delete, expected by what data are deleted, after that and on request",
    expiry:
      "Unexpected `partition_expiration_days` of {days} on `{model}` beside a retention of {said}, expected the two to agree",
  },
  *check(stage, context) {
    const level = holdsRegulated(stage) ? "block" : "review";
    const said = answer(
      stage,
      RETENTION,
      /\bretention\b|\bretain|\b(?:kept|keep|held|stored)(?: for)? \d|\bdeleted after \d/i,
    );
    if (said.found === "nothing") yield { part: "Q", message: "missing", level };
    if (said.found === "said" && !isExcused(said.text)) {
      if (!FOREVER.test(said.text) && durationsIn(said.text).length === 0)
        yield { part: "Q", message: "duration", at: said.place, data: { said: said.text }, level };
      if (!deletes(stage)) yield { part: "Q", message: "deletion", at: said.place, level };
    }
    yield* expiries(stage, context);
  },
});

const durationsIn = (text: string): readonly number[] => [
  ...new Set(quantitiesOf(text, { measure: "time", rate: false }).map(({ high }) => high)),
];

/** A way to delete: what is told of deletion, beyond the word for it. */
const deletes = (stage: Stage): boolean =>
  stage.fields.some(({ label, text, open }) => DELETION.test(label) && (open === true || text !== "")) ||
  statementsOf(stage).some(({ text }) => DELETION.test(text) && !/\bnot? (?:be )?delet/i.test(text));

/** How long the warehouse keeps a partition of the model, where the plan speaks of it or has one retention for all. */
function* expiries(stage: Stage, context: ItemContext) {
  const told = fieldsLike(stage, RETENTION);
  const all = [...new Set(told.flatMap(({ text }) => durationsIn(text)))];
  for (const { name, settings = {} } of changedModels(context)) {
    const [expiry] = settings["partition_expiration_days"] ?? [];
    if (expiry === undefined || !/^\d+$/.test(expiry)) continue;
    const own = told
      .flatMap(({ text }) => text.split(/[;\n]/))
      .filter((text) => speaksOf(text, name))
      .flatMap(durationsIn);
    const wanted = own.length > 0 ? own : all.length === 1 ? all : [];
    if (wanted.length === 0 || wanted.some((one) => Math.abs(one / DAY - Number(expiry)) < 1)) continue;
    const data = { days: expiry, model: name, said: spoken(wanted[0] ?? 0) };
    yield { part: "X" as const, message: "expiry" as const, at: told[0]?.place ?? stage.place, of: name, data };
  }
}
