import { type Annotation, type Button, type CheckReport, rerunButton } from "../model/check-report.ts";
import type { Finding } from "../model/finding.ts";
import type { JudgedGap, Verdict } from "../model/verdict.ts";
import { cut, shorten } from "./cut.ts";
import { inline } from "./escape.ts";
import type { Links } from "./links.ts";
import { sections } from "./markdown.ts";
import { holds, OWED, owedBy } from "./owed.ts";
import { oneLine, visible } from "./visible.ts";

const TITLE = 255;
const OUTPUT_BYTES = 65_535;
const MESSAGE = 16_000;
const MOST_ANNOTATIONS = 200;

const planButton: Button = {
  label: "Plan stub",
  description: "Comment with the plan to start from",
  identifier: "plan-stub",
};

/** `more` is Markdown of ours that stands below the verdict and holds nothing. */
export function renderCheckRun(verdict: Verdict, links: Links = {}, more = ""): CheckReport {
  const { owed, also, details } = sections(verdict, links);
  const all = annotationsOf(verdict);
  const left = all.length - MOST_ANNOTATIONS;
  const told = left > 0 ? `${left} more places are not annotated in the files; the list above has them all.` : "";
  return {
    conclusion: verdict.conclusion,
    title: shorten(oneLine(verdict.summary).replaceAll("`", ""), TITLE),
    // The title stands above it; GitHub wants a summary all the same.
    summary: cut(joined([owed, also, told, more]) || inline(verdict.summary), OUTPUT_BYTES),
    text: cut(details, OUTPUT_BYTES),
    annotations: all.slice(0, MOST_ANNOTATIONS),
    buttons: verdict.owedPlan?.isNew === true ? [rerunButton, planButton] : [rerunButton],
  };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

const RANK = { failure: 0, warning: 1, notice: 2 };

function annotationsOf(verdict: Verdict): readonly Annotation[] {
  const found = verdict.findings
    .filter(({ place }) => place.side === "head")
    .map((finding) => annotationOf(verdict, finding));
  const unread = verdict.gaps.filter(({ level }) => level !== "notice").map(gapAnnotation);
  return [...found, ...unread].sort((a, b) => RANK[a.annotation_level] - RANK[b.annotation_level]);
}

function annotationOf(verdict: Verdict, finding: Finding): Annotation {
  const { place, level } = finding;
  const missing = owedBy(verdict, finding).filter(({ met }) => !met);
  const owed = missing.map(({ kind, remedy }) => `- ${OWED[kind]}: ${remedy}`);
  const { edit } = finding;
  const then = edit?.next === undefined ? "" : `, ${edit.next}`;
  const offered = edit === undefined ? [] : ["", `One line makes it safe${then}:`, edit.becomes];
  const said = [finding.message, ...(owed.length > 0 ? ["", "Still owed:", ...owed] : []), ...offered].join("\n");
  const blocks = level === "block" ? (holds(verdict, finding) ? "failure" : "notice") : undefined;
  return {
    ...spot(place),
    annotation_level: blocks ?? (level === "review" ? "warning" : "notice"),
    title: shorten(oneLine(`${finding.rule}: ${finding.subject}`), TITLE),
    message: shorten(visible(said), MESSAGE),
  };
}

function gapAnnotation({ reader, key, level, place, reason }: JudgedGap): Annotation {
  return {
    ...spot(place),
    annotation_level: level === "block" ? "failure" : "warning",
    title: shorten(oneLine(`Not understood by ${reader}: ${key}`), TITLE),
    message: shorten(visible(reason), MESSAGE),
  };
}

/** GitHub refuses columns on an annotation of several lines, and lines before the first. */
function spot(place: Finding["place"] | JudgedGap["place"]): Pick<Annotation, "path" | "start_line" | "end_line"> & {
  readonly start_column?: number;
  readonly end_column?: number;
} {
  const start = Math.max(1, place.line);
  const end = Math.max(start, place.endLine ?? start);
  const column =
    start === end && place.column !== undefined ? { start_column: place.column, end_column: place.column } : {};
  return { path: place.path, start_line: start, end_line: end, ...column };
}
