import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
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

const migrationsIn = (root: string, files: Files): readonly Entry[] =>
  files
    .inside(root)
    .filter((path) => !OTHERS.test(base(path)) && files.read(path)?.signs.sections === undefined)
    .toSorted((a, b) => byText(base(a), base(b)))
    .map((path): Entry => {
      const [version = "", ...rest] = base(path).slice(0, -".sql".length).split("_");
      const transaction = files.read(path)?.signs.noTransaction !== true;
      return { version, name: rest.join("_"), up: path, transaction };
    });
