import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { isDump } from "../is-dump.ts";
import { base, below, folder, within } from "../paths.ts";
import type { RailsMigration } from "../rails/document.ts";
import type { Found } from "../rails/history.ts";

const NAME = /^(?<version>\d+)_(?<name>\w+)(?:\.\w+)?\.rb$/;
const CLASS = /^[ \t]*class\s+[\w:]+\s*<\s*[\w:]*Migration\b/m;
const SCHEMA = /^[ \t]*ActiveRecord::Schema(?:\[[\d.]+\])?\.define\b/m;
const ROOT = /^(?<root>(?:.*\/)?db\/(?:\w+_)?migrate)\//;

/** What says which database and which type of key an application has. */
const SETTINGS = /(^|\/)config\/(?:database\.yml|application\.rb|initializers\/generators?\.rb)$/;

/** Rails: by the number that the name begins with; `change` goes back as Rails' own recorder would take it back; one transaction, unless the class refuses it. */
export default defineFramework({
  id: "rails",
  title: "Rails",
  tools: ["activerecord", "active-record"],
  extensions: [".rb"],
  document: {
    owns: (text) => CLASS.test(text) || SCHEMA.test(text),
    async read(text) {
      const { readMigration, readSchema } = await import("../rails/document.ts");
      return CLASS.test(text) ? readMigration(text) : readSchema(text);
    },
  },
  wants: (path) => (ROOT.test(path) && NAME.test(base(path))) || SETTINGS.test(path) || isDump(path),
  async find(files, roots) {
    const rootOf = (path: string): string | undefined =>
      ROOT.exec(path)?.groups?.["root"] ?? roots.find((root) => below(path, root.path))?.path;
    const own = files.paths.filter((path) => NAME.test(base(path)) && migrationAt(path, files) !== undefined);
    if (own.length === 0) return [];
    const { baselineOf, entriesOf } = await import("../rails/history.ts");
    return [...Map.groupBy(own, (path) => rootOf(path) ?? folder(path))].map(([root, paths]): History => {
      const dialect = dialectOf(folder(folder(root)), files);
      const migrations =
        dialect === undefined
          ? entriesOf(readAll(paths, files), hasUuids(folder(folder(root)), files))
          : paths.map((up) => plain(up));
      if (dialect !== undefined) return { tool: "rails", root, migrations, dialect };
      const baseline = dumpsOf(root, files).flatMap((path) => {
        const script = baselineOf(
          files.before(path),
          migrations.filter(({ up }) => files.before(up) !== undefined),
        );
        return script === undefined ? [] : [{ path, script }];
      })[0];
      return { tool: "rails", root, migrations, ...(baseline === undefined ? {} : { baseline }) };
    });
  },
});

/** Beside `db/migrate` lies the dump of the one database, beside `db/audit_migrate` that of the other, under its name. */
function dumpsOf(root: string, files: Files): readonly string[] {
  const name = base(root).replace(/_?migrate$/, "");
  const prefix = name === "" ? "" : `${name}_`;
  return ["structure.sql", "schema.rb"]
    .map((file) => within(folder(root), `${prefix}${file}`))
    .filter((path) => files.before(path) !== undefined);
}

function migrationAt(path: string, files: Files): RailsMigration | undefined {
  const document = files.read(path)?.document;
  return document?.tool === "rails" ? (document.content as RailsMigration) : undefined;
}

const plain = (up: string): Entry => {
  const { version = "", name = "" } = NAME.exec(base(up))?.groups ?? {};
  return { version, name, up, transaction: true };
};

const readAll = (paths: readonly string[], files: Files): readonly Found[] =>
  paths.flatMap((path) => {
    const migration = migrationAt(path, files);
    return migration === undefined ? [] : [{ ...plain(path), migration }];
  });

const hasUuids = (app: string, files: Files): boolean =>
  ["application", "initializers/generators", "initializers/generator"].some((name) =>
    /primary_key_type:\s*:uuid/.test(files.read(within(app, `config/${name}.rb`))?.text ?? ""),
  );

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
