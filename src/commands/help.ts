import { type Command, defineCommand } from "../model/command.ts";
import { code, prose } from "../render/escape.ts";

export default defineCommand({
  usage: "",
  summary: "Lists the commands",
  who: "read",
  examples: ["/dataplan help"],
  run(_, { commands }) {
    const rows = Object.entries(commands).map(([verb, command]) => row(verb, command));
    const table = ["| Command | What it does | Who may |", "| --- | --- | --- |", ...rows].join("\n");
    const markdown = `${table}\n\nA command stands at the start of a line of a new comment, outside code and quotes.`;
    return [{ kind: "reply", markdown }];
  },
});

const row = (verb: string, { usage, summary, who }: Command): string =>
  `| ${code(`/dataplan ${verb} ${usage}`.trimEnd())} | ${prose(summary)} | ${prose(who)} |`;
