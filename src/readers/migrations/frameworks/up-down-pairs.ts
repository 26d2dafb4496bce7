import { dialectOfPath } from "../foreign-dialect.ts";
import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { oneMessage } from "../one-message.ts";
import { base, below, byNumber, byText, folder, within } from "../paths.ts";

const PAIR = /^(?<version>\d+)_(?<name>.*)\.(?<way>up|down)\.sql$/;
const PLAIN = /^(?<version>\d+)_(?<name>[^.]*)\.sql$/;

/** `N_name.up.sql` beside `N_name.down.sql`, run in the order of N as a number (golang-migrate, sqlx; sqlx also without a way down). */
export default defineFramework({
  id: "up-down-pairs",
  title: "Pairs of .up.sql and .down.sql (golang-migrate, sqlx)",
  tools: ["golang-migrate", "migrate", "sqlx"],
  wants: (path) => PAIR.test(base(path)) || isPlain(path),
  find(files, roots) {
    return [...Map.groupBy(files.paths, folder)].flatMap(([root, paths]): readonly History[] => {
      const asked = roots.find((given) => below(root, given.path))?.tool.toLowerCase();
      const tool =
        asked === "sqlx" || (asked === undefined && nearest(root, files) === "sqlx") ? "sqlx" : "golang-migrate";
      const own = tool === "sqlx" && !isOthers(root, files) ? paths : paths.filter((path) => PAIR.test(base(path)));
      // A root of one dialect is judged as a whole; in a mixed one, each dialect has files of its own.
      const read =
        dialectOfPath(`${root}/`) === undefined ? own.filter((path) => dialectOfPath(path) === undefined) : own;
      const { migrations, foreign } = pair(read, tool, files);
      return migrations.length > 0 ? [{ tool, root, migrations, foreign }] : [];
    });
  },
});

/** sqlx keeps migrations without a way down in plain files; other tools do too, so a manifest or a configuration has to say so. */
const isPlain = (path: string): boolean => PLAIN.test(base(path)) && /(^|\/)migrations\/[^/]*$/.test(path);

/** Plain files that another tool runs, by its own marker. */
const isOthers = (root: string, files: Files): boolean =>
  /(^|\/)supabase\/migrations$/.test(root) ||
  ["atlas.sum", "tern.conf", "meta/_journal.json"].some((marker) => files.has(within(root, marker)));

/** The nearest manifest above tells a Rust project from a Go one. */
function nearest(root: string, files: Files): "sqlx" | "golang-migrate" {
  for (let at = root; ; at = folder(at)) {
    const prefix = at === "" ? "" : `${at}/`;
    if (files.has(`${prefix}go.mod`)) return "golang-migrate";
    if (files.has(`${prefix}Cargo.toml`)) return "sqlx";
    if (at === "") return "golang-migrate";
  }
}

interface Paired {
  readonly migrations: readonly Entry[];
  readonly foreign: readonly string[];
}

function pair(paths: readonly string[], tool: string, files: Files): Paired {
  const known = new Set(paths);
  const foreign = paths.filter((path) => hasOwnText(path, known));
  const ups = paths.filter(
    (path) => !path.endsWith(".down.sql") && !foreign.includes(path) && files.read(path)?.signs.sections === undefined,
  );
  const migrations = ups
    .map((up): Entry => {
      const { version = "", name = "" } = (PAIR.exec(base(up)) ?? PLAIN.exec(base(up)))?.groups ?? {};
      const down = downOf(up, known);
      const entry = { version, name: name.replace(OWN, ""), up, ...wrapped(up, tool, files) };
      return down === undefined ? entry : { ...entry, down };
    })
    .sort((a, b) => byNumber(a.version, b.version) || byText(a.up, b.up));
  return { migrations, foreign };
}

const OWN = /\.postgres(?:ql)?$/;
const DIALECTS = ["postgres", "postgresql"];
const ownTexts = (path: string): readonly string[] =>
  DIALECTS.map((dialect) => path.replace(/\.(up|down)\.sql$/, `.${dialect}.$1.sql`)).filter((own) => own !== path);

/** `1_x.up.sql` is for the other databases where there is a `1_x.postgres.up.sql`. */
const hasOwnText = (path: string, known: ReadonlySet<string>): boolean => ownTexts(path).some((own) => known.has(own));

function downOf(up: string, known: ReadonlySet<string>): string | undefined {
  if (!up.endsWith(".up.sql")) return undefined;
  const stem = up.replace(/\.up\.sql$/, "");
  const usual = `${stem.replace(OWN, "")}.down.sql`;
  return [`${stem}.down.sql`, ...ownTexts(usual), usual].find((path) => known.has(path));
}

/** sqlx opens a transaction unless told not to, golang-migrate never does; both send the file at once. */
const wrapped = (path: string, tool: string, files: Files): Pick<Entry, "transaction" | "implicit"> => {
  const parsed = files.read(path);
  return oneMessage(tool === "sqlx" && parsed?.signs.noTransaction !== true, parsed);
};
