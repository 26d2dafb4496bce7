import type { TextGap } from "../../../sql/act.ts";
import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, below, byNumber, byText, folder, within } from "../paths.ts";
import { isMigration, type RailsMigration, readMigration } from "../rails/document.ts";
import { KnownSchema } from "../rails/known-schema.ts";
import { railsScript } from "../rails/scripts.ts";

const NAME = /^(?<version>\d+)_(?<name>\w+)(?:\.\w+)?\.rb$/;
const ROOT = /^(?<root>(?:.*\/)?db\/(?:\w+_)?migrate)\//;

/** What says which database and which type of key an application has. */
const SETTINGS = /(^|\/)config\/(?:database\.yml|application\.rb|initializers\/generators?\.rb)$/;

/** Rails: by the number that the name begins with; `change` goes back as Rails' own recorder would take it back; one transaction, unless the class refuses it. */
export default defineFramework({
  id: "rails",
  title: "Rails",
  tools: ["activerecord", "active-record"],
  extensions: [".rb"],
  document: { owns: isMigration, read: readMigration },
  wants: (path) => (ROOT.test(path) && NAME.test(base(path))) || SETTINGS.test(path),
  find(files, roots) {
    const rootOf = (path: string): string | undefined =>
      ROOT.exec(path)?.groups?.["root"] ?? roots.find((root) => below(path, root.path))?.path;
    const own = files.paths.filter((path) => NAME.test(base(path)) && migrationAt(path, files) !== undefined);
    return [...Map.groupBy(own, (path) => rootOf(path) ?? folder(path))].map(([root, paths]): History => {
      const dialect = dialectOf(folder(folder(root)), files);
      const migrations =
        dialect === undefined
          ? entriesOf(paths, hasUuids(folder(folder(root)), files), files)
          : paths.map((up) => plain(up));
      return { tool: "rails", root, migrations, ...(dialect === undefined ? {} : { dialect }) };
    });
  },
});

function migrationAt(path: string, files: Files): RailsMigration | undefined {
  const document = files.read(path)?.document;
  return document?.tool === "rails" ? (document.content as RailsMigration) : undefined;
}

const plain = (up: string): Entry => {
  const { version = "", name = "" } = NAME.exec(base(up))?.groups ?? {};
  return { version, name, up, transaction: true };
};

const hasUuids = (app: string, files: Files): boolean =>
  ["application", "initializers/generators", "initializers/generator"].some((name) =>
    /primary_key_type:\s*:uuid/.test(files.read(within(app, `config/${name}.rb`))?.text ?? ""),
  );

function entriesOf(paths: readonly string[], uuids: boolean, files: Files): readonly Entry[] {
  const read = paths.flatMap((path) => {
    const migration = migrationAt(path, files);
    return migration === undefined ? [] : [{ ...plain(path), migration }];
  });
  const others = new Map(read.map(({ migration }) => [migration.name, migration]));
  const known = new KnownSchema();
  return read
    .sort((a, b) => byNumber(a.version, b.version) || byText(a.up, b.up))
    .map(({ migration, ...entry }): Entry => {
      const { up: forth, down: back } = uuids ? (migration.withUuid ?? migration) : migration;
      const { transaction, assured } = migration;
      const up = railsScript(migration, forth, known, others);
      const said = { ...entry, transaction, ...(assured.length === 0 ? {} : { assured }) };
      if (back === undefined) return { ...said, scripts: { up } };
      const down = railsScript(migration, back, known.copy(), others);
      // What `change` does not tell of its way up it does not tell of its way back.
      const told = new Set(up.gaps.map(named));
      const gaps = migration.automatic ? down.gaps.filter((gap) => !told.has(named(gap))) : down.gaps;
      return { ...said, down: entry.up, scripts: { up, down: { ...down, gaps } } };
    });
}

const named = ({ spot, reason }: TextGap): string => `${spot.line}:${spot.column} ${reason}`;

const DIALECTS: Readonly<Record<string, string>> = {
  mysql2: "MySQL",
  trilogy: "MySQL",
  sqlite3: "SQLite",
  sqlserver: "SQL Server",
  oracle_enhanced: "Oracle",
};

/** The database of the application, by its settings; one that is only used beside PostgreSQL does not count. */
function dialectOf(app: string, files: Files): string | undefined {
  const settings = files.read(within(app, "config/database.yml"))?.text ?? "";
  const adapters = [...settings.matchAll(/^\s*adapter:\s*["']?(\w+)["']?\s*$/gm)].map(([, name = ""]) => name);
  if (/postgres|postgis|adapter:\s*<%/.test(settings)) return undefined;
  return adapters.map((name) => DIALECTS[name]).find((dialect) => dialect !== undefined);
}
