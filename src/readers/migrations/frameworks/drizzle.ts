import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, byText, folder, within } from "../paths.ts";

const JOURNAL = /(^|\/)meta\/_journal\.json$/;
const STAMPED = /(^|\/)\d{14}_[^/]*\/migration\.sql$/;

const DIALECTS: Readonly<Record<string, string>> = {
  mysql: "MySQL",
  sqlite: "SQLite",
  turso: "SQLite",
  singlestore: "SingleStore",
  mssql: "SQL Server",
  cockroach: "CockroachDB",
  gel: "Gel",
};

/** Drizzle: what `meta/_journal.json` lists, in its order; since 1.0 a folder a migration, by name. Only forward, all in one transaction. */
export default defineFramework({
  id: "drizzle",
  title: "Drizzle",
  tools: ["drizzle-kit"],
  wants: (path) => JOURNAL.test(path) || STAMPED.test(path),
  find(files) {
    const journals = files.paths.filter((path) => JOURNAL.test(path));
    const folders = files.paths
      .filter((path) => STAMPED.test(path))
      .map(folder)
      .filter((at) => files.has(`${at}/snapshot.json`));
    return [
      ...journals.flatMap((path) => listed(path, files)),
      ...[...Map.groupBy(folders, folder)].map(([root, found]): History => ({
        tool: "drizzle",
        root,
        migrations: found
          .sort((a, b) => byText(base(a), base(b)))
          .map((at) => entryOf(base(at), `${at}/migration.sql`)),
      })),
    ];
  },
});

function listed(path: string, files: Files): readonly History[] {
  const root = folder(folder(path));
  const journal = files.read(path)?.signs.journal;
  // Supabase runs its folder by itself, whoever wrote the files there.
  if (journal === undefined || /(^|\/)supabase\/migrations$/.test(root)) return [];
  const migrations = journal.entries
    .map(({ tag, when }): Entry => {
      const entry = entryOf(tag, within(root, `${tag}.sql`));
      return when === undefined ? entry : { ...entry, stamp: when };
    })
    .filter(({ up }) => files.read(up) !== undefined);
  const dialect = DIALECTS[journal.dialect];
  if (migrations.length === 0) return [];
  return [{ tool: "drizzle", root, migrations, ...(dialect === undefined ? {} : { dialect }) }];
}

function entryOf(tag: string, up: string): Entry {
  const [version = "", ...rest] = tag.split("_");
  return { version, name: rest.join("_"), up, transaction: true };
}
