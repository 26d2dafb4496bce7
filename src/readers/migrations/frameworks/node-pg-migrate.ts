import { byNumber, byText } from "../paths.ts";
import { sectioned } from "../sectioned.ts";

/** node-pg-migrate's SQL files: by the number that the name begins with, all in one transaction. Its JavaScript files are named as not read. */
export default sectioned({
  id: "node-pg-migrate",
  title: "node-pg-migrate (SQL files)",
  marks: { up: /^\s*--[\s-]*up\s+migration\s*$/i, down: /^\s*--[\s-]*down\s+migration\s*$/i, both: true },
  name: /^(?<version>\d+)[_-](?<name>.*)(?<!\.(?:up|down))\.sql$/,
  unmarked: true,
  order: (a, b) => byNumber(a.version, b.version) || byText(a.up, b.up),
  transaction: () => true,
});
