import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { firstStale } from "../atlas-sum.ts";
import { base, below, byText, folder, within } from "../paths.ts";

/** A file may be an archive of several: checks, the migration, the way down. */
const MIGRATION = /^-- migration\.sql --\s*$/;
const CHECKPOINT = "Atlas checkpoint";
const SUM = "atlas.sum";
/** Atlas also keeps the sums of folders that are laid out for other tools. */
const OTHERS = /\.(?:up|down)\.sql$|^[VUR][\d._]*__/;

/** Atlas: every .sql file beside `atlas.sum`, by name; a transaction a file, unless it says `atlas:txmode none`. The way down is computed, unless the file keeps one. */
export default defineFramework({
  id: "atlas",
  title: "Atlas",
  tools: [],
  marks: {
    up: MIGRATION,
    down: /^-- down\.sql --\s*$/,
    aside: /^-- (?:checks|schema)(?:\/[\w./-]+)?(?:\.sql)? --\s*$/,
  },
  wants: (path) => base(path) === SUM,
  find(files, roots) {
    const summed = files.paths.filter((path) => base(path) === SUM).map(folder);
    const asked = files.paths.map(folder).filter((at) => roots.some((root) => below(at, root.path)));
    return [...new Set([...summed, ...asked])].flatMap((root): readonly History[] => {
      const { migrations, also } = isOthers(root, files) ? NONE : migrationsIn(root, files);
      return migrations.length > 0 ? [{ tool: "atlas", root, migrations, also }] : [];
    });
  },
});

/** Another tool runs the files, whoever sums them. */
const isOthers = (root: string, files: Files): boolean =>
  files.has(within(root, "meta/_journal.json")) || /(^|\/)supabase\/migrations$/.test(root);

interface Found {
  readonly migrations: readonly Entry[];
  readonly also: readonly string[];
}
const NONE: Found = { migrations: [], also: [] };

function migrationsIn(root: string, files: Files): Found {
  const all = files.inside(root).toSorted((a, b) => byText(base(a), base(b)));
  const own = all
    .filter((path) => !OTHERS.test(base(path)))
    .filter((path) => [undefined, "atlas", CHECKPOINT].includes(files.read(path)?.signs.sections));
  // Where not all files are of Atlas's own layout, which of them it sums is another question.
  const stale = own.length === all.length ? staleIn(root, own, files) : undefined;
  const isCheckpoint = (path: string): boolean => files.read(path)?.signs.sections === CHECKPOINT;
  // A checkpoint stands for what came before it where that is gone; else only new databases begin with it.
  const first = own.findIndex((path) => !isCheckpoint(path));
  const start = first < 0 ? own.length - 1 : first - 1;
  const runs = own.filter((path, i) => !isCheckpoint(path) || i === start);
  const migrations = runs.map((path): Entry => {
    const entry = entryOf(path, files);
    return base(path) === stale ? { ...entry, stale: within(root, SUM) } : entry;
  });
  return { migrations, also: own.filter((path) => !runs.includes(path)) };
}

function entryOf(path: string, files: Files): Entry {
  const [version = "", ...rest] = base(path).slice(0, -".sql".length).split("_");
  const parsed = files.read(path);
  const transaction = parsed?.signs.noTransaction !== true;
  const entry = { version, name: rest.join("_"), up: path, transaction };
  if (parsed?.sections === undefined || parsed.signs.sections !== "atlas") return entry;
  return parsed.sections.down === undefined
    ? { ...entry, scripts: parsed.sections }
    : { ...entry, scripts: parsed.sections, down: path };
}

/** The file at which `atlas.sum` no longer says what is there; nothing where a file's bytes are not known. */
function staleIn(root: string, paths: readonly string[], files: Files): string | undefined {
  const sum = files.read(within(root, SUM))?.text;
  const known = paths.flatMap((path) => {
    const text = files.exact(path);
    return text === undefined ? [] : [{ name: base(path), text }];
  });
  return sum === undefined || known.length < paths.length ? undefined : firstStale(sum, known);
}
