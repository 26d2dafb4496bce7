import type { Migration } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { label, subjectOf } from "./ask/label.ts";

/** Alembic has one line a history, Django one an app. */
const lineOf = ({ tool, root, version }: Migration): string =>
  tool === "django" ? `${root}\0${version.replace(/[./].*$/, "")}` : root;

/** The last ones of a line: nothing follows them. */
function headsOf(line: string, { facts }: Snapshot): readonly Migration[] {
  const own = Object.values(facts.migration).filter((one) => one.after !== undefined && lineOf(one) === line);
  const followed = new Set(own.flatMap(({ after = [] }) => after));
  return own.filter(({ version }) => !followed.has(version));
}

export default defineRule({
  id: "history-forked",
  level: "block",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["repair"],
  aliases: ["two-heads", "multiple-heads"],
  requirements: [{ row: 217, parts: "X" }],
  docs: {
    title: "A history ends in two places",
    sees: "A new migration of Alembic or Django follows one that another already follows, and nothing joins the two lines again: the history has more ends than on the base branch.",
    why: "`alembic upgrade head` and `manage.py migrate` refuse to choose between two ends: the deployment stops. It happens when two branches are merged that each brought a migration.",
    instead: `# let the new migration follow the one that came first (Alembic; in Django: dependencies)
down_revision = "the revision that is last on the base branch"
# or join the two lines: alembic merge heads, manage.py makemigrations --merge`,
  },
  messages: {
    forked: "Unexpected second end of the history at `{migration}` beside `{other}`, expected one line",
  },
  *check({ after: migration }, { base, head }) {
    if (migration.after === undefined) return;
    const line = lineOf(migration);
    const heads = headsOf(line, head);
    const other = heads.find(({ id }) => id !== migration.id);
    if (other === undefined || heads.length <= Math.max(headsOf(line, base).length, 1)) return;
    if (!heads.some(({ id }) => id === migration.id)) return;
    const data = { migration: label(migration), other: label(other) };
    yield { message: "forked", at: migration.place, subject: subjectOf(migration), after: label(migration), data };
  },
});
