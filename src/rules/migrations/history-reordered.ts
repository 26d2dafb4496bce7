import type { Migration } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { isRepeatable, label, subjectOf } from "./ask/label.ts";

/** Tools that pass over a migration older than the last one that ran, or refuse it; the others run it late. */
const NEVER_RUNS_LATE = new Set(["golang-migrate", "flyway"]);

const known = new WeakMap<Migration, string>();

/** `0007` and `7` are one version, and so are `1.0` and `1`. Every migration of a history asks for those of all others. */
function canonical(migration: Migration): string {
  const before = known.get(migration);
  if (before !== undefined) return before;
  const parts = migration.version.split(/[._]/).map((part) => part.replace(/^0+(?=\d)/, ""));
  const version = parts.join(".").replace(/(?:\.0)+$/, "");
  known.set(migration, version);
  return version;
}

/** Prisma knows a migration by the whole name of its folder. */
const collides = (one: Migration, other: Migration): boolean =>
  one.tool !== "prisma" && one.id !== other.id && canonical(one) === canonical(other);

export default defineRule({
  id: "history-reordered",
  level: "block",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "unknown", ddl: "broken", meaning: "ok" },
  owes: ["repair"],
  aliases: ["non-linear-history", "out-of-order", "outOfOrder", "duplicate-version"],
  docs: {
    title: "A migration is put in before others that have run",
    sees: "A new migration stands before one that is on the base branch already, or has the version of another one. Where the tool runs what it missed (Diesel, Prisma, sqlx), the first is for review.",
    why: "golang-migrate passes over it without a word and Flyway refuses it; elsewhere an old database runs it last and a new one runs it first, which need not come to the same schema.",
    instead: "Give the migration a version after the last one on the base branch.",
  },
  messages: {
    behind: "Unexpected migration `{migration}` before `{later}`, expected it after what the base branch has run",
    twice: "Unexpected second migration with version `{version}`, expected a version that `{other}` does not have",
  },
  *check({ after: migration }, { base, head }) {
    if (isRepeatable(migration)) return;
    const report = { at: migration.place, subject: subjectOf(migration), after: label(migration) };
    const others = Object.values(head.facts.migration).filter(({ root }) => root === migration.root);
    const twin = others.find((other) => collides(migration, other));
    if (twin !== undefined) {
      const data = { version: migration.version, other: label(twin) };
      yield { ...report, message: "twice", data };
      return;
    }
    const later = others
      .filter((other) => other.id in base.facts.migration && !isRepeatable(other) && other.order > migration.order)
      .at(-1);
    if (later === undefined) return;
    const data = { migration: label(migration), later: label(later) };
    const level = NEVER_RUNS_LATE.has(migration.tool) ? {} : ({ level: "review" } as const);
    yield { ...report, ...level, message: "behind", data };
  },
});
