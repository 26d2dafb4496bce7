import type { Source } from "../../model/dbt.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";
import { usualOfSources } from "./words/usual-of-sources.ts";

const isTested = (side: Snapshot, { id }: Source): boolean => guaranteesOn(side, id).length > 0;

const together = toldOnce(["source.added"], ({ after }, { base, head }) => {
  const [, project = ""] = after.subject;
  if (isTested(head, after) || unreadOn(head, [after.place.path])) return undefined;
  return usualOfSources(base, project, (one) => isTested(base, one)) ? after.place.path : undefined;
});

export default defineRule({
  id: "source-untested",
  level: "notice",
  on: ["source.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["source-tests-missing"],
  docs: {
    title: "A new dbt source comes without a test",
    sees: "A source table that this pull request adds has no test on it or on a column of it, in a project where most source tables have one. Once a file.",
    why: "What a source promises is known on the day on which it is connected; a test there fails before every model behind it is wrong.",
    instead: "columns: [{ name: id, data_tests: [unique, not_null] }]",
  },
  messages: {
    untested:
      "Unexpected new source table `{source}`{others} without a test, expected one as most sources of the project have it",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { after } = change;
    const data = { source: after.subject.slice(2).join("."), others: andMore(all) };
    yield { message: "untested", at: after.place, subject: after.subject, data };
  },
});
