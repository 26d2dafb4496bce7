import { oneMessage } from "../one-message.ts";
import { byText } from "../paths.ts";
import { sectioned } from "../sectioned.ts";

/** dbmate: by file name. A part is one message to the server, and PostgreSQL runs several statements of one message as one transaction, even under `transaction:false`. */
export default sectioned({
  id: "dbmate",
  title: "dbmate",
  marks: { up: /^--\s*migrate:up(?:\s|$)/, down: /^--\s*migrate:down(?:\s|$)/ },
  name: /^(?<version>\d+)_?(?<name>.*)\.sql$/,
  order: (a, b) => byText(a.up, b.up),
  transaction: (parsed) => oneMessage(parsed?.signs.noTransaction !== true, parsed),
});
