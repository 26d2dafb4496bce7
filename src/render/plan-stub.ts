import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import { oneLine } from "./visible.ts";

export interface PlanStub {
  readonly path: string;
  readonly text: string;
}

// What the plan-entry obligation says where there is no plan yet: the file to write, and the row for its Changes table.
const ROW = /^Add a change plan, for example `([^`]+)`.* with a row `([^`|]+) \| (.+) \| …`/;
const MOST_CONSUMERS = 20;
const cell = (text: string): string => oneLine(text).replaceAll("|", "/").trim();

/** A change plan to start from, where one is owed: what is known is filled in, and what only its author knows says TODO. */
export function planStub(verdict: Verdict): PlanStub | undefined {
  const rows = verdict.obligations.flatMap(({ kind, met, fingerprint, remedy }) => {
    const found = kind === "plan-entry" && !met ? ROW.exec(remedy) : null;
    const finding = verdict.findings.find((one) => one.fingerprint === fingerprint);
    if (found === null || finding === undefined) return [];
    return [{ path: found[1] ?? "", change: cell(found[2] ?? ""), subject: cell(found[3] ?? ""), finding }];
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  const rest = rows.length > 1 ? ` and ${rows.length - 1} more` : "";
  const text = [
    "---",
    "kind: change-plan",
    `title: ${JSON.stringify(`${first.change} ${first.subject}${rest}`)}`,
    "status: draft # approved, once its owner agrees",
    "owner: TODO",
    "---",
    "",
    "## Changes",
    "",
    "| Change | Subject | Migration | Rollback |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ change, subject, finding }) => `| ${change} | ${subject} | ${cell(finding.place.path)} | TODO |`),
    "",
    ...consumers(rows.map(({ finding }) => finding)),
    "## Migration",
    "",
    "1. TODO: what is released first, and what runs when",
    "",
    "## Rollback",
    "",
    "- Trigger: TODO (a metric, its threshold, and for how long)",
    "- Steps:",
    "  1. TODO",
    "- Owner: TODO",
    "- Data loss: TODO (none, recoverable, or permanent and who accepts it)",
    "- Restore from: TODO",
    "",
  ].join("\n");
  return { path: first.path, text };
}

function consumers(findings: readonly Finding[]): string[] {
  const readers = new Map(findings.flatMap((finding) => finding.readers).map((reader) => [reader.id, reader]));
  const people = [...readers.values()].filter(({ kind }) => kind !== "source").slice(-MOST_CONSUMERS);
  if (people.length === 0) return [];
  const rows = people.map(({ kind, name, owner }) => `| ${kind} ${cell(name)} | ${cell(owner ?? "TODO")} | TODO |`);
  return ["## Consumers", "", "| Consumer | Owner | Told |", "| --- | --- | --- |", ...rows, ""];
}
