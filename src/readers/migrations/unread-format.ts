import type { Gap } from "../../model/fact.ts";
import { dialectNamed } from "../../sql/dialects/dialect.ts";
import { dialectOfName, dialectOfPath } from "./foreign-dialect.ts";
import type { ParsedText } from "./parsed-text.ts";
import { base, below, folder } from "./paths.ts";

interface Format {
  readonly title: string;
  /** A file that says that the files beside (or below) it are of this format. */
  readonly marker?: RegExp;
  /** … or that the files with this extension are, `.sql` where not said. */
  readonly extension?: string;
  /** A path that is of this format by itself. */
  readonly path?: RegExp;
}

const DRIZZLE = "Drizzle outside of its journal";

/** Formats that we know by sight and do not read yet. */
const FORMATS: readonly Format[] = [
  {
    title: "Alembic, but no revision",
    path: /(^|\/)(?:alembic|migrations?)\/(?:.*\/)?versions\/(?:[^/]*\/)*(?!__init__)[^/]+\.py$/,
  },
  { title: "Alembic", marker: /(^|\/)script\.py\.mako$/, extension: ".py" },
  { title: DRIZZLE, marker: /(^|\/)meta\/_journal\.json$/ },
  { title: "Atlas", marker: /(^|\/)atlas\.sum$/ },
  { title: "tern", marker: /(^|\/)tern\.conf$/ },
  { title: "Flyway in Java", path: /(^|\/)[VR][\d._]*__\w+\.(?:java|kt)$/ },
];

const UNKNOWN = "SQL migrations of a tool that is not known";
/** Formats of plain files that run in the order of their numbers. */
const NUMBERED: ReadonlySet<string> = new Set(["Atlas", UNKNOWN]);
const HINT = " (`migrations: [{ path, tool: numbered-files }]` in the configuration reads plain files in order)";
const HINT_DIALECT =
  " (`migrations: [{ path, tool: numbered-files, dialect }]` in the configuration reads plain files in order)";

const PROGRAM =
  /(^|\/)(?:migrations?|migrate)\/(?:.*\/)?[^/]*\d[^/]*(?<!\.d|\.test|\.spec)\.(?:[cm]?[jt]s|php|go|py|rb|ex|exs)$/;
const SQL = /(^|\/)(?:[\w.-]*migrations?|migrate)\/.*\.sql$/;
const SKIPPED = /(^|\/)(?:node_modules|vendor|\.git|\.github|dist|build|target)\//;

/** The folder that a marker speaks for. */
function marked(path: string): Marker | undefined {
  const format = FORMATS.find(({ marker }) => marker?.test(path) === true);
  if (format === undefined) return undefined;
  const { title, extension = ".sql" } = format;
  return { title, extension, root: title === DRIZZLE ? folder(folder(path)) : folder(path) };
}

interface Marker {
  readonly title: string;
  readonly extension: string;
  readonly root: string;
}
export type Markers = readonly Marker[];

export const markersIn = (paths: readonly string[]): Markers => paths.flatMap((path) => marked(path) ?? []);

const speaksFor = (path: string, markers: Markers): string | undefined =>
  markers.find(({ root, extension }) => path.endsWith(extension) && below(path, root) && base(path) !== "env.py")
    ?.title;

export const isSkipped = (path: string): boolean => SKIPPED.test(path);

/** Is this a file of a format that must be named? */
export const isUnreadFormat = (path: string, markers: Markers): boolean =>
  FORMATS.some((format) => format.path?.test(path) === true) ||
  PROGRAM.test(path) ||
  SQL.test(path) ||
  speaksFor(path, markers) !== undefined;

/** A file that no framework claimed: named by its format, so that it is not silence. */
export function* unreadFormat(
  path: string,
  parsed: ParsedText,
  { markers, tool }: { readonly markers: Markers; readonly tool: string | undefined },
  reader: string,
): Iterable<Gap> {
  const gap = (key: string, title: string): Gap => ({
    kind: "gap",
    reader,
    key,
    place: { path, line: 1 },
    reason: `${title}: not read yet${key === "not-read-yet" && NUMBERED.has(title) ? HINT : ""}`,
  });
  const format =
    tool ??
    parsed.signs.sections ??
    FORMATS.find((known) => known.path?.test(path) === true)?.title ??
    (PROGRAM.test(path) ? parsed.signs.library : undefined) ??
    speaksFor(path, markers);
  if (format !== undefined) yield gap("not-read-yet", format);
  // A file that was read only to see whether it is of some tool, and is of none.
  if (format !== undefined || !path.endsWith(".sql") || !isUnreadFormat(path, markers)) return;
  const dialect = dialectOfPath(path) ?? (parsed.script.gaps.length > 0 ? parsed.signs.dialect : undefined);
  const isRead = dialect !== undefined && dialectNamed(dialect) !== undefined && dialectOfName(path) === undefined;
  if (isRead)
    yield { ...gap("not-read-yet", UNKNOWN), reason: `${dialect} in ${UNKNOWN}: not read yet${HINT_DIALECT}` };
  else if (dialect !== undefined) {
    const beside = dialectNamed(dialect) === undefined ? dialect : `${dialect} beside other databases in one folder`;
    yield gap("dialect-not-read-yet", beside);
  } else if (SQL.test(path)) yield gap("not-read-yet", UNKNOWN);
}
