import { defineFramework, type Entry, type Files, type Framework, type History } from "./framework.ts";
import type { ParsedText } from "./parsed-text.ts";
import { base, below, folder, within } from "./paths.ts";
import type { Marks } from "./sections.ts";

/** A tool that keeps the way up and the way down in one file. */
interface Sectioned {
  readonly id: string;
  readonly title: string;
  readonly marks: Marks;
  /** Its files' names, with the groups `version` and `name`. */
  readonly name: RegExp;
  /** In a folder of this tool's, files without a mark go up as a whole. */
  readonly unmarked?: boolean;
  /** A file that says that the folder is this tool's. */
  readonly marker?: string;
  /** Something else in the folder says so. */
  readonly beside?: (root: string, files: Files) => boolean;
  readonly order: (one: Entry, other: Entry) => number;
  readonly transaction: (parsed: ParsedText | undefined) => boolean | Pick<Entry, "transaction" | "implicit">;
}

/** Where such files usually lie. Elsewhere a number at the beginning of a name says too little to read the file for it. */
const USUAL = /(^|\/)(?:[\w.-]*migrat\w*|schemas?|sql|db|database|postgres(?:ql)?|pg)\/(?:[^/]+\/)*[^/]*\.sql$/;

export function sectioned(tool: Sectioned): Framework {
  const { id, title, marks, name } = tool;
  const wants = (path: string): boolean => USUAL.test(path) && name.test(base(path));
  return defineFramework({
    id,
    title,
    tools: [],
    marks,
    wants,
    find(files, roots) {
      const named = files.paths.filter((path) => name.test(base(path)));
      return [...Map.groupBy(named, folder)].flatMap(([root, paths]): readonly History[] => {
        const asked = roots.some((given) => below(root, given.path));
        const own = asked ? paths : ownIn(root, paths, files, tool);
        const migrations = own.map((path) => entryOf(path, files, tool)).sort(tool.order);
        return migrations.length > 0 ? [{ tool: id, root, migrations }] : [];
      });
    },
  });
}

function ownIn(root: string, paths: readonly string[], files: Files, tool: Sectioned): readonly string[] {
  const marked = paths.filter((path) => files.read(path)?.signs.sections === tool.id);
  const ours =
    marked.length > 0 ||
    (tool.marker !== undefined && files.has(within(root, tool.marker))) ||
    tool.beside?.(root, files) === true;
  if (tool.unmarked !== true || !ours) return marked;
  return paths.filter((path) => [undefined, tool.id].includes(files.read(path)?.signs.sections));
}

function entryOf(path: string, files: Files, tool: Sectioned): Entry {
  const { version = "", name = "" } = tool.name.exec(base(path))?.groups ?? {};
  const parsed = files.read(path);
  const runs = tool.transaction(parsed);
  const made = { version, name, up: path, ...(typeof runs === "boolean" ? { transaction: runs } : runs) };
  // In a folder that a configuration gives to this tool there may be files with the marks of another.
  if (parsed?.sections === undefined || parsed.signs.sections !== tool.id) return made;
  const entry: Entry = { ...made, scripts: parsed.sections };
  return parsed.sections.down === undefined ? entry : { ...entry, down: path };
}
