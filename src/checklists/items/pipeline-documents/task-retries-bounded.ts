import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { firstNumber } from "../../look/figures.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { givesReason } from "../../look/reason.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const MOST = 10;
const TASK = /\btasks?\b|\bsteps?\b|\bname\b/;
const RETRY = /\bretr(?:y|ies)\b|\battempts?\b|\btr(?:y|ies)\b|\btried again\b/;
const TIMEOUT = /\btime-?\s?out\b|\bg(?:ive|ives|iven) up\b|\bmax(?:imum)? (?:runtime|duration)\b/;

export default defineItem({
  id: "task-retries-bounded",
  asked: { "dag-spec": "tasks", "pipeline-spec": "orchestration" },
  requirements: [
    { row: 197, parts: "", waits: { X: "DAG files have no reader yet: the document's own figures are asked" } },
  ],
  level: "review",
  title: "Retries and timeouts",
  demand: "how often a task is tried again, after which pause, and when it is given up",
  why: "No retry wakes somebody for each hiccup, retries without a pause hit a source that is down, and a task without a timeout hangs until noon.",
  template:
    "| Task | Operator | Retry | Timeout |\n| --- | --- | --- | --- |\n| <task> | <operator> | <number>x, <first pause> <exponential or fixed> backoff | <duration> |",
  messages: {
    none: "Unexpected `{said}` as retries of `{task}`, expected at least one, or the reason why not",
    many: "Unexpected `{said}` as retries of `{task}`, expected ten at most",
    pause: "Unexpected retries of `{task}` without a pause (`{said}`), expected a delay above zero",
    timeout: "Unexpected `{task}` without a timeout, expected a duration",
  },
  *check(stage) {
    const rows = tablesWith(stage, TASK, RETRY).flatMap((table) =>
      rowsBy(table, { task: TASK, retry: RETRY, timeout: TIMEOUT }),
    );
    if (rows.length > 0) {
      for (const { task, retry, timeout } of rows) {
        if (task === undefined || task.open === true) continue;
        const name = task.text;
        if (retry !== undefined && (retry.open !== true || retry.text === "")) yield* judged(name, retry);
        if (isEmpty(timeout))
          yield { part: "Q", message: "timeout", at: timeout.place, of: name, data: { task: name } };
      }
      return;
    }
    const [retry] = fieldsLike(stage, RETRY);
    if (retry !== undefined) yield* judged("every task", retry);
    else if (
      !RETRY.test(textOf(stage).toLowerCase()) &&
      !stage.fields.some((one) => one.open === true && RETRY.test(one.label.toLowerCase()))
    )
      yield { part: "Q", message: "missing" };
  },
});

function* judged(task: string, { text, place }: Said) {
  const count = /\b(?:none|no|never)\b/i.test(text)
    ? 0
    : (firstNumber(text.replace(/(?<=\d)x\b/i, "")) ?? (text === "" ? 0 : 1));
  const shared = { part: "Q", at: place, of: task, data: { said: text, task } } as const;
  if (count < 1) {
    if (!givesReason(text)) yield { ...shared, message: "none" } as const;
    return;
  }
  if (count > MOST) yield { ...shared, message: "many" } as const;
  const pauses = quantitiesOf(text.replaceAll(/(?<=\d)(?=(?:s|sec|min|h)\b)/g, " "), { measure: "time" });
  if (
    pauses.every(({ si }) => si.high === 0) &&
    !/\bbackoff\b|\bexponential\b|\bdelay\b/i.test(pauses.length > 0 ? "" : text)
  )
    yield { ...shared, message: "pause" } as const;
}
