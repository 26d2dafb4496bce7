import type { CoverageOf, CoverageReport } from "../model/coverage-report.ts";
import { isFull } from "../model/coverage.ts";
import { QUALITY_CLASSES, type QualityClass, type Weakness } from "../model/quality.ts";
import { paint, type Paint } from "./paint.ts";
import { shorten } from "./cut.ts";
import { oneLine } from "./visible.ts";

const WEAK: Readonly<Record<Weakness, string>> = {
  warns: "only warns",
  where: "some of the rows",
  share: "lets a share pass",
  tolerates: "lets some rows pass",
  unenforced: "not enforced",
};
const NAME = 48;

/** What is checked: a line for each of several, and of one alone each check with its columns and its test. */
export function renderCoverageText({ all }: CoverageReport, { colour }: { readonly colour: boolean }): string {
  const paints = paint(colour);
  const [first] = all;
  if (first === undefined) return "No dbt model and no source\n";
  return all.length === 1 ? one(first, paints) : table(all, paints);
}

function one({ kind, name, place, checks, other, unitTests }: CoverageOf, pen: Paint): string {
  const head = `${pen.strong(oneLine(`${kind} ${name}`))}  ${pen.faint(oneLine(`${place.path}:${place.line}`))}\n`;
  const lines = checks
    .toSorted((a, b) => QUALITY_CLASSES.indexOf(a.class) - QUALITY_CLASSES.indexOf(b.class))
    .map(({ class: what, columns, by, weak, place: at }) => {
      const why = weak.length === 0 ? "" : `  ${pen.yellow(`(${weak.map((each) => WEAK[each]).join(", ")})`)}`;
      const of = columns.length === 0 ? "" : `${oneLine(columns.join(", "))}  `;
      const where = pen.faint(oneLine(`${at.path}:${at.line}`));
      return `  ${what.padEnd(14)}  ${of}${pen.faint(shorten(oneLine(by), 60))}${why}  ${where}\n`;
    });
  const lacks = QUALITY_CLASSES.filter((each) => !checks.some((check) => check.class === each));
  const rest = [
    ...(other > 0 ? [`${other} of which nobody can tell what ${other === 1 ? "it looks" : "they look"} after`] : []),
    ...(unitTests > 0 ? [`${unitTests} unit test${unitTests === 1 ? "" : "s"} of its logic`] : []),
  ];
  return [
    head,
    ...lines,
    ...(lacks.length > 0 ? [`  ${pen.faint(`no check of ${lacks.join(", ")}`)}\n`] : []),
    ...rest.map((said) => `  ${pen.faint(`beside: ${said}`)}\n`),
  ].join("");
}

/** The number of checks of each class; one that counts only in part stands in brackets. */
function table(all: readonly CoverageOf[], pen: Paint): string {
  const width = Math.min(NAME, Math.max(...all.map(({ kind, name }) => `${kind} ${name}`.length)));
  const head = `${"".padEnd(width)}  ${QUALITY_CLASSES.join("  ")}\n`;
  const rows = all.map((each) => {
    const name = shorten(oneLine(`${each.kind} ${each.name}`), width).padEnd(width);
    const cells = QUALITY_CLASSES.map((what) => cell(each, what).padStart(what.length));
    return `${name}  ${cells.join("  ")}\n`;
  });
  const none = all.filter(({ checks, other }) => checks.length + other === 0).length;
  return `${pen.strong(head)}${rows.join("")}\n${pen.faint(`${all.length} models and sources, ${none} of them without any check. In brackets: only in part, as a name tells`)}\n`;
}

function cell({ checks }: CoverageOf, what: QualityClass): string {
  const own = checks.filter((check) => check.class === what);
  if (own.length === 0) return "·";
  return own.some(isFull) ? String(own.length) : `(${own.length})`;
}
