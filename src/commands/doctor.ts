import { defineCommand } from "../model/command.ts";
import { renderDiagnosis } from "../render/diagnosis.ts";

export default defineCommand({
  usage: "",
  summary: "Looks at what the gate stands on: rulesets, permissions, the merge queue, the configuration, the clock",
  who: "write",
  examples: ["/dataplan doctor"],
  async run(_, { doctor }) {
    return [{ kind: "reply", markdown: renderDiagnosis(await doctor()) }];
  },
});
