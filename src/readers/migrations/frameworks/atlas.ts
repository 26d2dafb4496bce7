import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { firstStale } from "../atlas-sum.ts";
import { base, below, byText, folder, within } from "../paths.ts";

const SUM = "atlas.sum";
/** Atlas also keeps the sums of folders that are laid out for other tools. */
const OTHERS = /\.(?:up|down)\.sql$|^[VUR][\d._]*__/;

/** Atlas: every .sql file beside `atlas.sum`, by name; a transaction a file, unless it says `atlas:txmode none`. The way down is computed, not kept. */
export default defineFramework({
  id: "atlas",
  title: "Atlas",
  tools: [],
  wants: (path) => base(path) === SUM,
  find(files, roots) {
    const summed = files.paths.filter((path) => base(path) === SUM).map(folder);
    const asked = files.paths.map(folder).filter((at) => roots.some((root) => below(at, root.path)));
    return [...new Set([...summed, ...asked])].flatMap((root): readonly History[] => {
      const migrations = isOthers(root, files) ? [] : migrationsIn(root, files);
      return migrations.length > 0 ? [{ tool: "atlas", root, migrations }] : [];
    });
  },
});

/** Another tool runs the files, whoever sums them. */
const isOthers = (root: string, files: Files): boolean =>
  files.has(within(root, "meta/_journal.json")) || /(^|\/)supabase\/migrations$/.test(root);

function migrationsIn(root: string, files: Files): readonly Entry[] {
  const all = files.inside(root).toSorted((a, b) => byText(base(a), base(b)));
  const own = all.filter((path) => !OTHERS.test(base(path)) && files.read(path)?.signs.sections === undefined);
  // Where not all files are of Atlas's own layout, which of them it sums is another question.
  const stale = own.length === all.length ? staleIn(root, own, files) : undefined;
  return own.map((path): Entry => {
    const [version = "", ...rest] = base(path).slice(0, -".sql".length).split("_");
    const transaction = files.read(path)?.signs.noTransaction !== true;
    const entry = { version, name: rest.join("_"), up: path, transaction };
    return base(path) === stale ? { ...entry, stale: within(root, SUM) } : entry;
  });
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
