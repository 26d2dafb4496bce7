import { byNumber, byText } from "../paths.ts";
import { sectioned } from "../sectioned.ts";

/** tern: by number; what stands above the line goes up, what stands below goes down; in a transaction unless the file disables it. */
export default sectioned({
  id: "tern",
  title: "tern",
  marks: { down: /^---- create above \/ drop below ----/ },
  name: /^(?<version>\d+)_(?<name>.+)\.sql$/,
  unmarked: true,
  marker: "tern.conf",
  order: (a, b) => byNumber(a.version, b.version) || byText(a.up, b.up),
  transaction: (parsed) => parsed?.signs.noTransaction !== true,
});
