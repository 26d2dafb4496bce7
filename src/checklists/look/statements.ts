import type { PlanPart, Said } from "../../model/plan-part.ts";
import type { Stage } from "./stage.ts";

/** A line, an item or a table's row as one text: what a reader takes in at once. Cells are parted by " | ". */
export interface Statement extends Said {
  readonly form: "line" | "item" | "row" | "code";
  readonly depth: number;
  readonly ordered: boolean;
}

/** What stands below these headings, in the order of the text; open slots are left out. */
function within(parts: readonly PlanPart[]): readonly Statement[] {
  const all = [...new Set(parts.flatMap(deep))];
  return all
    .flatMap((part): readonly Statement[] => [
      ...part.lines.map((said): Statement => ({ ...said, form: "line", depth: 0, ordered: false })),
      ...part.items.map((said): Statement => ({ ...said, form: "item" })),
      ...part.tables.flatMap(({ rows, place }) =>
        rows.map((row): Statement => {
          const cells = row.filter(({ open }) => open !== true);
          const text = cells.map((cell) => cell.text).join(" | ");
          return { text, place: cells[0]?.place ?? place, form: "row", depth: 0, ordered: false };
        }),
      ),
      ...part.code.flatMap(({ text, place }) =>
        text.split("\n").map((line): Statement => ({ text: line, place, form: "code", depth: 0, ordered: false })),
      ),
    ])
    .filter(({ open, text }) => open !== true && text !== "")
    .toSorted((one, other) => one.place.line - other.place.line);
}

export const statementsOf = ({ roots }: Stage): readonly Statement[] => within(roots);

/**
 * What a stage says of one topic: below a heading of that name; else from each line or item that speaks of it to its next peer, so that a
 * label brings its list along; and the rows that speak of it. Empty where it does not.
 */
export function about(stage: Stage, topic: RegExp): readonly Statement[] {
  const heads = stage.parts.filter(({ heading }) => topic.test(heading.toLowerCase()));
  if (heads.length > 0) return within(heads);
  const split = stage.roots.length > 1 ? stage.roots.filter(({ heading }) => topic.test(heading.toLowerCase())) : [];
  if (split.length > 0) return within(split);
  const all = statementsOf(stage);
  const found = new Set<Statement>();
  for (const [i, one] of all.entries()) {
    if (!topic.test(one.text.toLowerCase())) continue;
    found.add(one);
    if (one.form === "row") continue;
    for (const next of all.slice(i + 1)) {
      const peer = one.form === "line" ? next.form === "line" : next.form !== "item" || next.depth <= one.depth;
      if (peer) break;
      found.add(next);
    }
  }
  return [...found];
}

const deep = (part: PlanPart): readonly PlanPart[] => [part, ...part.parts.flatMap(deep)];
