import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const NUMBER = /\d|\b(?:one|two|three|four|five|six|eight|ten|twelve|single)\b/i;
const BATCH = /\bbatches\b|\bbatch[ _-]?sizes?\b|\b(?:a|per|each) batch\b/i;
const PARALLEL = /\bparallel(?:ism)?\b|\bthreads?\b|\bworkers?\b|\bconcurren/i;

export default defineItem({
  id: "batch-and-parallelism-stated",
  asked: { "workflow-plan": "metrics", "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [
    { row: 119, parts: "Q" },
    {
      row: 176,
      parts: "Q",
      waits: { X: "how many threads and slots a run has is in DAG files and profiles, which have no reader yet" },
    },
  ],
  level: "notice",
  title: "Batch size and parallelism",
  demand: "the batch size or the parallelism as a number, since the volume is large",
  why: "At this volume the two decide whether a run fits into its memory and its window.",
  template: "Batch size: <rows>; parallelism: <number>",
  messages: {
    vague: "Unexpected batch size without a number (`{words}`), expected how many rows",
  },
  *check(stage) {
    if (isOpen(stage, BATCH) || isOpen(stage, PARALLEL)) return;
    const vague = told(stage, /\bbatch sizes? /i).find(({ text }) => !/\bbatch sizes? (?:\w+ ){0,2}\d/i.test(text));
    if (vague !== undefined)
      yield { part: "Q", message: "vague", at: vague.place, data: { words: shortened(vague.text) } };
    const large = told(stage, /\d/).some(({ text }) =>
      findQuantities(text).some(({ quantity }) => quantity.measure === "count" && quantity.high >= 100_000),
    );
    const said = [...told(stage, BATCH), ...told(stage, PARALLEL)].some(({ text }) =>
      text.split(/[;.]\s/).some((part) => (BATCH.test(part) || PARALLEL.test(part)) && NUMBER.test(part)),
    );
    if (large && !said) yield { part: "Q", message: "missing" };
  },
});
