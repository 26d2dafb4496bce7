import type { Migration } from "../../model/migration.ts";
import { oncePer } from "../../model/once-per.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { isRepeatable, label, subjectOf } from "./ask/label.ts";

/** Tools that pass over a migration older than the last one that ran, or refuse it; the others run it late. */
const NEVER_RUNS_LATE = new Set([
  "golang-migrate",
  "flyway",
  "goose",
  "node-pg-migrate",
  "supabase",
  "tern",
  "atlas",
  "sqitch",
]);

/** Drizzle runs what was made after the last one that ran, wherever it stands in the journal. */
const passedOver = (migration: Migration, others: readonly Migration[]): Migration | undefined =>
  migration.tool === "drizzle" && migration.stamp !== undefined
    ? others.find(({ stamp = -Infinity }) => stamp >= (migration.stamp ?? 0))
    : undefined;

/** `0007` and `7` are one version, and so are `1.0` and `1`; those of two histories are not. */
function versionOf({ root, version }: Migration): string {
  const parts = version.split(/[._]/).map((part) => part.replace(/^0+(?=\d)/, ""));
  return JSON.stringify([root, parts.join(".").replace(/(?:\.0)+$/, "")]);
}

const byVersion = oncePer(({ facts }: Snapshot) => Map.groupBy(Object.values(facts.migration), versionOf));

/** Another one with its version; Prisma knows a migration by the whole name of its folder. */
const twinOf = (migration: Migration, head: Snapshot): Migration | undefined =>
  migration.tool === "prisma"
    ? undefined
    : byVersion(head)
        .get(versionOf(migration))
        ?.find(({ id }) => id !== migration.id);

/** Root → its migrations that the base branch has run already. */
const ranBefore = oncePer(({ base, head }: Context) =>
  Map.groupBy(
    Object.values(head.facts.migration).filter((one) => one.id in base.facts.migration && !isRepeatable(one)),
    ({ root }) => root,
  ),
);

/** In a graph one line says nothing about another: only what follows a migration stands after it. */
const standsBefore = (one: Migration, other: Migration): boolean =>
  one.after === undefined ? other.order > one.order : other.after?.includes(one.version) === true;

export default defineRule({
  id: "history-reordered",
  level: "block",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "unknown", ddl: "broken", meaning: "ok" },
  owes: ["repair"],
  aliases: ["non-linear-history", "out-of-order", "outOfOrder", "duplicate-version"],
  requirements: [{ row: 217, parts: "X" }],
  docs: {
    title: "A migration is put in before others that have run",
    sees: "A new migration stands before one that is on the base branch already, or has the version of another one. Where the tool runs what it missed (Diesel, Prisma, sqlx, dbmate, sql-migrate), the first is for review. Of Drizzle the time in the journal counts.",
    why: "golang-migrate and Drizzle pass over it without a word, Flyway, sqitch, goose and others refuse it; elsewhere an old database runs it last and a new one runs it first, which need not come to the same schema.",
    instead: "Give the migration a version after the last one on the base branch.",
  },
  messages: {
    behind: "Unexpected migration `{migration}` before `{later}`, expected it after what the base branch has run",
    stamped:
      "Unexpected time of migration `{migration}` in the journal, not after that of `{later}`, expected a later one, since Drizzle passes over it without a word",
    twice: "Unexpected second migration with version `{version}`, expected a version that `{other}` does not have",
  },
  *check({ after: migration }, context) {
    if (isRepeatable(migration)) return;
    const report = { at: migration.place, subject: subjectOf(migration), after: label(migration) };
    const twin = twinOf(migration, context.head);
    if (twin !== undefined) {
      const data = { version: migration.version, other: label(twin) };
      yield { ...report, message: "twice", data };
      return;
    }
    const ran = ranBefore(context).get(migration.root) ?? [];
    const younger = passedOver(migration, ran);
    if (younger !== undefined) {
      yield { ...report, message: "stamped", data: { migration: label(migration), later: label(younger) } };
      return;
    }
    // Changelogs are one history only because something includes them all: between two files of Liquibase's the order says little.
    const later = ran
      .filter((other) => standsBefore(migration, other))
      .filter((other) => migration.tool !== "liquibase" || other.up === migration.up)
      .at(-1);
    if (later === undefined) return;
    const data = { migration: label(migration), later: label(later) };
    const level =
      NEVER_RUNS_LATE.has(migration.tool) && migration.runsLate !== true ? {} : ({ level: "review" } as const);
    yield { ...report, ...level, message: "behind", data };
  },
});
