import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "model-contract-dropped",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers"],
  aliases: ["contract-unenforced"],
  docs: {
    title: "A dbt model's contract is no longer enforced",
    sees: "A model whose contract was enforced on the base branch, by its own file, its properties or its folder, and is not on head. It blocks where the model has versions, since dbt stops there with an error; else it is for review.",
    why: "From then on a column or a type may change without dbt saying anything, and those who built on the promise are not asked.",
    instead:
      "Keep the contract and change the columns in a new version of the model; or tell its readers that the promise ends.",
  },
  messages: {
    dropped: "Unexpected end of the enforced contract of {resource} `{model}`, expected it to hold for {readers}",
    unread:
      "Unexpected end of the enforced contract of {resource} `{model}`, expected word of who may read it from outside of this repository",
  },
  *check({ before, after }, context) {
    const computed = context.head.gaps.some(({ key, place }) => key === "config-computed" && place.path === after.path);
    const declared = [...new Set(before.columns.map(({ place }) => place.path))];
    if (!before.contract || after.contract || computed || unreadOn(context.head, [after.path, ...declared])) return;
    const all = context.readers(after.subject, "head");
    yield {
      message: all.length > 0 ? "dropped" : "unread",
      at: after.place,
      subject: after.subject,
      before: "enforced",
      after: "not enforced",
      readers: all,
      data: { model: after.name, resource: after.resource, readers: nameReaders(all) },
      ...(after.version !== undefined && ({ level: "block", verdicts: { consumer: "broken" } } as const)),
    };
  },
});
