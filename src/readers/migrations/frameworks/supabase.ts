import { defineFramework, type Entry, type History } from "../framework.ts";
import { base, below, byText, folder } from "../paths.ts";

const NAME = /^(?<version>\d+)_(?<name>.*)\.sql$/;
const ROOT = /(^|\/)supabase\/migrations$/;

/** Supabase: by file name, only forward; a file's statements are sent as one batch, which PostgreSQL runs as one transaction. */
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
      migrations: paths.sort((a, b) => byText(base(a), base(b))).map(entryOf),
    }));
  },
});

function entryOf(path: string): Entry {
  const { version = "", name = "" } = NAME.exec(base(path))?.groups ?? {};
  return { version, name, up: path, transaction: true };
}
