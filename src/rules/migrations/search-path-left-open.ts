import { defineRule } from "../../model/rule.ts";
import { addedOperations } from "./ask/added-operations.ts";

const OPEN = "security definer";

export default defineRule({
  id: "search-path-left-open",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["security-definer-search-path", "function_search_path_mutable", "MP099"],
  docs: {
    title: "A caller chooses what a privileged function calls",
    sees: "A function of this pull request is SECURITY DEFINER and does not set its own search_path. One that the history had so already is no finding.",
    why: "It runs with the rights of its owner, and whoever calls it says in which schemas it looks first: a table or function of the same name there takes the place of the one that was meant.",
    instead: `CREATE FUNCTION public.balance_of(bigint) RETURNS numeric
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
  AS 'SELECT balance FROM public.accounts WHERE id = $1';`,
  },
  messages: {
    open: "Unexpected SECURITY DEFINER function `{function}` without a search_path of its own, expected SET search_path",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.direction !== "up" || operation.detail !== OPEN) return;
    const { subject, place: at, node } = operation;
    const name = subject.at(-1) ?? "";
    const isSame = (other: typeof operation): boolean => other.subject.at(-1) === name;
    const before = Object.values(context.base.facts.operation).findLast(
      (other) => other.action === "other" && other.direction === "up" && other.node === node && isSame(other),
    );
    if (before?.action === "other" && before.detail === OPEN) return;
    const set = addedOperations(context).some(
      (other) => other.action === "other" && other.detail === "search path" && isSame(other),
    );
    if (!set) yield { message: "open", at, subject, after: OPEN, data: { function: name } };
  },
});
