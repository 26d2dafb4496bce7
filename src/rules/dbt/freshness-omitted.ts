import type { Source } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";
import { usualOfSources } from "./words/usual-of-sources.ts";

const isWatched = ({ settings = {} }: Source): boolean =>
  Object.keys(settings).some((key) => /^freshness(?:\.|$)/.test(key));

const together = toldOnce(["source.added"], ({ after }, { base, head }) => {
  const [, project = ""] = after.subject;
  if (isWatched(after) || unreadOn(head, [after.place.path])) return undefined;
  return usualOfSources(base, project, isWatched) ? after.place.path : undefined;
});

export default defineRule({
  id: "freshness-omitted",
  level: "notice",
  on: ["source.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["source-freshness-missing", "source-unwatched"],
  docs: {
    title: "A new dbt source says nothing of how old its rows may be",
    sees: "A source table that this pull request adds has no `freshness`, of its own or of its source, in a project where most source tables have one. Once a file.",
    why: "A load that stops is found by whoever reads the report, days later.",
    instead: "freshness: { error_after: { count: 24, period: hour } } with `loaded_at_field`",
  },
  messages: {
    omitted:
      "Unexpected new source table `{source}`{others} without `freshness`, expected how old its rows may be, as most sources of the project say",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { after } = change;
    const data = { source: after.subject.slice(2).join("."), others: andMore(all) };
    yield { message: "omitted", at: after.place, subject: after.subject, data };
  },
});
