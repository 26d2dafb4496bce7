import type { Model } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { unreadOn } from "./words/unread-on.ts";

/** Could a package that is not in the repository bring models? */
const mayBeBrought = oncePer(({ paths }: Snapshot) =>
  paths.some((path) => /(?:^|\/)(?:packages|dependencies)\.ya?ml$/.test(path)),
);
const namesOf = oncePer(({ facts }: Snapshot) => new Set(Object.values(facts.model).map(({ name }) => name)));
const projectsOf = oncePer(({ facts }: Snapshot) => new Set(Object.values(facts.model).map(({ project }) => project)));
const fileNames = oncePer(({ paths }: Snapshot) => new Set(paths.map((path) => path.slice(path.lastIndexOf("/") + 1))));

/** Names that lead to nothing on that side, though every place where they could be is known. */
function lost(side: Snapshot, { reads, project }: Model): readonly string[] {
  const { facts } = side;
  return reads.filter((id) => {
    const [kind, owner = "", ...rest] = id.split(".");
    if (owner !== project && (kind !== "model" || !projectsOf(side).has(owner))) return false;
    if (kind === "source")
      return (
        !(id in facts.source) &&
        Object.keys(facts.source).some((one) => one.startsWith(`source.${owner}.${rest[0] ?? ""}.`))
      );
    if (kind !== "model" || id in facts.model) return false;
    const name = rest.join(".");
    if (reads.some((one) => one !== id && one.startsWith("model.") && one.endsWith(`.${name}`))) return false;
    // A project of this repository holds all of its own models.
    if (owner !== project) return true;
    // A package may read models of the project that installs it, as an integration test does.
    if (namesOf(side).has(name)) return false;
    return !mayBeBrought(side) || fileNames(side).has(`${name}.sql`);
  });
}

export default defineRule({
  id: "reference-unresolved",
  level: "review",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["ref-and-source-exist", "ref-to-disabled", "cross-project-ref-broken"],
  docs: {
    title: "A dbt model reads something that is not there",
    sees: "A model that this pull request adds or changes names in a `ref` a model that the project does not have or has disabled, or in a `source` a table that an otherwise declared source does not list; or a model of another project of the repository that this one does not have. Where the project installs packages, of which one could bring the model, only a model whose file is there is meant; a model that the pull request itself removes is told by `model-removed`.",
    why: "dbt does not compile a project with one such name: no model of it is built.",
    instead: "Add the model or the table to the sources in the same pull request, or correct the name.",
  },
  messages: {
    absent: "Unexpected `{name}` in model `{model}`, expected a {kind} that the project has and builds",
  },
  *check(change, { base, head }) {
    const { after: model } = change;
    if (unreadOn(head, [model.path])) return;
    const known = new Set(change.kind === "model.altered" ? change.before.reads : []);
    const [first] = lost(head, model).filter(
      (id) => !known.has(id) && !(id in base.facts.model) && !(id in base.facts.source),
    );
    if (first === undefined) return;
    const [kind, , ...name] = first.split(".");
    yield {
      message: "absent",
      at: model.place,
      subject: model.subject,
      after: first,
      data: { name: name.join("."), model: model.name, kind: kind === "source" ? "source table" : "model" },
    };
  },
});
