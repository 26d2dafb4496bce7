import type { UserFunction } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";

const spelt = ({ takes, returns = "?" }: UserFunction): string =>
  `(${takes.map(({ type = "?" }) => type.toLowerCase()).join(", ")}) → ${returns.toLowerCase()}`;

const differs = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();

/** Can it no longer be called as before, or does it give another type? */
function breaks(before: UserFunction, after: UserFunction): boolean {
  if (differs(before.returns, after.returns)) return true;
  if (before.takes.some(({ type }, i) => after.takes[i] === undefined || differs(type, after.takes[i].type)))
    return true;
  return after.takes.slice(before.takes.length).some(({ optional }) => !optional);
}

export default defineRule({
  id: "function-signature-changed",
  level: "review",
  on: ["function.altered", "function.removed"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["udf-signature-changed", "udf-removed"],
  docs: {
    title: "A function of the dbt project is called otherwise, or is gone",
    sees: "A function that the project builds takes an argument less, one of another type, or one more that must be given, returns another type, or is no longer there while a model on head calls it. A new argument that may be left out is no finding.",
    why: "Models are built with it, and queries outside of dbt may call it by the same name: they fail, or compute with another type.",
    instead: "Build the new form under a new name, move those who call it, then take the old one away.",
  },
  messages: {
    changed: "Unexpected {now} of function `{name}`, which was {was}, expected it to be called as before by {readers}",
    removed: "Unexpected end of function `{name}`, expected nobody to call it; {readers} still would",
  },
  *check(change, { head }) {
    const { before } = change;
    const readers = readDirectlyBy(head, before.id);
    const [, project = ""] = before.id.split(".");
    const subject = ["model", project, before.name] as const;
    if (change.kind === "function.removed") {
      const data = { name: before.name, readers: nameFacts(readers) };
      if (readers.length > 0) yield { message: "removed", at: before.place, side: "base", subject, data };
      return;
    }
    const { after } = change;
    if (!breaks(before, after)) return;
    const [was, now] = [spelt(before), spelt(after)];
    const data = {
      name: after.name,
      was,
      now,
      readers: readers.length === 0 ? "whoever calls it" : nameFacts(readers),
    };
    yield { message: "changed", at: after.place, subject, before: was, after: now, data };
  },
});
