import type { Statement } from "../../model/migration.ts";
import type { Suppression, SuppressionTool } from "../../model/suppression.ts";
import type { Spot } from "../../sql/act.ts";
import { skipBlank, tokenAt } from "../../sql/lex.ts";
import { source } from "../../sql/source.ts";

/** A comment that asks for silence, before it is known which statement it stands at. */
export interface SuppressionComment {
  readonly tool: SuppressionTool;
  readonly names: readonly string[];
  readonly reason?: string;
  readonly file: boolean;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

interface Form {
  readonly tool: SuppressionTool;
  /** Groups: `file`, where it is about the file; `names`; `reason`. */
  readonly pattern: RegExp;
}

const NAME = String.raw`[\w/.-]+`;
const NAMES = String.raw`(?<names>${NAME}(?:\s*,\s*${NAME})*)`;
const form = (tool: SuppressionTool, pattern: string): Form => ({ tool, pattern: new RegExp(`^${pattern}$`, "is") });

/** As each tool documents its own. */
const FORMS: readonly Form[] = [
  form("dataplan", String.raw`dataplan:ignore(?<file>-file)?(?:\s+${NAMES})?\s*(?::\s*(?<reason>.*))?`),
  form("squawk", String.raw`squawk-ignore(?<file>-file)?(?:[\s:]+${NAMES})?(?:\s+(?<reason>.*))?`),
  form("atlas", String.raw`atlas:nolint(?:\s+(?<names>${NAME}(?:[\s,]+${NAME})*))?`),
  form(
    "migrationpilot",
    String.raw`migrationpilot-disable(?:-next-line)?(?<file>-file)?(?:\s+${NAMES})?(?:\s+(?<reason>.*))?`,
  ),
  form("pgfence", String.raw`pgfence-ignore(?:\s*:\s*${NAMES})?`),
  form("pgfence", String.raw`pgfence:\s*ignore(?:\s+${NAMES})?`),
  form("pgsafe", String.raw`pgsafe:ignore(?<file>-file)?(?:\s+(?<names>${NAME}))?(?:\s+(?<reason>.*))?`),
  form("pg-migration-lint", String.raw`pgm-lint:suppress(?<file>-file)?(?:\s+${NAMES})?(?:\s+(?<reason>.*))?`),
  form("eugene", String.raw`eugene:\s*ignore(?:\s+${NAMES})?`),
  form("pgls", String.raw`pgls-ignore(?:\s+${NAMES})?\s*(?::\s*(?<reason>.*))?`),
];

const LIKELY =
  /dataplan:|squawk-ignore|atlas:nolint|migrationpilot-disable|pgfence|pgsafe:|pgm-lint:|eugene:|pgls-ignore/i;

/** The comments of a script that silence linters, in order. What stands in strings and names is none. */
export function suppressionsIn(text: string): readonly SuppressionComment[] {
  if (!LIKELY.test(text)) return [];
  const file = source(text);
  const found: SuppressionComment[] = [];
  let at = 0;
  while (at < text.length) {
    const next = skipBlank(text, at);
    for (const { start, end, said } of commentsIn(text, at, next)) {
      const read = readForm(said);
      if (read !== undefined) found.push({ ...read, ...file.spot(start, end) });
    }
    const token = tokenAt(text, next);
    if (token === undefined) break;
    at = Math.max(token.end, at + 1);
  }
  return found;
}

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly said: string;
}

/** A stretch of nothing but white space and comments, taken apart. */
function* commentsIn(text: string, from: number, to: number): Iterable<Comment> {
  const comment = /--(?<line>[^\r\n]*)|\/\*(?<block>[\s\S]*?)\*\//g;
  for (const found of text.slice(from, to).matchAll(comment)) {
    const start = from + found.index;
    const said = found.groups?.["line"] ?? found.groups?.["block"] ?? "";
    yield { start, end: start + found[0].length, said: said.trim() };
  }
}

function readForm(said: string): Omit<SuppressionComment, "line" | "column" | "endLine"> | undefined {
  for (const { tool, pattern } of FORMS) {
    const groups = pattern.exec(said)?.groups;
    if (groups === undefined) continue;
    const reason = groups["reason"]?.trim();
    return {
      tool,
      names: (groups["names"] ?? "").split(/[\s,]+/).filter((name) => name !== ""),
      file: groups["file"] !== undefined,
      ...(reason === undefined || reason === "" ? {} : { reason }),
    };
  }
  return undefined;
}

/** Comments of a program that silence linters: lines of their own, whatever the language begins them with. */
export function suppressionsInProgram(text: string): readonly SuppressionComment[] {
  if (!LIKELY.test(text)) return [];
  return text.split("\n").flatMap((line, i): readonly SuppressionComment[] => {
    const [, before = "", said = ""] = /^(\s*)(?:#|\/\/|--)\s*(.*)$/.exec(line) ?? [];
    const read = readForm(said.trim());
    return read === undefined ? [] : [{ ...read, line: i + 1, column: before.length + 1, endLine: i + 1 }];
  });
}

/** The calls by which a program asks for silence; a loop reads the same one more than once. */
export function assurances(migration: string, path: string, spots: readonly Spot[]): readonly Suppression[] {
  const once = new Map(spots.map((spot) => [`${spot.line}:${spot.column}`, spot]));
  return [...once.values()].map(({ line, column, endLine }, index) => ({
    kind: "suppression",
    id: `${migration}#assured:${path}:${index}`,
    place: { path, line, column, endLine },
    migration,
    tool: "strong-migrations",
    names: [],
    lines: { from: line, to: endLine },
  }));
}

const endOf = ({ place }: Statement): number => place.endLine ?? place.line;

/** The statement that a comment stands in or behind, else the next one below it, of all that the file holds. */
export function suppressionsOf(
  path: string,
  comments: readonly SuppressionComment[],
  statements: readonly Statement[],
): readonly Suppression[] {
  const own = statements.toSorted((a, b) => a.place.line - b.place.line);
  return comments.flatMap(({ file, line, column, endLine, ...said }, index): readonly Suppression[] => {
    const next =
      own.find((one) => one.place.line <= line && line <= endOf(one)) ?? own.find(({ place }) => place.line > line);
    const target = file ? own[0] : next;
    if (target === undefined) return [];
    const { migration } = target;
    const lines = file ? {} : { lines: { from: target.place.line, to: endOf(target) } };
    const place = { path, line, column, endLine };
    return [{ kind: "suppression", id: `${migration}#silence:${path}:${index}`, place, migration, ...said, ...lines }];
  });
}
