import type { Finding } from "../model/finding.ts";
import type { Level } from "../model/level.ts";
import type { Conclusion, Verdict } from "../model/verdict.ts";
import type { Axis } from "../model/verdicts.ts";
import { foldGaps } from "./folded-gaps.ts";
import { drawFrame, frame, type SourceOf } from "./frame.ts";
import { migrationName } from "./migration-name.ts";
import { evidenceWords, holds, OWED, owedBy } from "./owed.ts";
import { paint, type Paint } from "./paint.ts";
import { oneLine } from "./visible.ts";
import { offerText } from "./way-text.ts";
import { wrap } from "./wrap.ts";

export interface TerminalOptions {
  readonly colour: boolean;
  readonly width?: number;
  readonly sourceOf: SourceOf;
}

interface Pen extends Paint {
  readonly width: number;
  readonly sourceOf: SourceOf;
}

const AXES: readonly Axis[] = ["data", "consumer", "ddl", "meaning"];
const PLACES_SHOWN = 3;

/** The verdict for a person at a terminal; the last line is the one that counts. */
export function renderTerminal(verdict: Verdict, options: TerminalOptions): string {
  const pen: Pen = { ...paint(options.colour), width: Math.max(60, options.width ?? 100), sourceOf: options.sourceOf };
  const findings = verdict.findings.map((finding) => findingText(verdict, finding, pen));
  const parts = [
    ...verdict.configErrors.map(
      ({ place, message }) => `${pen.red("✖ config")} ${at(place.path, place.line)}\n  ${oneLine(message)}`,
    ),
    ...findings,
    waived(verdict, pen),
    silenced(verdict, pen),
    proofs(verdict, pen),
    gaps(verdict, pen),
    verdict.notes.map((note) => pen.faint(`note: ${wrap(oneLine(note), pen.width - 6, "      ")}`)).join("\n"),
    conclusion(verdict, pen),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const at = (path: string, line: number): string => `${oneLine(path)}:${line}`;

function levelMark(level: Level, settled: boolean, pen: Pen): string {
  if (settled) return pen.green("✔ block, met");
  if (level === "block") return pen.red(pen.strong("✖ block"));
  return level === "review" ? pen.yellow("▲ review") : pen.blue("· notice");
}

function findingText(verdict: Verdict, finding: Finding, pen: Pen): string {
  const { place, level } = finding;
  const settled = level === "block" && !holds(verdict, finding);
  const head = `${levelMark(level, settled, pen)}  ${pen.strong(oneLine(finding.subject))}  ${pen.faint(finding.rule)}`;
  const where = `  ${at(place.path, place.line)}${place.side === "base" ? " (before this change)" : ""}`;
  const tint = level === "block" ? pen.red : level === "review" ? pen.yellow : pen.blue;
  const source = drawFrame(frame(finding, pen.sourceOf), tint).map((line) => `  ${line}`);
  const said = `  ${wrap(oneLine(finding.message), pen.width - 2, "  ")}`;
  const lines = [head, where, ...source, said];
  if (level !== "notice") lines.push(axes(finding, pen), ...readers(finding, pen));
  if (finding.excuse !== undefined) {
    const { place: comment, reason } = finding.excuse;
    const said = `its author asks to let it pass at line ${comment.line}${reason === undefined ? "" : `: ${oneLine(reason)}`}; that opens nothing, a waiver of ${finding.fingerprint} on the base branch does`;
    lines.push(`  ${wrap(said, pen.width - 2, "  ")}`);
  }
  const owed = owedBy(verdict, finding).flatMap((obligation) => {
    const name = OWED[obligation.kind].padEnd(20);
    if (obligation.met && obligation.by !== null) {
      const { what, where: stands, stated } = evidenceWords(obligation.by);
      const { approvedBy } = obligation.by;
      const approved = approvedBy === undefined ? "" : `(approved by @${oneLine(approvedBy)} on this head)`;
      const proof = [oneLine(what), oneLine(stands), approved, stated ? "(stated, not verified)" : ""]
        .filter(Boolean)
        .join("  ");
      return [`    ${pen.green("✔")} ${name} ${pen.faint(proof)}`];
    }
    const remedy = wrap(oneLine(obligation.remedy), pen.width - 28, " ".repeat(27));
    return [`    ${obligation.person ? pen.yellow("◆") : pen.red("✖")} ${name} ${remedy}`];
  });
  if (owed.length > 0) lines.push("  owed:", ...owed);
  if (level !== "notice" && !settled) lines.push(...offerText(verdict, finding, pen));
  if (level === "block")
    lines.push(pen.faint(`  fingerprint ${finding.fingerprint}; why: dataplan explain ${finding.rule}`));
  return lines.join("\n");
}

function axes({ verdicts, basis }: Finding, pen: Pen): string {
  const told = AXES.map((axis) => {
    const value = verdicts[axis];
    const text = `${axis} ${value}`;
    if (value === "broken") return pen.red(text);
    return value === "ok" ? pen.faint(text) : pen.yellow(text);
  });
  const rest = basis === "observed" ? "seen in the embedded engine" : "by the text alone";
  return `  ${told.join(" · ")}  ${pen.faint(`(${rest})`)}`;
}

function readers({ readers: all }: Finding, pen: Pen): string[] {
  if (all.length === 0) return [];
  const named = all
    .slice(0, 8)
    .map(({ kind, name, owner, doubt }) =>
      oneLine(`${doubt === undefined ? "" : "perhaps "}${kind} ${name}${owner === undefined ? "" : ` (${owner})`}`),
    );
  const more = all.length > 8 ? [`${all.length - 8} more`] : [];
  return [`  read by ${wrap([...named, ...more].join(", "), pen.width - 10, "          ")}`];
}

function waived({ waived: all }: Verdict, pen: Pen): string {
  return all
    .map(({ finding, by }) => {
      const until = `waived by ${by.owner} until ${by.until}: ${by.reason}`;
      return `${pen.faint("○ waived")}  ${oneLine(finding.subject)}  ${pen.faint(finding.rule)}\n  ${at(finding.place.path, finding.place.line)}  ${pen.faint(oneLine(until))}`;
    })
    .join("\n");
}

function silenced({ suppressed: all }: Verdict, pen: Pen): string {
  return all
    .map(({ finding, by }) => {
      const reason = by.reason === undefined ? "" : `: ${oneLine(by.reason)}`;
      const said = pen.faint(`by the comment at line ${by.place.line}${reason}`);
      return `${pen.faint("○ suppressed in the file")}  ${oneLine(finding.subject)}  ${pen.faint(finding.rule)}\n  ${at(finding.place.path, finding.place.line)}  ${said}`;
    })
    .join("\n");
}

function proofs({ proofs: all }: Verdict, pen: Pen): string {
  if (all.length === 0) return "";
  const colour = { exact: pen.green, differs: pen.red, fails: pen.red, "not-provable": pen.yellow };
  const mark = { exact: "✔", differs: "✖", fails: "✖", "not-provable": "?" };
  const lines = all.map(({ migration, result, detail }) => {
    const said = detail === "" ? "" : `: ${oneLine(detail)}`;
    return `  ${colour[result](`${mark[result]} ${result}`)}  ${wrap(`${migrationName(migration)}${said}`, pen.width - 6, "    ")}`;
  });
  return `${pen.strong("The way back, run in an embedded PostgreSQL")}\n${lines.join("\n")}`;
}

function gaps({ gaps: all }: Verdict, pen: Pen): string {
  if (all.length === 0) return "";
  const folds = foldGaps(all).map(({ level, reader, key, gaps: fold }) => {
    const count = fold.length === 1 ? "" : ` × ${fold.length}`;
    const mark =
      level === "block" ? pen.red("✖ block") : level === "review" ? pen.yellow("▲ review") : pen.faint("· notice");
    const shown = level === "block" ? fold : fold.slice(0, PLACES_SHOWN);
    const [first] = fold;
    const same = fold.length > 1 && fold.every(({ reason }) => reason === first?.reason);
    const places = shown.map(({ place, reason }) => {
      const said = same ? "" : `  ${wrap(oneLine(reason), pen.width - 6, "      ")}`;
      return `    ${at(place.path, place.line)}${said}`;
    });
    const shared = same ? [`    ${wrap(oneLine(first?.reason ?? ""), pen.width - 6, "      ")}`] : [];
    const more = fold.length > shown.length ? [`    … and ${fold.length - shown.length} more`] : [];
    return [`  ${mark}  ${reader}: ${key}${count}`, ...shared, ...places, ...more].join("\n");
  });
  return `${pen.strong("Not understood")} (never taken for clean)\n${folds.join("\n")}`;
}

function conclusion(verdict: Verdict, pen: Pen): string {
  const marks: Readonly<Record<Conclusion, string>> = {
    success: pen.green("✔"),
    failure: pen.red("✖"),
    action_required: pen.yellow("◆"),
    neutral: "○",
  };
  const count = (level: Level) => verdict.findings.filter((finding) => finding.level === level).length;
  const met = verdict.obligations.filter((obligation) => obligation.met).length;
  const numbers = [
    `${count("block")} block, ${count("review")} review, ${count("notice")} notice`,
    ...(verdict.obligations.length > 0 ? [`${met} of ${verdict.obligations.length} obligations met`] : []),
    ...(verdict.waived.length > 0 ? [`${verdict.waived.length} waived`] : []),
    ...(verdict.suppressed.length > 0 ? [`${verdict.suppressed.length} suppressed in the file`] : []),
    ...(verdict.gaps.length > 0 ? [`${verdict.gaps.length} not understood`] : []),
  ];
  const plan = verdict.owedPlan?.isNew === true ? `\n  ${pen.faint("a plan to start from: dataplan plan")}` : "";
  return `${marks[verdict.conclusion]} ${pen.strong(oneLine(verdict.summary))}\n  ${pen.faint(numbers.join(" · "))}${plan}`;
}
