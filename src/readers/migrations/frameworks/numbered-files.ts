import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { base, below, byNumber, byText, folder } from "../paths.ts";

const NAME = /^(?<version>\d+)(?:[._-](?<name>.*?))??(?:[._-](?<way>up|down|undo|rollback))?\.sql$/;

/** Plain files in the order of the number that they begin with. Many tools do this, each in its own way, so it is read only where the configuration says so. */
export default defineFramework({
  id: "numbered-files",
  title: "Numbered .sql files (any tool that runs them in order)",
  tools: ["numbered", "postgres-migrations"],
  wants: () => false,
  find(files, roots) {
    const paths = files.paths.filter((path) => NAME.test(base(path)) && roots.some((root) => below(path, root.path)));
    return [...Map.groupBy(paths, folder)]
      .map(([root, found]): History => ({ tool: "numbered-files", root, migrations: entries(found, files) }))
      .filter(({ migrations }) => migrations.length > 0);
  },
});

function entries(paths: readonly string[], files: Files): readonly Entry[] {
  const read = paths.map((path) => {
    const { version = "", name = "", way = "up" } = NAME.exec(base(path))?.groups ?? {};
    return { path, version, name, way };
  });
  const downs = new Map(
    read.filter(({ way }) => way !== "up").map((found) => [`${found.version}_${found.name}`, found.path]),
  );
  return read
    .filter(({ path, way }) => way === "up" && files.read(path)?.signs.sections === undefined)
    .sort((a, b) => byNumber(a.version, b.version) || byText(a.path, b.path))
    .map(({ path, version, name }): Entry => {
      const down = downs.get(`${version}_${name}`);
      const made = { version, name, up: path, transaction: wrapped(path, files) };
      return down === undefined ? made : { ...made, down };
    });
}

const wrapped = (path: string, files: Files): boolean => {
  const parsed = files.read(path);
  return parsed?.signs.noTransaction !== true && parsed?.script.statements.every(({ alone }) => !alone) === true;
};
