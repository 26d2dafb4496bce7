import { defineRule } from "../../model/rule.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";

const baseName = (name: string): string => name.replace(/\.v[^.]*$/, "");

export default defineRule({
  id: "latest-version-moved",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["latest-version-changed"],
  docs: {
    title: "A ref without a version means another version",
    sees: "The version of a dbt model that a `ref` without a version means is another one than on the base branch, and somebody who read the old one reads the new one now. Readers that pin their version are not concerned.",
    why: "Their files have not changed, and their figures do: whoever changed the version knows of it, those who read it do not.",
    instead: "Pin the readers to the old version first (`ref('orders', v=1)`), and move them one by one.",
  },
  messages: {
    moved:
      "Unexpected move of the latest version of `{model}` from {was} to {now}, expected its unpinned readers to know: {readers}",
  },
  *check({ before, after }, { base, head }) {
    if (before.version === undefined || before.latest !== true || after.latest === true) return;
    const next = Object.values(head.facts.model).find(
      ({ project, name, version, latest }) =>
        version !== undefined &&
        latest === true &&
        project === after.project &&
        baseName(name) === baseName(after.name),
    );
    if (next === undefined) return;
    const earlier = new Set(readDirectlyBy(base, before.id).map(({ id }) => id));
    const moved = readDirectlyBy(head, next.id).filter(({ id }) => earlier.has(id));
    if (moved.length === 0) return;
    yield {
      message: "moved",
      at: next.place,
      subject: next.subject,
      before: before.version,
      after: next.version ?? "",
      data: {
        model: baseName(after.name),
        was: `v${before.version}`,
        now: `v${next.version ?? ""}`,
        readers: nameFacts(moved),
      },
    };
  },
});
