import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { unreadOn } from "./words/unread-on.ts";

const RANK = { private: 0, protected: 1, public: 2 } as const;
const said = ({ access = "protected", group = "" }: Model): string => `${access} ${group}`.trim();
const rank = ({ access = "protected" }: Model): number => RANK[access];

/** Those whom dbt refuses to let read it: whoever is not of its group, and everything that has none. */
const refused = (side: Snapshot, model: Model | undefined) =>
  model?.access !== "private"
    ? []
    : readDirectlyBy(side, model.id).filter(
        (one) =>
          one.kind !== "semantic" && (one.kind === "exposure" || one.group !== model.group || one.group === undefined),
      );

export default defineRule({
  id: "access-narrowed",
  level: "block",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "consumers"],
  aliases: ["public-made-private", "ephemeral-made-public", "group-changed", "private-ref-across-group"],
  docs: {
    title: "Fewer may read a dbt model than before",
    sees: "The `access` of a model goes from public to protected or private, or from protected to private; or a private model changes its group. It blocks where somebody on head reads it and dbt refuses that from now on (a private model is read by its own group alone); else it is for review where it was public.",
    why: "dbt stops before the first query where a reference is not allowed. Of those who read a public model from another project nobody here knows.",
    instead: "Move the readers first; or leave the old name public as a version with a `deprecation_date`.",
  },
  messages: {
    refused:
      "Unexpected {now} access of model `{model}` with {group}, expected its readers to be of that group; dbt would refuse {readers}",
    closed:
      "Unexpected {now} access of model `{model}` that was public, expected word to those who read it from other projects",
  },
  *check({ before, after }, context) {
    const { base, head } = context;
    const computed = head.gaps.some(({ key, place }) => key === "config-computed" && place.path === after.path);
    if (computed || unreadOn(head, [after.path])) return;
    if (before.access === after.access && before.group === after.group) return;
    const earlier = new Set(refused(base, before).map(({ id }) => id));
    const broken = refused(head, after).filter(({ id }) => !earlier.has(id));
    const shared = { at: after.place, subject: after.subject, before: said(before), after: said(after) } as const;
    const data = {
      model: after.name,
      now: after.access ?? "protected",
      group: after.group === undefined ? "no group" : `group ${after.group}`,
      readers: nameFacts(broken),
    };
    if (broken.length > 0) {
      const ids = new Set(broken.map(({ id }) => id));
      const readers = context.readers(after.subject, "head").filter(({ id }) => ids.has(id));
      yield { ...shared, message: "refused", data, readers };
    } else if (before.access === "public" && rank(after) < rank(before))
      yield { ...shared, message: "closed", data, level: "review", verdicts: { consumer: "unknown" } };
  },
});
