import { byNumber, byText } from "../paths.ts";
import { sectioned } from "../sectioned.ts";

/** goose: by the number up to the first `_`; statement by statement in a transaction, unless the file says `NO TRANSACTION`. */
export default sectioned({
  id: "goose",
  title: "goose",
  marks: { up: /^\s*--\s*\+goose\s+Up\b/i, down: /^\s*--\s*\+goose\s+Down\b/i },
  name: /^(?<version>\d+)_(?<name>.*)\.sql$/,
  order: (a, b) => byNumber(a.version, b.version) || byText(a.up, b.up),
  transaction: (parsed) => parsed?.signs.noTransaction !== true,
});
