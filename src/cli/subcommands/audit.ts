import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const DEFAULT = 50;

export default defineSubcommand({
  name: "audit",
  summary: "Who said what to the App in comments and by buttons, and what came of it",
  usage: ["audit [--repository ID [--pull N]] [--last N] [--format text|json]"],
  words: [0, 0],
  options: [
    {
      name: "repository",
      value: "ID",
      help: "Only of the repository with this number (it stays when the name changes)",
    },
    { name: "pull", value: "N", help: "… and of this pull request" },
    { name: "last", value: "N", help: `How many at the end (default: ${DEFAULT})` },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text, json (default: text)" },
  ],
  details:
    "Reads the server's own store: DATABASE_URL, or the directory of DATAPLAN_DATA while no server runs on it. Newest first. Nothing is written.",
  async run({ values }, terminal) {
    const [repository, pull, last = DEFAULT] = ["repository", "pull", "last"].map((name) => whole(name, values[name]));
    if (pull !== undefined && repository === undefined)
      throw new UsageError("--pull wants --repository beside it: numbers of pull requests begin anew in each");
    const { openBook } = await import("../audit/open-book.ts");
    const book = await openBook(process.env);
    try {
      const of = repository === undefined ? undefined : { repository, ...(pull === undefined ? {} : { pull }) };
      const entries = await book.ledger.audit(last, of);
      if (values["format"] === "json") terminal.out(`${JSON.stringify(entries, undefined, 2)}\n`);
      else if (entries.length === 0) terminal.out("Nobody has said anything here\n");
      else {
        const { auditLine } = await import("../audit/audit-line.ts");
        terminal.out(entries.map(auditLine).join(""));
      }
      return 0;
    } finally {
      await book.close();
    }
  },
});

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} cannot be ${text}: expected a whole number from 1`, "See dataplan audit --help");
}
