import type { Value, ValueMap } from "../../../code/value.ts";
import type { Script } from "../../../sql/act.ts";
import { scriptOf } from "../../../sql/written.ts";
import { dialectOfPath } from "../foreign-dialect.ts";
import { defineFramework, type Entry, type Files, type Framework, type History } from "../framework.ts";
import { base, below, folder } from "../paths.ts";
import type { ScriptMigration, ScriptTool, ScriptWay } from "./script-migration.ts";

interface ScriptFramework {
  readonly id: string;
  readonly title: string;
  readonly tools: readonly string[];
  owns(text: string): boolean;
  /** What it gives to a migration; loaded for those who have one. */
  words(): Promise<ScriptTool>;
  order(a: Entry, b: Entry): number;
  /** The version that the class's name ends with counts, not the file's. */
  readonly versionFromName?: true;
  /** A way with what the migrations before it, and it itself, share. */
  settle?(way: ScriptWay, shared: ValueMap): ScriptWay;
  /** Files beside the migrations that say which database it speaks to. */
  readonly settings?: {
    wants(path: string): boolean;
    dialect(root: string, files: Files): string | undefined;
  };
}

const PROGRAM = /(^|\/)[\w.-]*migrations?\/(?:.*\/)?[^/]*\d[^/]*(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/i;
const NAME = /^[^\d]*(?<version>\d+(?:-\d+)*[A-Z]?)?[-_.]*(?<name>.*?)\.[cm]?[jt]s$/;

/** A tool whose migrations are programs in JavaScript or TypeScript. */
export function scriptFramework(tool: ScriptFramework): Framework {
  return defineFramework({
    id: tool.id,
    title: tool.title,
    tools: tool.tools,
    extensions: [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts"],
    document: {
      owns: (text) => tool.owns(text),
      read: async (text) => (await import("./script-migration.ts")).readScriptMigration(text, await tool.words()),
    },
    wants: (path) => PROGRAM.test(path) || tool.settings?.wants(path) === true,
    find(files, roots) {
      const own = files.paths.filter(
        (path) =>
          (PROGRAM.test(path) || roots.some((root) => below(path, root.path))) &&
          contentOf(path, tool, files) !== undefined,
      );
      return [...Map.groupBy(own, folder)].map(([root, paths]): History => {
        const dialect = dialectOfPath(`${root}/`) ?? tool.settings?.dialect(root, files);
        const ordered = paths.map((path) => entryOf(path, tool, files)).sort((a, b) => tool.order(a, b));
        const migrations = withScripts(ordered, tool, files);
        return { tool: tool.id, root, migrations, ...(dialect === undefined ? {} : { dialect }) };
      });
    },
  });
}

function contentOf(path: string, { id }: ScriptFramework, files: Files): ScriptMigration | undefined {
  const document = files.read(path)?.document;
  return document?.tool === id ? (document.content as ScriptMigration) : undefined;
}

function entryOf(path: string, tool: ScriptFramework, files: Files): Entry {
  const content = contentOf(path, tool, files);
  const { version = "", name = "" } = NAME.exec(base(path))?.groups ?? {};
  const stamp = tool.versionFromName === true ? /(\d{10,})$/.exec(content?.name ?? "")?.[1] : undefined;
  const entry = {
    version: stamp ?? (version || name),
    name: version === "" ? "" : name,
    up: path,
    transaction: content?.transaction ?? true,
  };
  const ends = content?.down === undefined ? {} : { down: path };
  return { ...entry, ...ends, ...(content?.inferred === undefined ? {} : { automatic: true }) };
}

/** What each of them runs, given those before it. */
function withScripts(ordered: readonly Entry[], tool: ScriptFramework, files: Files): readonly Entry[] {
  const shared = new Map<string, Value>();
  return ordered.map((entry) => {
    const content = contentOf(entry.up, tool, files);
    if (content === undefined) return entry;
    for (const [name, value] of content.shared ?? []) shared.set(name, value);
    const script = (way: ScriptWay): Script => scriptFor(shared.size > 0 ? (tool.settle?.(way, shared) ?? way) : way);
    const { up, down } = content;
    return { ...entry, scripts: { up: script(up), ...(down === undefined ? {} : { down: script(down) }) } };
  });
}

/** Read once for every text. */
const scripts = new WeakMap<ScriptWay, Script>();

function scriptFor(way: ScriptWay): Script {
  const before = scripts.get(way);
  if (before !== undefined) return before;
  const script = scriptOf(way.written, way.gaps);
  scripts.set(way, script);
  return script;
}
