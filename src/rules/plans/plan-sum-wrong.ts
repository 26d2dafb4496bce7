import type { Plan } from "../../model/plan.ts";
import type { PlanSum } from "../../model/plan-sum.ts";
import { defineRule } from "../../model/rule.ts";

export default defineRule({
  id: "plan-sum-wrong",
  level: "review",
  on: ["plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["plan-arithmetic"],
  docs: {
    title: "A sum in a plan does not come out",
    sees: "A plan that this pull request adds or edits, with a statement such as `a × b = d`, a total below a column, a column that the other rows show to follow from its neighbours, or figures under labels that hang together (rows, sizes and volumes; a day's, a month's and a year's; retention and footprint; average and peak; runtime and window; availability and downtime), whose result is not what its own figures give. Units are converted; what is rounded to the digits that are printed is right, and so is what is 2 % off (10 % behind `~` or `≈`). Where a unit is unknown, a range admits the figure or an unstated factor may stand in it, nothing is said. In a draft it is a notice, and so is what hangs on 1000 or 1024.",
    why: "Disks, windows and budgets are bought by these figures. A factor of ten, a forgotten copy or bits taken for bytes costs more later than a second look now.",
    instead: "Raw, 90 days, three copies: 5 TB/day × 90 days × 3 = 1.35 PB",
  },
  messages: {
    sum: "Unexpected `{written}` for {formula}, expected {expected}",
    slip: "Unexpected `{written}` for {formula}, expected {expected} ({slip})",
  },
  *check({ after: plan }) {
    yield* told(plan, ({ kind }) => kind !== "relation");
  },
  // An item of the plan's kind may have said of the same figures what is wrong with them, and better.
  *afterwards(found, { changes }) {
    for (const change of changes) {
      if (change.kind !== "plan.added" && change.kind !== "plan.altered") continue;
      const plan = change.after;
      const lines = new Set(found.flatMap(({ place }) => (place.path === plan.id ? [place.line] : [])));
      yield* told(
        plan,
        ({ kind, place, from = [] }) => kind === "relation" && ![place.line, ...from].some((line) => lines.has(line)),
      );
    }
  },
});

function* told(plan: Plan, isTold: (sum: PlanSum) => boolean) {
  const seen = new Map<string, number>();
  for (const sum of plan.sums ?? []) {
    if (sum.verdict !== "wrong" || !isTold(sum)) continue;
    const { formula, written, expected = "", slip, convention, place, from = [] } = sum;
    const name = `${formula} = ${written}`;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const lines = from.length === 0 ? "" : ` (line${from.length === 1 ? "" : "s"} ${from.join(", ")})`;
    yield {
      message: slip === undefined ? ("sum" as const) : ("slip" as const),
      at: place,
      subject: ["plan", plan.id] as const,
      after: nth === 1 ? name : `${name} (${nth})`,
      level: plan.status === "draft" || convention === true ? ("notice" as const) : ("review" as const),
      data: { formula: `${formula}${lines}`, written, expected, ...(slip === undefined ? {} : { slip }) },
    };
  }
}
