import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { unreadOn } from "./words/unread-on.ts";

const endOf = ({ settings = {} }: Model): string | undefined =>
  /^\d{4}-\d\d-\d\d/.exec(settings["deprecation_date"]?.[0] ?? "")?.[0];

export default defineRule({
  id: "deprecated-model-read",
  level: "review",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["dependency-past-deprecation", "deprecated-ref"],
  docs: {
    title: "A dbt model begins to read one that has ended or will",
    sees: "A model that this pull request adds or changes names in a `ref` that is new to it a model, or a version of one, of this or another project here that has a `deprecation_date`. For review where that day has come, else a notice. Who read it before is no finding.",
    why: "What has ended may be taken away without another word, and its figures are looked after by nobody.",
    instead: "Read the version that takes its place.",
  },
  messages: {
    ended: "Unexpected new `ref` of `{model}` to `{read}`, which ended on {day}, expected what takes its place",
    ending: "Unexpected new `ref` of `{model}` to `{read}`, which ends on {day}, expected what takes its place",
  },
  *check(change, { base, head, today }) {
    const { after: model } = change;
    if (unreadOn(head, [model.path])) return;
    const known = new Set(change.kind === "model.altered" ? change.before.reads : []);
    for (const id of model.reads) {
      const read = head.facts.model[id];
      const day = read && endOf(read);
      if (read === undefined || day === undefined || known.has(id)) continue;
      // A `ref` that was there leads to another version now: `latest-version-moved` tells that.
      const moved = [...known].some((one) => base.facts.model[one]?.name.replace(/\.v.*$/, "") === baseOf(read));
      if (moved) continue;
      const ended = day <= today;
      yield {
        message: ended ? "ended" : "ending",
        at: model.place,
        subject: model.subject,
        after: id,
        data: { model: model.name, read: read.name, day },
        ...(!ended && ({ level: "notice" } as const)),
      };
      return;
    }
  },
});

const baseOf = ({ name, version }: Model): string => (version === undefined ? name : name.replace(/\.v.*$/, ""));
