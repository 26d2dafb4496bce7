import { byNumber, byText } from "../paths.ts";
import { sectioned } from "../sectioned.ts";

/** sql-migrate: by the number that a name begins with, then by name; in a transaction, unless its part says `notransaction`. */
export default sectioned({
  id: "sql-migrate",
  title: "sql-migrate",
  marks: { up: /^--\s*\+migrate\s+Up\b/i, down: /^--\s*\+migrate\s+Down\b/i },
  name: /^(?<version>\d*)[_-]?(?<name>.*)\.sql$/,
  order: (a, b) => withoutNumber(a) - withoutNumber(b) || byNumber(a.version, b.version) || byText(a.up, b.up),
  transaction: (parsed) => parsed?.signs.noTransaction !== true,
});

/** Names without a number run last. */
const withoutNumber = ({ version }: { readonly version: string }): number => (version === "" ? 1 : 0);
