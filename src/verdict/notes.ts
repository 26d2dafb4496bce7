import type { Change } from "../model/change.ts";
import { DIALECTS, type Dialect } from "../model/dialect.ts";
import type { Config, ConfigError, Waiver } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import type { Context } from "../model/rule.ts";
import { planWaivers } from "./waivers-of.ts";
import { spell } from "../model/subject.ts";
import { readings } from "./read-as.ts";

interface Sides {
  readonly config: { readonly config: Config; readonly errors: readonly ConfigError[] };
  readonly headConfig?: { readonly config: Config; readonly errors: readonly ConfigError[] };
}

/** What the engine would have been asked about. */
const ASKED = /^(?:migration|statement|operation)\./;

const named = (waiver: Waiver): string => waiver.fingerprint ?? `${waiver.rule ?? ""} ${waiver.subject ?? ""}`;

/** Sizes of tables that no migration here makes: a slip of the pen, or a table of somebody else. */
function unknownSizes({ base, head, config }: Context): string[] {
  const known = new Set(
    [base, head].flatMap(({ facts }) => Object.values(facts.table).map(({ subject }) => spell(subject))),
  );
  if (known.size === 0) return [];
  return Object.keys(config.tables).flatMap((table) => {
    if (known.has(table)) return [];
    const meant = nearest(table, known);
    const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
    return [`\`tables\` in the configuration names \`${table}\`, which no migration here makes${hint}`];
  });
}

const dialectsIn = (changes: readonly Change[]): ReadonlySet<Dialect> =>
  new Set(
    changes.flatMap((change) =>
      (change.kind === "migration.added" || change.kind === "migration.altered") && change.after.dialect !== undefined
        ? [change.after.dialect]
        : [],
    ),
  );

/** What a newer engine showed is not claimed for an older server. */
function unclaimed({ head, config: { postgresVersion } }: Context): string[] {
  const newer = Object.values(head.facts.observation).find(({ engine }) => engine > postgresVersion);
  if (newer === undefined) return [];
  return [
    `The embedded engine is PostgreSQL ${newer.engine} and \`postgres_version\` is ${postgresVersion}: what it shows of locks, scans and rewrites is not claimed, the grammar and the version decide`,
  ];
}

/** What has to be said beside the verdict, one plain sentence each. */
export function notes({ config, headConfig }: Sides, probed: boolean, context: Context): string[] {
  const said: string[] = [];
  if (config.errors.length > 0)
    said.push("The configuration on the base branch is broken, so the defaults judge; its mistakes stand below");
  const onBase = new Set(context.config.waivers.map(named));
  for (const waiver of [...(headConfig?.config.waivers ?? []), ...planWaivers(context.head, context.ruleNames)])
    if (!onBase.has(named(waiver)))
      said.push(
        `The waiver of \`${named(waiver)}\` that this pull request brings is in force after the merge, not before`,
      );
  for (const change of context.changes)
    if (
      (change.kind === "plan.added" || change.kind === "plan.altered") &&
      change.after.status !== "approved" &&
      change.after.waivers !== undefined
    )
      said.push(`The waivers of \`${change.after.place.path}\` count once the plan is approved and on the base branch`);
  for (const { place, message } of headConfig?.errors ?? [])
    if (config.errors.length === 0)
      said.push(`After the merge the configuration would be broken: ${place.path}:${place.line} ${message}`);
  said.push(...readings(context), ...unknownSizes(context), ...unclaimed(context));
  for (const dialect of dialectsIn(context.changes))
    said.push(`The ${DIALECTS[dialect]} migrations are judged by grammar, not observed`);
  if (!probed && context.changes.some(({ kind }) => ASKED.test(kind)))
    said.push("The engine was not asked (no probe): locks, rewrites and ways back rest on the grammar alone");
  return said;
}
