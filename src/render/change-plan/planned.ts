import type { Finding } from "../../model/finding.ts";
import type { OwedRow } from "../../model/owed-plan.ts";
import type { Verdict } from "../../model/verdict.ts";

/** A row that a plan owes, with the finding that it is about. */
export interface Planned {
  readonly row: OwedRow;
  readonly finding: Finding;
}

/** How much of what is known goes in: a link holds less than a file. */
export interface Fullness {
  readonly sql: boolean;
  /** Rows of one table. */
  readonly most: number;
}

export const planned = ({ owedPlan, findings }: Verdict): readonly Planned[] =>
  (owedPlan?.rows ?? []).flatMap((row) => {
    const finding = findings.find(({ fingerprint }) => fingerprint === row.fingerprint);
    return finding === undefined ? [] : [{ row, finding }];
  });

export const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
