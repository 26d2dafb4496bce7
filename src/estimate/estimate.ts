import { beyondLimits } from "../model/markdown-limits.ts";
import type { Estimate } from "./document.ts";
import { gather } from "./gather-inputs.ts";
import { formulas } from "./formulas.ts";
import { INPUTS } from "./inputs.ts";
import { judge } from "./judge-results.ts";
import { solve } from "./solve.ts";
import { statements } from "./statements.ts";

/** Formulas D1–D9 on what the plan states, every input with its line, every default said aloud. */
export function estimate(text: string, path: string): Estimate {
  const beyond = beyondLimits(text);
  const { stated, unread, warnings } = gather(beyond === undefined ? statements(text, path) : []);
  const { inputs, results, missing } = solve(stated, formulas);
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
    warnings: [...warnings, ...verdict.warnings],
    missing: missing.map(({ formula, label, keys }) => ({
      formula,
      label,
      inputs: keys.map((key) => INPUTS[key].label),
    })),
    unread,
  };
}
