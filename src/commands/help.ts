import { type Command, defineCommand, type Effect } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { cellCode, code, prose } from "../render/escape.ts";

export default defineCommand({
  usage: "[VERB]",
  summary: "Lists the commands, or tells all of one",
  who: "read",
  words: [0, 1],
  examples: ["/dataplan help", "/dataplan help waive"],
  run({ words: [wanted] }, { commands }) {
    if (wanted !== undefined) return [one(wanted.replace(/^\/?(?:dataplan)?/i, "").toLowerCase() || wanted, commands)];
    const rows = Object.entries(commands).map(([verb, command]) => row(verb, command));
    const table = ["| Command | What it does | Who may |", "| --- | --- | --- |", ...rows].join("\n");
    const markdown = `${table}\n\nA command stands at the start of a line of a new comment, outside code and quotes; up to ten in one comment. ${code("/dataplan help VERB")} tells more of one.`;
    return [{ kind: "reply", markdown }];
  },
});

const row = (verb: string, { usage, summary, who }: Command): string =>
  `| ${cellCode(`/dataplan ${verb} ${usage}`.trimEnd())} | ${prose(summary)} | ${prose(who)} |`;

function one(verb: string, commands: Readonly<Record<string, Command>>): Effect {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (command === undefined) {
    const meant = nearest(verb, Object.keys(commands));
    const hint = meant === undefined ? "" : ` Did you mean ${code(`/dataplan help ${meant}`)}?`;
    return { kind: "refuse", markdown: `There is no command ${code(verb.slice(0, 80))}.${hint}` };
  }
  const { usage, summary, who, details, examples, person } = command;
  const parts = [
    `${code(`/dataplan ${verb} ${usage}`.trimEnd())}: ${prose(summary)}.`,
    ...(details === undefined ? [] : [details]),
    `Who may: ${who}${who === "admin" ? "" : " and above"}${person === true ? ", and only a person" : ""}.`,
    examples.map((example) => `- ${code(example)}`).join("\n"),
  ];
  return { kind: "reply", markdown: parts.join("\n\n") };
}
