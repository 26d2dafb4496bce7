import type { JudgedProof, Verdict } from "../../model/verdict.ts";
import { shorten } from "../cut.ts";
import { migrationName } from "../migration-name.ts";
import { isBuilt } from "./changes.ts";
import { type Fullness, type Planned, unique } from "./planned.ts";
import { slot } from "./slot.ts";
import { line, span } from "./spelling.ts";

const SHOWN = 4;
const LONGEST = 120;

/** *Rollback*: the steps that the way back was seen to take, and what it does not bring back. */
export function rollbackSection(all: readonly Planned[], { proofs }: Verdict, { most }: Fullness): string {
  const steps = [...migrations(all, proofs), ...built(all), ...copies(all)];
  const left = steps.length - most;
  const shown =
    left > 0 ? [...steps.slice(0, most), slot(`${left} more steps, which \`dataplan plan\` writes`)] : steps;
  return [
    "## Rollback",
    [
      "- Trigger:",
      `  - Metric: ${slot("what is watched")}`,
      `  - Threshold: ${slot("the value at which we go back")}`,
      `  - Window: ${slot("for how long")}`,
      "- Steps:",
      ...shown.map((step, at) => `  ${at + 1}. ${step}`),
      `- Owner: ${slot("who decides and acts")}`,
      ...loss(all, proofs),
    ].join("\n"),
  ].join("\n\n");
}

/** The last migration goes back first. */
function migrations(all: readonly Planned[], proofs: readonly JudgedProof[]): readonly string[] {
  const files = all.filter(({ finding }) => !isBuilt(finding.subjectPath[0])).map(({ row }) => row);
  return unique(files.map(({ up }) => up))
    .toReversed()
    .flatMap((path) => {
      const { migration, up = path, down, unrestored = [] } = files.find((row) => row.up === path) ?? {};
      const proof = proofs.find((one) => one.migration === migration);
      const name = migration === undefined ? up : migrationName(migration);
      if (down === undefined) return [slot(`what takes ${span(name)} back, which has no way down`)];
      return wayBack(down === up ? `the way down of ${span(down)}` : span(down), proof, unrestored);
    });
}

function wayBack(down: string, proof: JudgedProof | undefined, unrestored: readonly string[]): readonly string[] {
  const run = `Run ${down}`;
  const detail = proof === undefined || proof.detail === "" ? "" : `: ${line(proof.detail)}`;
  switch (proof?.result) {
    case "exact":
      return [`${run}. It was run in an embedded PostgreSQL${detail}.`];
    case "differs":
      return [
        `${run}. It was run in an embedded PostgreSQL${detail}${lines(unrestored)}.`,
        slot("what brings back the rest, or why it can stay away"),
      ];
    case "fails":
      return [slot(`another way than ${down}, which was run in an embedded PostgreSQL and fails${detail}`)];
    default:
      return [`${run}. Nobody has run it yet${detail}.`];
  }
}

const lines = (unrestored: readonly string[]): string => {
  const shown = unrestored.slice(0, SHOWN).map((text) => span(shorten(text, LONGEST)));
  const more = unrestored.length > SHOWN ? ` and ${unrestored.length - SHOWN} more` : "";
  return shown.length === 0 ? "" : ` (${shown.join(", ")}${more})`;
};

const built = (all: readonly Planned[]): readonly string[] => {
  const models = all.filter(({ finding }) => isBuilt(finding.subjectPath[0]));
  if (models.length === 0) return [];
  const names = unique(models.flatMap(({ finding: { subjectPath } }) => modelName(subjectPath)));
  const build = names.length === 0 ? "" : `, then ${span(`dbt build --select ${names.join(" ")}`)}`;
  return [`Revert the merge of this pull request${build}.`];
};

const modelName = ([kind, , name]: readonly string[]): readonly string[] =>
  kind === "model" && name !== undefined && /^[\w.-]+$/.test(name) ? [`${name}+`] : [];

const copies = (all: readonly Planned[]): readonly string[] =>
  all
    .filter(({ finding }) => finding.owes.includes("archive"))
    .map(({ row, finding }) =>
      row.kept === undefined
        ? `Copy ${span(finding.subject)} back from what keeps it (Restore from, below).`
        : `Copy ${span(finding.subject)} back from ${span(row.kept)}, where the way down does not do it.`,
    );

/** Whether rows go is known where both ways were run, or where a rule says that they do. */
function loss(all: readonly Planned[], proofs: readonly JudgedProof[]): readonly string[] {
  const lossy = all.filter(({ finding }) => finding.owes.includes("archive"));
  const unkept = lossy.filter(({ row }) => row.kept === undefined);
  if (lossy.length > 0) {
    const kept = unique(lossy.flatMap(({ row }) => (row.kept === undefined ? [] : [span(row.kept)])));
    const names = unkept.map(({ finding }) => span(finding.subject));
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    const wanted =
      unkept.length === 0 ? [] : [slot(`the table or backup that keeps ${names.slice(0, 3).join(", ")}${more}`)];
    return [
      `- Data loss: ${unkept.length === 0 ? "recoverable" : slot("recoverable, or permanent and accepted by a named person")}`,
      // A slot is seen at the beginning of a value.
      `- Restore from: ${[...wanted, ...kept].join("; the rest from ")}`,
    ];
  }
  const ours = unique(all.flatMap(({ row }) => (row.migration === undefined ? [] : [row.migration])));
  const keeps = ours.every((id) => proofs.some(({ migration, rows }) => migration === id && rows.result === "kept"));
  const known = ours.length > 0 && keeps && all.every(({ row }) => row.migration !== undefined);
  return [
    `- Data loss: ${known ? "none, every row was there after both ways were run" : slot("none, recoverable or permanent, and how that is known")}`,
  ];
}
