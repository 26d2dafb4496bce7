import { defineCommand } from "../model/command.ts";
import { statusText } from "../render/status.ts";

export default defineCommand({
  usage: "",
  summary:
    "Says how this pull request stands: the verdict, what is owed, who may waive, waivers, holds and the last commands",
  who: "read",
  examples: ["/dataplan status"],
  async run(_, { pull, waivers, today }) {
    return [{ kind: "reply", markdown: statusText(await pull(), await waivers(), today) }];
  },
});
