import type { OperationOf } from "../../../model/migration.ts";
import type { Token } from "../../../sql/lex.ts";
import { quoteName } from "../../../sql/quote.ts";
import { begins, type Site, siteOf, written } from "./site.ts";

type ClauseKind =
  | "default"
  | "not null"
  | "null"
  | "check"
  | "unique"
  | "primary key"
  | "references"
  | "generated"
  | "collate";

export interface Clause {
  readonly kind: ClauseKind;
  readonly words: readonly Token[];
}

/** `ADD COLUMN name type clause clause …`, taken apart. */
export interface AddedColumn {
  readonly site: Site;
  readonly operation: OperationOf<"column-added">;
  readonly type: readonly Token[];
  readonly clauses: readonly Clause[];
}

const KINDS: Readonly<Record<string, ClauseKind>> = {
  default: "default",
  not: "not null",
  null: "null",
  check: "check",
  unique: "unique",
  primary: "primary key",
  references: "references",
  generated: "generated",
  collate: "collate",
};

/** The column-added operation of the site's statement whose words hold this one, or the operation itself. */
export function addedColumn(site: Site): AddedColumn | undefined {
  const start = site.words[0]?.start;
  if (start === undefined) return undefined;
  for (const operation of Object.values(site.context.head.facts.operation)) {
    if (operation.action !== "column-added" || operation.statement !== site.statement.id) continue;
    const own = siteOf(operation, site.context);
    const [first, last] = [own?.words[0], own?.words.at(-1)];
    if (own === undefined || first === undefined || last === undefined) continue;
    if (first.start <= start && start < last.end) return apart(own, operation);
  }
  return undefined;
}

function apart(site: Site, operation: OperationOf<"column-added">): AddedColumn | undefined {
  let words = site.words;
  if (!begins(words, "add")) return undefined;
  words = words.slice(begins(words, "add", "column") ? 2 : 1);
  if (begins(words, "if", "not", "exists")) words = words.slice(3);
  words = words.slice(1);
  const starts = clauseStarts(words);
  const clauses = starts.map(({ at, kind }, i) => ({ kind, words: words.slice(at, starts[i + 1]?.at) }));
  return { site, operation, type: words.slice(0, starts[0]?.at), clauses };
}

/** Where each clause begins: its CONSTRAINT name, or the keyword. */
function clauseStarts(words: readonly Token[]): readonly { at: number; kind: ClauseKind }[] {
  const starts: { at: number; kind: ClauseKind }[] = [];
  let depth = 0;
  let named: number | undefined;
  for (const [at, { kind, text }] of words.entries()) {
    if (kind === "symbol" && (text === "(" || text === "[")) depth++;
    else if (kind === "symbol" && (text === ")" || text === "]")) depth--;
    if (depth > 0 || kind !== "word") continue;
    if (text === "constraint") named = at;
    const clause = named === at - 1 ? undefined : clauseAt(words, at);
    if (clause === undefined) continue;
    starts.push({ at: named ?? at, kind: clause });
    named = undefined;
  }
  return starts;
}

function clauseAt(words: readonly Token[], at: number): ClauseKind | undefined {
  const [text, before, after] = [words[at]?.text ?? "", words[at - 1]?.text, words[at + 1]?.text];
  const kind = KINDS[text];
  if (text === "not") return after === "null" ? kind : undefined;
  // ON DELETE SET NULL, SET DEFAULT, NOT NULL, DEFAULT NULL, BY DEFAULT belong to what stands before them.
  if (text === "null") return before === "set" || before === "not" || before === "default" ? undefined : kind;
  if (text === "default") return before === "set" || before === "by" ? undefined : kind;
  if (text === "unique" || text === "primary" || text === "check" || text === "references" || text === "generated")
    return kind;
  return text === "collate" ? kind : undefined;
}

/** `ALTER TABLE … ADD COLUMN …` with those of its clauses that are wanted. */
export function addColumnSql(
  { site, operation, type, clauses }: AddedColumn,
  keep: readonly ClauseKind[],
  spelt = written(site, type),
): string {
  const kept = clauses.filter(({ kind }) => keep.includes(kind)).map(({ words }) => written(site, words));
  return `ALTER TABLE ${site.name} ADD COLUMN ${[quoteName(operation.subject.at(-1) ?? ""), spelt, ...kept].join(" ")};`;
}
