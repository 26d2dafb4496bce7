import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { base, below, byNumber, byText, folder } from "../paths.ts";

const NAME = /^(?<version>\d+)_(?<name>.*)\.(?<way>up|down)\.sql$/;

/** `N_name.up.sql` beside `N_name.down.sql`, run in the order of N as a number (golang-migrate, sqlx). */
export default defineFramework({
  id: "up-down-pairs",
  title: "Pairs of .up.sql and .down.sql (golang-migrate, sqlx)",
  tools: ["golang-migrate", "migrate", "sqlx"],
  wants: (path) => NAME.test(base(path)) || /(^|\/)(go\.mod|Cargo\.toml)$/.test(path),
  find(files, roots) {
    const folders = Map.groupBy(
      files.paths.filter((path) => NAME.test(base(path))),
      folder,
    );
    return [...folders].map(([root, paths]): History => {
      const asked = roots.find((given) => below(root, given.path))?.tool;
      const tool =
        asked === "sqlx" || (asked === undefined && nearest(root, files) === "sqlx") ? "sqlx" : "golang-migrate";
      return { tool, root, migrations: pair(paths, tool, files) };
    });
  },
});

/** The nearest manifest above tells a Rust project from a Go one. */
function nearest(root: string, files: Files): "sqlx" | "golang-migrate" {
  for (let at = root; ; at = folder(at)) {
    const prefix = at === "" ? "" : `${at}/`;
    if (files.paths.includes(`${prefix}go.mod`)) return "golang-migrate";
    if (files.paths.includes(`${prefix}Cargo.toml`)) return "sqlx";
    if (at === "") return "golang-migrate";
  }
}

function pair(paths: readonly string[], tool: string, files: Files): readonly Entry[] {
  const known = new Set(paths);
  const ups = paths.filter((path) => path.endsWith(".up.sql"));
  return ups
    .map((up) => {
      const { version = "", name = "" } = NAME.exec(base(up))?.groups ?? {};
      const down = up.replace(/\.up\.sql$/, ".down.sql");
      const entry = { version, name, up, transaction: wrapped(up, tool, files) };
      return known.has(down) ? { ...entry, down } : entry;
    })
    .sort((a, b) => byNumber(a.version, b.version) || byText(a.up, b.up));
}

/** sqlx opens a transaction unless told not to; golang-migrate sends the file at once, which PostgreSQL treats as one. */
function wrapped(path: string, tool: string, files: Files): boolean {
  const parsed = files.read(path);
  if (tool === "sqlx") return parsed?.signs.noTransaction !== true;
  return parsed?.script.begins === true || (parsed?.script.statements.length ?? 0) > 1;
}
