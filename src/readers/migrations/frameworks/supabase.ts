import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, below, byText, folder } from "../paths.ts";

const NAME = /^(?<version>\d+)_(?<name>.*)\.sql$/;
const ROOT = /(^|\/)supabase\/migrations$/;

/** Supabase: by file name, only forward; one batch a file, which PostgreSQL runs as one transaction, but for statements that must run alone: those the CLI sends by themselves. */
export default defineFramework({
  id: "supabase",
  title: "Supabase",
  tools: [],
  wants: (path) => ROOT.test(folder(path)) && NAME.test(base(path)),
  find(files, roots) {
    const own = files.paths.filter(
      (path) => NAME.test(base(path)) && (ROOT.test(folder(path)) || roots.some((root) => below(path, root.path))),
    );
    return [...Map.groupBy(own, folder)].map(([root, paths]): History => ({
      tool: "supabase",
      root,
      migrations: paths.sort((a, b) => byText(base(a), base(b))).map((path) => entryOf(path, files)),
    }));
  },
});

function entryOf(path: string, files: Files): Entry {
  const { version = "", name = "" } = NAME.exec(base(path))?.groups ?? {};
  const transaction = files.read(path)?.script.statements.every(({ alone }) => !alone) ?? true;
  return { version, name, up: path, transaction };
}
