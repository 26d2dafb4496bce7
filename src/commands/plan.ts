import { namedKind } from "../checklists/template/named-kind.ts";
import { defineCommand, type Effect } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { newFileAt } from "../render/change-plan/new-file.ts";
import { block, code } from "../render/escape.ts";
import { fold } from "../render/fold.ts";
import { type Editor, link } from "../render/links.ts";

const CHANGE = "change-plan";

export default defineCommand({
  usage: "[--kind KIND [--profile NAMES]]",
  summary: "Gives the plan to start from: the one that this change owes, or the whole template of a kind",
  who: "read",
  options: ["kind", "profile"],
  details:
    "What is known of the change is filled in; what only a person knows says TODO. The link opens it as a new file on the head's branch.",
  examples: [
    "/dataplan plan",
    "/dataplan plan --kind data-plan",
    "/dataplan plan --kind workflow-plan --profile streaming",
  ],
  async run({ options: { kind = CHANGE, profile } }, { pull, editor }) {
    if (kind === CHANGE) {
      const { shown, head } = await pull();
      const at = code(head.slice(0, 7));
      if (shown === undefined) return [{ kind: "reply", markdown: `No answer about the head ${at} was shown yet.` }];
      return [{ kind: "reply", markdown: shown.plan ?? `No new plan is owed at ${at}.` }];
    }
    const found = await namedKind(kind, profile);
    if ("word" in found) return [unknown(found.what, found.word, found.known)];
    return [{ kind: "reply", markdown: template(found, await editor()) }];
  },
});

function unknown(what: string, word: string, known: readonly string[]): Effect {
  const meant = nearest(word, known);
  const hint = meant === undefined ? "" : ` Did you mean ${code(meant)}?`;
  const all = known.length === 0 ? "" : ` They are: ${known.map((one) => code(one)).join(", ")}.`;
  return { kind: "refuse", markdown: `Nothing was done: there is no ${what} ${code(word.slice(0, 80))}.${hint}${all}` };
}

function template(
  { path, text }: { readonly path: string; readonly text: string },
  editor: Editor | undefined,
): string {
  const slots = text.split("TODO:").length - 1;
  const address = editor === undefined ? undefined : newFileAt(editor, path, text);
  const opened =
    address === undefined
      ? `Save it as ${code(path)}: ${slots} answers are left for you, each a TODO.`
      : `📝 ${link("**Write the plan**", address)}: the editor opens ${code(path)}; ${slots} answers are left for you, each a TODO.`;
  return `${opened}\n\n${fold(`The template of a ${text.match(/^kind: (.+)$/m)?.[1] ?? "plan"}, as text`, block(text, "markdown"))}`;
}
