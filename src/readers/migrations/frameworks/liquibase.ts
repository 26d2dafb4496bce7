import { defineFramework } from "../framework.ts";
import { changelogs } from "../liquibase/read-changelog.ts";

const WORD = /(?:change-?logs?|change-?sets?|liquibase)/i;
const FILE = /\.(?:xml|ya?ml|json|sql)$/;
const MIGRATIONS = /migrations?\b[^/]*(?:\/(?:.*\/)?[^/]*\.(?:xml|ya?ml|sql)|\.(?:xml|ya?ml))$/i;
/** What changelogs include is often named for nothing but its release. */
const PARTS =
  /(^|\/)(?:db|database)\/(?:.*\/)?(?:changes?|scripts?|updates?|releases?|versions?|v?\d[\w.-]*)\/(?:.*\/)?[^/]*\.(?:xml|ya?ml|sql)$/i;

/** Liquibase: change sets in the order in which changelogs include each other; one migration each, a transaction each unless it says otherwise. */
export default defineFramework({
  id: "liquibase",
  title: "Liquibase",
  tools: [],
  document: changelogs,
  extensions: [".xml", ".yaml", ".yml", ".json", ".sql"],
  wants: (path) =>
    (FILE.test(path) && WORD.test(path)) || (!path.endsWith(".json") && (MIGRATIONS.test(path) || PARTS.test(path))),
  async find(files, roots) {
    const documents = files.paths.filter((path) => files.read(path)?.document?.tool === "liquibase");
    if (documents.length === 0) return [];
    return (await import("../liquibase/histories.ts")).historiesOf(documents, files, roots);
  },
});
