import type { Model } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { unreadOn } from "./words/unread-on.ts";

const FEWEST = 4;
const isOpen = ({ access, contract }: Model): boolean => access === "public" && !contract;

/** Projects in which public models commonly have no contract: there it is a house's own way. */
const withoutContracts = oncePer(({ facts }: Snapshot) => {
  const all = Object.values(facts.model).filter(({ access }) => access === "public");
  return new Set(
    [...Map.groupBy(all, ({ project }) => project)].flatMap(([project, models]) =>
      models.length >= FEWEST && models.filter(isOpen).length * 2 > models.length ? [project] : [],
    ),
  );
});

export default defineRule({
  id: "contract-omitted",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["public-without-contract", "fct_public_models_without_contracts"],
  docs: {
    title: "A dbt model becomes public without a contract",
    sees: "A model that this pull request adds, or opens, is public and its contract is not enforced. Quiet in a project of which most public models have none.",
    why: "Public is the promise that others may build on it; without a contract nothing says which columns they may build on, and each change of one is a surprise.",
    instead: "config: { contract: { enforced: true } }, with a `data_type` for each column",
  },
  messages: {
    open: "Unexpected public model `{model}` without an enforced contract, expected one for those who read it from other projects",
  },
  *check(change, { base, head }) {
    const { after: model } = change;
    const computed = head.gaps.some(({ key, place }) => key === "config-computed" && place.path === model.path);
    if (!isOpen(model) || computed || unreadOn(head, [model.path])) return;
    if (change.kind === "model.altered" && change.before.access === "public") return;
    if (withoutContracts(base).has(model.project)) return;
    yield { message: "open", at: model.place, subject: model.subject, data: { model: model.name } };
  },
});
