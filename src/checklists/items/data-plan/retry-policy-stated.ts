import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { givesReason } from "../../look/reason.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";

const RETRY = /\bretr(?:y|ies|ied)\b|\battempts?\b|\btries\b|\btried again\b/i;
const COUNT = /\b(?:\d+|one|two|three|four|five|no|none|never)\b/i;
const BACKOFF = /\bback-?off\b/i;
const TYPE = /\bexponential\w*|\bfixed\b|\bconstant\b|\blinear\w*|\bjitter\w*|\bdoubl\w+|\bfibonacci\b|\beach \d/i;
const CAP =
  /\bconcurren\w*|\bpools?\b|\bmax_active\w*|\bat most (?:\d+|one|two)\b|\b(?:one|1|single) (?:active )?runs?\b|\bmax \d+ (?:active )?runs?\b|\bslots?\b|\bparallel\w*|\bqueue\b|\bcap(?:ped|s)?\b|\bone at a time\b/i;
const BURSTS = /\bburst\w*|\boutages?\b|\bflak\w+|\brate.?limit\w*/i;

export default defineItem({
  id: "retry-policy-stated",
  asked: { "data-plan": "ingestion", "pipeline-blueprint": "pipeline" },
  requirements: [
    { row: 17, parts: "Q", waits: { X: "DAG files have no reader yet, so retries and pools are not compared" } },
    { row: 52, parts: "S", waits: { X: "DAG files have no reader yet: the plan's own words alone are asked" } },
    { row: 53, parts: "S", waits: { X: "DAG files have no reader yet: the plan's own words alone are asked" } },
    { row: 177, parts: "Q", waits: { X: "DAG files have no reader yet, so retries and callbacks are not compared" } },
  ],
  level: "review",
  title: "Retries, backoff and concurrency",
  demand: "how many attempts, the kind of backoff with its delays, and what caps concurrency",
  why: "A task that is repeated without a limit turns a slow source into an outage.",
  template:
    "| Policy | Value |\n| --- | --- |\n| Attempts | <number of retries> |\n| Backoff | <exponential or fixed>, <first delay>, <longest delay> |\n| Concurrency | <runs at a time, pool and slots> |",
  messages: {
    attempts: "Unexpected retries without a number, expected how many attempts",
    backoff: "Unexpected backoff `{said}`, expected fixed or exponential, with its delays",
    noBackoff: "Unexpected retries without a backoff, expected fixed or exponential, with its delays",
    fixed:
      "Unexpected fixed backoff beside failures that come in bursts, expected an exponential one, or the reason why not",
    cap: "Unexpected orchestration without a cap on concurrency, expected the runs at a time, or a pool with its slots",
  },
  *check(stage) {
    const all = statementsOf(stage);
    const retries = all.filter(({ text }) => RETRY.test(text));
    if (retries.length === 0 && !all.some(({ text }) => BACKOFF.test(text))) yield { part: "Q", message: "missing" };
    else {
      if (!retries.some(({ text }) => COUNT.test(text)))
        yield { part: "Q", message: "attempts", at: retries[0]?.place ?? stage.place };
      yield* backoff(stage, all);
    }
    if (!all.some(({ text }) => CAP.test(text))) yield { part: "S", message: "cap" };
  },
});

function* backoff(stage: Stage, all: readonly Said[]) {
  const [field] = fieldsLike(stage, BACKOFF);
  const told = field ?? all.find(({ text }) => BACKOFF.test(text) || (RETRY.test(text) && TYPE.test(text)));
  if (told === undefined) yield { part: "Q", message: "noBackoff" } as const;
  else if (!TYPE.test(told.text))
    yield { part: "Q", message: "backoff", at: told.place, data: { said: told.text } } as const;
  else if (/\bfixed\b|\bconstant\b/i.test(told.text) && !/\bexponential/i.test(told.text)) {
    const bursts = all.some(({ text }) => BURSTS.test(text));
    if (bursts && !givesReason(told.text))
      yield { part: "S", message: "fixed", at: told.place, level: "notice" } as const;
  }
}
