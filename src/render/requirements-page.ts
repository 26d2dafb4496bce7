import type { Answering } from "../model/answers.ts";
import type { Part, Requirement } from "../model/requirement.ts";
import { cellCode, prose } from "./escape.ts";

/** Check → the parts that some case of it breaks. */
export type CaseParts = ReadonlyMap<string, ReadonlySet<string>>;

const NAMES: Readonly<Record<Part, string>> = { S: "structural", Q: "quantitative", X: "cross-checking" };
const PARTS: readonly Part[] = ["S", "Q", "X"];

/** Every requirement with what decides it, part by part: a check with a case, a check that waits, or nothing yet. */
export function renderRequirements(
  requirements: readonly Requirement[],
  answers: ReadonlyMap<number, readonly Answering[]>,
  cases: CaseParts,
  kinds: readonly string[],
): string {
  const state = ({ row }: Requirement, part: Part): "checked" | "waits" | "open" => {
    const behind = answers.get(row) ?? [];
    if (behind.some(({ parts }) => parts.includes(part))) return "checked";
    return behind.some(({ waits }) => waits[part] !== undefined) ? "waits" : "open";
  };
  const counts = PARTS.map((part) => {
    const asked = requirements.filter(({ parts }) => parts.includes(part));
    const of = (wanted: string): number => asked.filter((each) => state(each, part) === wanted).length;
    return `| ${NAMES[part]} (${part}) | ${asked.length} | ${of("checked")} | ${of("waits")} | ${of("open")} |`;
  });
  const rows = requirements.map((each) => {
    const behind = answers.get(each.row) ?? [];
    const parts = each.parts.map(
      (part) => `${part}${state(each, part) === "checked" ? "" : state(each, part) === "waits" ? " waits" : " open"}`,
    );
    const checks = behind.map(
      ({ id, kinds }) =>
        `${cellCode(id)}${kinds.length === 0 ? "" : ` (${kinds.join(", ")})`}${cases.has(id) ? "" : " – no case"}`,
    );
    const waits = [
      ...new Set(behind.flatMap((one) => Object.entries(one.waits).map(([part, why]) => `${part}: ${why}`))),
    ];
    return `| ${each.row} | ${each.source} | ${each.artefact} | ${parts.join(" ")} | ${checks.join("<br>")} | ${prose(waits.join("; "))} |`;
  });
  const answered = requirements.filter(({ row }) => (answers.get(row) ?? []).length > 0).length;
  return `# The requirements of the five sources

${answered} of ${requirements.length} numbers have a check behind them. S is decided by shape, Q by numbers that are recomputed or compared, X against the repository.
A part that *waits* is not checked yet: the last column says what for. Nothing that waits is ever counted as passed.
Each kind of plan has a page with its stages, its fixtures as their authors read the answer, and what is said of each broken part: ${kinds.map((kind) => `[${kind}](${kind}/README.md)`).join(", ")}.

| Part | Asked | Checked | Waits | Open |
| --- | --: | --: | --: | --: |
${counts.join("\n")}

| # | Source | Artefact | Parts | Checks | Waits for |
| --: | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
