import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { oneMessage } from "../one-message.ts";
import { base, byText, folder } from "../paths.ts";

const FILES = new Set(["up.sql", "down.sql", "metadata.toml"]);

/** A folder a migration, with up.sql and down.sql in it (Diesel). */
export default defineFramework({
  id: "up-down-folders",
  title: "Folders with up.sql and down.sql (Diesel)",
  tools: ["diesel"],
  wants: (path) => FILES.has(base(path)),
  find(files) {
    const known = new Set(files.paths);
    const folders = files.paths.filter((path) => base(path) === "up.sql" && folder(path) !== "").map(folder);
    const entries = folders.map((at) => ({ root: folder(at), entry: entryOf(at, known, files) }));
    return [...Map.groupBy(entries, ({ root }) => root)].map(([root, found]): History => ({
      tool: "diesel",
      root,
      migrations: found.map(({ entry }) => entry).sort((a, b) => byText(a.version, b.version) || byText(a.up, b.up)),
    }));
  },
});

/** Diesel's version is the name up to its first `_`, without dashes: `2017-10-08-193512_x` runs between stamps of both spellings. */
function entryOf(at: string, known: ReadonlySet<string>, files: Files): Entry {
  const [stamp = "", ...rest] = base(at).split("_");
  const up = `${at}/up.sql`;
  const asked = files.read(`${at}/metadata.toml`)?.signs.noTransaction !== true;
  const entry = { version: stamp.replaceAll("-", ""), name: rest.join("_"), up, ...oneMessage(asked, files.read(up)) };
  const down = `${at}/down.sql`;
  return known.has(down) ? { ...entry, down } : entry;
}
