import { defineCommand } from "../model/command.ts";

export default defineCommand({
  usage: "",
  summary: "Looks at this pull request again",
  who: "read",
  examples: ["/dataplan review"],
  run: () => [{ kind: "review" }],
});
