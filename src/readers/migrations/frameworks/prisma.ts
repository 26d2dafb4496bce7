import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { oneMessage } from "../one-message.ts";
import { base, below, byText, folder } from "../paths.ts";

const LOCK = "migration_lock.toml";
const FILES = new Set(["migration.sql", "down.sql", LOCK]);

const DIALECTS: Readonly<Record<string, string>> = {
  mysql: "MySQL",
  sqlite: "SQLite",
  sqlserver: "SQL Server",
  mongodb: "MongoDB",
  cockroachdb: "CockroachDB",
};

/** Prisma Migrate: a folder a migration, in the order of the folders' names; there is no way down but a down.sql put there by hand. */
export default defineFramework({
  id: "prisma",
  title: "Prisma Migrate",
  tools: [],
  wants: (path) => FILES.has(base(path)),
  find(files, roots) {
    const known = new Set(files.paths);
    const folders = files.paths.filter((path) => base(path) === "migration.sql").map(folder);
    const histories = [...Map.groupBy(folders, folder)];
    return histories
      .filter(([root]) => isPrisma(root, known) || roots.some((given) => below(root, given.path)))
      .map(([root, found]): History => {
        const provider = files.read(`${root}/${LOCK}`)?.signs.provider ?? "";
        const dialect = DIALECTS[provider];
        const migrations = found.sort((a, b) => byText(base(a), base(b))).map((at) => entryOf(at, known, files));
        return { tool: "prisma", root, migrations, ...(dialect === undefined ? {} : { dialect }) };
      });
  },
});

const isPrisma = (root: string, known: ReadonlySet<string>): boolean =>
  known.has(`${root}/${LOCK}`) || /(^|\/)prisma\/(.*\/)?migrations$/.test(root);

function entryOf(at: string, known: ReadonlySet<string>, files: Files): Entry {
  const [version = "", ...rest] = base(at).split("_");
  const up = `${at}/migration.sql`;
  const entry = { version, name: rest.join("_"), up, ...oneMessage(false, files.read(up)) };
  return known.has(`${at}/down.sql`) ? { ...entry, down: `${at}/down.sql` } : entry;
}
