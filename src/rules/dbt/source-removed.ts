import { defineRule } from "../../model/rule.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { testOfSource } from "./words/tests-naming.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "source-removed",
  level: "review",
  on: ["source.removed"],
  action: "remove",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["source-disabled", "source-renamed"],
  docs: {
    title: "A dbt source that is still read is no longer declared",
    sees: "A source table of the base branch that no properties file on head declares, or that is disabled, while a model, a test or an exposure on head still names it. A source that nobody names any more may go.",
    why: "dbt does not compile a project in which one `source()` leads nowhere: no model of it is built, and not only those that read the table.",
    instead: "Change the models that name it in the same pull request, or declare it again.",
  },
  messages: {
    read: "Unexpected end of source `{source}`, expected nobody to name it; {readers} still would",
    tested: "Unexpected end of source `{source}`, expected no test to name it; `{test}` still does",
  },
  *check({ before }, { head }) {
    if (unreadOn(head, [before.place.path])) return;
    const name = before.subject.slice(2).join(".");
    const readers = readDirectlyBy(head, before.id);
    const [, , source = "", table = ""] = before.subject;
    const test = (guaranteesOn(head, before.id)[0] ?? testOfSource(head, source, table))?.test;
    const shared = { at: before.place, side: "base", subject: before.subject } as const;
    const data = { source: name, readers: nameFacts(readers), test: test ?? "" };
    if (readers.length > 0) yield { ...shared, message: "read", data };
    else if (test !== undefined) yield { ...shared, message: "tested", data };
  },
});
