import { defineCommand } from "../model/command.ts";
import { code } from "../render/escape.ts";
import { proofList } from "../render/proof-list.ts";

export default defineCommand({
  usage: "",
  summary: "Tells what came of the ways back that were run for this head",
  who: "read",
  details: "They are run with every review, in an embedded PostgreSQL: up, down, and the catalogs compared.",
  examples: ["/dataplan prove"],
  async run(_, { pull }) {
    const { shown, head } = await pull();
    const at = code(head.slice(0, 7));
    if (shown === undefined)
      return [{ kind: "reply", markdown: `No answer about the head ${at} was shown yet, so nothing is proved.` }];
    if (shown.proofs.length === 0)
      return [
        {
          kind: "reply",
          markdown: `No way back was run for ${at}: no migration that PostgreSQL runs was added or edited.`,
        },
      ];
    const exact = shown.proofs.filter(({ result }) => result === "exact").length;
    const head1 = `The way back at ${at}: ${exact} of ${shown.proofs.length} exact`;
    return [{ kind: "reply", markdown: `${head1}\n\n${proofList(shown.proofs)}` }];
  },
});
