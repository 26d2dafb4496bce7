import { oneLine } from "../../render/visible.ts";
import type { Sight } from "./look.ts";

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What was seen, one line each; the same words at the terminal and in the file's comments. */
export function sightLines(sight: Sight): readonly string[] {
  const lines = [
    ...sight.histories.map(({ root, tool, migrations, downs }) => {
      const back = downs === 0 ? "none has a way back" : `${downs} with a way back`;
      return `${plural(migrations, "migration")} in ${root === "" ? "." : root} (${tool}), ${back}`;
    }),
    ...sight.dbt.map(
      ({ project, models, exposures }) =>
        `dbt project ${project}: ${plural(models, "model")}, ${plural(exposures, "exposure")}`,
    ),
    ...(sight.plans.length > 0 ? [`${plural(sight.plans.length, "plan")}, the first: ${sight.plans[0] ?? ""}`] : []),
    ...sight.gaps.map(
      ({ key, count, path, reason }) => `not understood: ${key} × ${count}, for example ${path}: ${reason}`,
    ),
  ];
  return lines.length > 0
    ? lines.map(oneLine)
    : ["nothing that dataplan reads: no migrations, no dbt project, no plans"];
}

/** A configuration in which everything that can be set stands, with what it is for. */
export function draftConfig(sight: Sight, today: string): string {
  const seen = sightLines(sight).map((line) => `#   ${line}`);
  return `# dataplan: the merge gate for data changes. Read from the base branch, so a change counts after its merge.
# Seen here on ${today} by dataplan init:
${seen.join("\n")}

# audit reports and never blocks. Look at what the gate would have said (dataplan replay --last 50), then write enforce.
mode: audit

# The major version of the PostgreSQL server that the migrations run on. Below 18, what the embedded engine (18) shows
# of locks and rewrites is not claimed for your server.
postgres_version: 18

# The schema that an unqualified table name means.
default_schema: public

# Where plans live. One plan a breaking change: what breaks, migration, rollback trigger and steps, consumers.
plans:
  - plans/**/*.{md,yaml,yml}

# Levels by rule (dataplan explain lists them): block, review, notice or off; everywhere, or below some paths.
rules: {}
#  index-built-under-lock: review
#  column-dropped:
#    - { level: review, paths: [services/sandbox/**] }

# Folders of migrations that were not found by themselves.
migrations: []
#  - { path: db/changes, tool: up-down-pairs }

# Files that are none of our business.
ignore: []
#  - examples/**

# Migrations whose unreadable statements the team answers for itself.
opaque: []
#  - migrations/20200101_*/**

# dbt source to relation, where their names differ.
relations: {}
#  shop.users: app.users

# Findings that may pass, each with a reason, somebody who answers for it and a last day.
waivers: []
#  - { rule: column-dropped, subject: public.users.legacy_code, reason: "nobody reads it since 2024", owner: ana, until: 2027-01-31 }
`;
}
