import { beyondLimits } from "../model/markdown-limits.ts";
import type { Estimate } from "./document.ts";
import { gather } from "./gather-inputs.ts";
import { formulas } from "./formulas.ts";
import { INPUTS } from "./inputs.ts";
import { judge } from "./judge-results.ts";
import { readSets, type Sets } from "./read-sets.ts";
import { solve } from "./solve.ts";
import { statements } from "./statements.ts";

/** Formulas D1–D9 on what the plan states, or `sets` in its place, every input with its line, every default said aloud. */
export function estimate(text: string, path: string, sets: Sets = []): Estimate {
  const beyond = beyondLimits(text);
  const { stated, unread, warnings } = gather(beyond === undefined ? statements(text, path) : []);
  const { set, misread } = readSets(sets, path);
  const { inputs, results, missing } = solve(new Map([...stated, ...set]), formulas);
  const verdict = judge(inputs, results);
  return {
    path,
    inputs: [...inputs.values()],
    results,
    assumptions: [...inputs.values()]
      .filter(({ status }) => status === "default")
      .map(({ label, text: value }) => `${label}: ${value}`),
    failures:
      beyond === undefined ? verdict.failures : [`The plan is not read: ${beyond.reason} (line ${beyond.line})`],
    warnings: [...misread, ...warnings, ...verdict.warnings],
    missing: missing.map(({ formula, label, keys }) => ({
      formula,
      label,
      inputs: keys.map((key) => INPUTS[key].label),
    })),
    unread,
  };
}
