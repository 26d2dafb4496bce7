const level = {
  enum: ["off", "notice", "review", "block"],
  description: "off: the rule is silent; notice and review never hold a merge; block does.",
};
const globs = (description: string) => ({
  type: "array",
  items: { type: "string", minLength: 1, maxLength: 256 },
  maxItems: 200,
  description: `${description} \`*\` and \`?\` stand for parts of a name, \`**\` for folders, \`{a,b}\` for either, \`[a-z]\` for one character.`,
});
const label = (description: string) => ({
  type: "string",
  pattern: "^[^\\s,](?:[^\\n\\r,]{0,48}[^\\s,])?$",
  description,
});
const days = (description: string, usual?: number) => ({
  anyOf: [{ type: "integer", minimum: 0, maximum: 3650 }, { enum: ["draft", "beta", "stable"] }],
  ...(usual === undefined ? {} : { default: usual }),
  description,
});
const setting = {
  type: "object",
  additionalProperties: false,
  required: ["level"],
  properties: { level, paths: globs("Only below these globs; without it, everywhere.") },
};

/** The public format of `.github/dataplan.yml`: JSON Schema draft-07, so that editors take it. */
export const configSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/config.schema.json",
  title: "dataplan configuration",
  description: "Settings of the merge gate for data changes, read from the base branch.",
  type: "object",
  additionalProperties: false,
  patternProperties: { "^x-": { description: "Your own notes; never read." } },
  properties: {
    version: { const: 1, description: "The version of this format." },
    mode: {
      enum: ["enforce", "audit"],
      default: "enforce",
      description: "audit: the same review, reported and never blocking.",
    },
    comment: {
      enum: ["update", "hide-and-new", "off"],
      default: "update",
      description:
        "How the App writes to a pull request: one comment that is kept up to date (GitHub notifies nobody of an edit); a new one for each new answer, the last one hidden as outdated; or none (the check says it all).",
    },
    labels: {
      type: "object",
      additionalProperties: false,
      minProperties: 1,
      description:
        "Labels that the App puts on a pull request and takes off again, by name: a sign for lists and searches, never read by the gate. None by default. At each look they are made to say what the check says, whoever put them on or took them off since. A label that the repository does not have is made by GitHub only where the App has `issues: write`: make it once by hand.",
      properties: {
        blocked: label("The check holds the merge."),
        breaking: label(
          "Something in it breaks data or readers (and is more than a notice), planned and waived or not.",
        ),
      },
    },
    postgres_version: {
      type: "integer",
      minimum: 10,
      maximum: 18,
      default: 18,
      description:
        "Major version of the server that the migrations run on. Below 18, what the embedded engine (18) shows of locks and rewrites is not claimed.",
    },
    mysql_version: {
      type: "string",
      pattern: "^\\d+\\.\\d+(?:\\.\\d+)?$",
      default: "8.4.0",
      description: "Version of the MySQL server that the migrations run on: it decides what ALTER TABLE copies.",
    },
    default_schema: {
      type: "string",
      minLength: 1,
      default: "public",
      description: "The schema that an unqualified table name means.",
    },
    lock_timeout_set: {
      type: "boolean",
      default: false,
      description: "The role or the tool that runs the migrations sets lock_timeout by itself.",
    },
    approvals: {
      enum: ["stated", "verified"],
      default: "stated",
      description:
        "What `status: approved` in a plan is worth. stated: it counts, and is shown as such. verified: it counts once the plan's owner or a code owner of it, who neither opened the pull request nor wrote one of its commits, has approved this very head in a review; on a command line nobody can be asked.",
    },
    plans: globs('Files that may be plans (default "plans/**/*.{md,yaml,yml}").'),
    rules: {
      type: "object",
      description:
        "Levels by rule: one level, one setting, or a list of settings of which the last that matches decides.",
      additionalProperties: { anyOf: [level, setting, { type: "array", items: setting, minItems: 1 }] },
    },
    migrations: {
      type: "array",
      description: "Folders of migrations that detection does not find by itself.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "tool"],
        properties: {
          path: { type: "string", minLength: 1, description: "The folder, from the repository's root." },
          tool: {
            type: "string",
            minLength: 1,
            description:
              "The tool that runs it (flyway, alembic, rails …); numbered-files for plain SQL files in the order of their numbers.",
          },
          placeholders: {
            type: "object",
            description:
              "What the tool fills into the slots of these files, by name: `${schema}`, `{{ .Schema }}`, `:schema`, `%(schema)s`.",
            additionalProperties: { type: "string" },
          },
          dialect: {
            enum: [
              "postgres",
              "mysql",
              "mariadb",
              "sqlite",
              "sqlserver",
              "snowflake",
              "bigquery",
              "redshift",
              "clickhouse",
              "duckdb",
            ],
            description:
              "The database that runs it, where neither a path, nor the tool, nor the words of the files say it. Only PostgreSQL is observed; the others are judged by grammar.",
          },
        },
      },
    },
    opaque: globs("Migrations whose unreadable statements the team answers for itself."),
    ignore: globs("Files that are none of our business."),
    relations: {
      type: "object",
      description: "dbt source (source.table) to relation (schema.table), where their names differ.",
      additionalProperties: { type: "string", minLength: 1 },
    },
    suppressions: {
      enum: ["ignore", "review-only", "honour"],
      default: "review-only",
      description:
        "What comments in migrations (dataplan:ignore, squawk-ignore, atlas:nolint, safety_assured and others) may take off the list: nothing; findings for review and notices; or what holds the merge, too.",
    },
    tables: {
      type: "object",
      description:
        "Sizes of tables in production, by table or schema.table. A finding about a lock, a scan or a rewrite is a notice on a small table (below 10,000 rows and 16 MB, as far as given); one for review holds the merge on a large one (from 10 million rows or 10 GB on). A level that `rules` sets stands, but for `review` on a large table.",
      maxProperties: 5000,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        minProperties: 1,
        properties: {
          rows: { type: ["integer", "string"], minimum: 0, description: 'A number, or a text like "120 million".' },
          bytes: { type: ["integer", "string"], minimum: 0, description: 'A number, or a text like "40 GB".' },
        },
      },
    },
    grace: {
      type: "object",
      additionalProperties: false,
      description:
        "Where a plan has an expanding or deprecating phase: how long that has to be on the base branch before the contracting one, in days or as draft (0), beta (31) or stable (180).",
      properties: {
        tables: days("Tables and columns that nothing in dbt reads.", 7),
        models: days("dbt models, and tables that dbt reads.", 31),
        subjects: {
          type: "object",
          description: "By subject, as a finding spells it; a table's or model's own counts for its columns.",
          additionalProperties: days("Days or a tier."),
        },
      },
    },
    waiver_max_days: {
      type: "integer",
      minimum: 1,
      maximum: 3650,
      default: 180,
      description: "How far ahead a waiver may end; one that outlives it is a finding.",
    },
    commands: {
      type: "object",
      additionalProperties: false,
      description: "Who may do what by a comment (`/dataplan …`), beside what their role allows.",
      properties: {
        waive: {
          type: "array",
          items: { type: "string", pattern: "^@[A-Za-z0-9-]+(?:/[A-Za-z0-9_.-]+)?$" },
          maxItems: 100,
          description:
            "Who may waive, as in CODEOWNERS: @login or @organisation/team. Without it, the code owners of the file that the finding is in; where it has none, everybody with the role write.",
        },
        own_waivers: {
          type: "boolean",
          default: false,
          description:
            "Whoever opened a pull request or wrote one of its commits may waive what is found in it. Without it, a second person must.",
        },
        apps: {
          type: "array",
          items: { type: "integer", minimum: 1 },
          maxItems: 50,
          description: "Ids of GitHub Apps whose comments are read as commands. What takes a person, none of them may.",
        },
      },
    },
    waivers: {
      type: "array",
      description: "Findings that may pass. They count once they are on the base branch.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["reason", "owner", "until"],
        anyOf: [{ required: ["fingerprint"] }, { required: ["rule", "subject"] }],
        properties: {
          fingerprint: {
            type: "string",
            pattern: "^[0-9a-f]{12}$",
            description: "The 12 hex digits beside a finding.",
          },
          rule: { type: "string", minLength: 1 },
          subject: { type: "string", minLength: 1, description: "As the finding spells it." },
          reason: { type: "string", minLength: 10, description: "Why it may pass." },
          owner: { type: "string", minLength: 1, description: "Who answers for it." },
          until: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "The last day on which it counts." },
        },
      },
    },
  },
} as const;
