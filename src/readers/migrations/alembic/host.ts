import type { Host } from "../../../code/python/scope.ts";
import { type At, type Call, FALSE, nameOf, text, textOf, truthOf, type Value } from "../../../code/python/value.ts";
import { looksDangerous } from "../../../sql/opaque.ts";
import { type Draft, sourceOf } from "../python/draft.ts";
import { runEntity } from "./entity.ts";
import { runStatement } from "./execute.ts";
import { runOperation } from "./operations.ts";
import type { Relation } from "./relation.ts";
import { syncEnum } from "./sync-enum.ts";
import { createEnum, typeOf } from "./types.ts";

const OP = "alembic.op";

/** What an operation of Alembic's yields and does not do. */
const HARMLESS: ReadonlySet<string> = new Set([
  "get_context",
  "get_bind",
  "inline_literal",
  "batch_alter_table",
  "f",
  "implementation_for",
]);
/** Calls of other modules that change nothing in a database, by the first part of their names. */
const ASIDE =
  /^(?:logging|log|logger|warnings|time|os|sys|json|uuid|datetime|re|typing|enum|sqlalchemy|alembic\.context|context|contextlib|super|len|isinstance|setattr|getattr|print|tqdm|click|assert\w*|\w*redis\w*|_?log\w*)(?:\.|$)|\.(?:commit|flush|rollback|close|begin)$/i;
const TELLING =
  /drop|remov|delet|alter|renam|chang|updat|convert|migrat|modif|execut|run|truncat|purge|clean|replace|upgrade|downgrade/i;

/** Follows `op.*` and writes down what PostgreSQL is told. */
export class AlembicHost implements Host {
  readonly #enums = new Set<string>();
  readonly #draft: Draft;
  /** The top level of a module only says what the migration is. */
  following = false;
  constructor(draft: Draft) {
    this.#draft = draft;
  }

  done(): number {
    return this.#draft.done;
  }

  member(of: Value, name: string): Value | undefined {
    // `op.get_bind().dialect.name`: we read for PostgreSQL.
    if (name === "name" && of.is === "member" && ["dialect", "engine"].includes(of.name)) return text("postgresql");
    return name === "dialect_name" ? text("postgresql") : undefined;
  }

  call(of: Value, args: Omit<Call, "is" | "of" | "at">, at: At, alone: boolean): Value | undefined {
    const call: Call = { is: "call", of, ...args, at };
    const name = of.is === "name" ? of.name : "";
    if (name.endsWith("context.is_offline_mode")) return FALSE;
    if (name === `${OP}.f` || name === "sqlalchemy.sql.naming.conv") return args.plain[0];
    if (!this.following) return undefined;
    if (name.startsWith(`${OP}.`)) return this.#operation(name.slice(OP.length + 1), call);
    if (/\.(?:execute|exec_driver_sql)$/.test(name)) {
      runStatement(args.plain[0], call, this.#draft, alone);
      return undefined;
    }
    if (of.is !== "member") {
      if (alone) this.#elsewhere(call);
      return undefined;
    }
    const batch = batchOf(of.of);
    if (batch === "unknown") this.#draft.unknown("the table of a batch is put together by the program", at, true);
    else if (batch !== undefined) {
      if (of.name === "f") return args.plain[0];
      if (!runOperation(of.name, call, { draft: this.#draft, enums: this.#enums, batch })) this.#elsewhere(call);
    } else this.#method(of.of, of.name, call, alone);
    return undefined;
  }

  #operation(operation: string, call: Call): Value | undefined {
    if (HARMLESS.has(operation)) return undefined;
    if (operation === "execute") runStatement(call.plain[0] ?? call.named["sqltext"], call, this.#draft, true);
    else if (operation === "sync_enum_values") syncEnum(call, this.#draft);
    else if (operation === "bulk_insert" || operation === "run_async")
      this.#draft.gap("rows-changed-by-code", `rows are written by \`op.${operation}\``, call.at);
    else if (
      !runOperation(operation, call, { draft: this.#draft, enums: this.#enums }) &&
      !runEntity(operation, call, this.#draft)
    )
      this.#draft.unknown(
        `\`op.${operation}\` is not one of Alembic's own operations`,
        call.at,
        !/^create|^add/.test(operation),
      );
    return undefined;
  }

  /** A method of something: a connection runs SQL, an enum makes or drops its type. */
  #method(of: Value, name: string, call: Call, alone: boolean): void {
    const short = nameOf(of)?.split(".").at(-1);
    if (short === "Enum" || short === "ENUM") this.#enum(of, name, call);
    else if (name === "execute" || name === "exec_driver_sql" || name === "scalar" || name === "scalars")
      runStatement(call.plain[0], call, this.#draft, alone);
    else if (/^(?:create|drop|drop_all|create_all)$/.test(name))
      this.#draft.unknown(`\`${sourceOf(call.of)}\` is not followed`, call.at, name.startsWith("drop"));
    else if (
      /^(?:add|add_all|delete|merge|update|bulk_\w+|insert)$/.test(name) &&
      /session|query|db\b/i.test(sourceOf(of))
    )
      this.#draft.gap("rows-changed-by-code", `rows are changed by \`${sourceOf(call.of)}\``, call.at);
    else if (alone && call.plain.some(isConnection)) this.#elsewhere(call);
  }

  #enum(of: Value, name: string, call: Call): void {
    const own = typeOf(of)?.enums[0];
    if (own === undefined)
      this.#draft.unknown(`the enum \`${sourceOf(of)}\` is put together by the program`, call.at, name === "drop");
    else if (name === "create") {
      const key = `${own.schema ?? ""}.${own.name}`;
      if (own.labels.length > 0 && !this.#enums.has(key)) this.#draft.add(createEnum(own), call.at);
      this.#enums.add(key);
    } else if (name === "drop") {
      const strict = truthOf(call.named["checkfirst"] ?? call.plain[1]) === false;
      this.#draft.add(`DROP TYPE ${strict ? "" : "IF EXISTS "}${typeOf(of)?.sql ?? ""}`, call.at);
    }
  }

  /** A call of something that is in another module. */
  #elsewhere(call: Call): void {
    const source = sourceOf(call.of);
    if (ASIDE.test(source) && !call.plain.some(isConnection)) return;
    const touches = TELLING.test(source.split(".").at(-1) ?? "") || call.plain.some(isConnection);
    this.#draft.unknown(`\`${source}\` is not in this file`, call.at, touches);
  }

  skipped(source: string, at: At): void {
    if (!this.following || !/\.\s*\w+\(|\w\(/.test(source)) return;
    const touches = /\bop\.|batch_op\.|execute|\bdrop_|\balter_/.test(source);
    if (touches)
      this.#draft.unknown(
        "nobody knows whether this part runs",
        at,
        /drop|alter|rename|execute/.test(source) && mayChange(source),
      );
  }

  doubted(source: string, at: At): void {
    if (this.following)
      this.#draft.gap(
        "program-conditional",
        `what follows runs only where \`${source.replaceAll(/\s+/g, " ").slice(0, 80)}\``,
        at,
      );
  }

  raised(): void {
    if (this.following) this.#draft.raised = true;
  }

  entered(context: Value): void {
    if (isAutocommit(context)) this.#draft.alone = true;
  }
}

const isAutocommit = (value: Value): boolean =>
  value.is === "call" && value.of.is === "member" && value.of.name === "autocommit_block";

/** The only `execute` there is a harmless one: a SELECT, an index that is built. */
const mayChange = (source: string): boolean =>
  /drop_|alter_|rename_/.test(source) ||
  [...source.matchAll(/execute\(\s*(?:\w+\.)?(?:text\()?\s*[rf]?["']+\s*(\w+)/g)].every(([, word = ""]) =>
    looksDangerous(word),
  );

const isConnection = (value: Value): boolean => {
  const name = nameOf(value) ?? "";
  return name === OP || name === `${OP}.get_bind` || /(?:^|\.)(?:Session|sessionmaker|connection)$/.test(name);
};

/** The table of `op.batch_alter_table("x")`. */
function batchOf(value: Value): Relation | "unknown" | undefined {
  if (value.is !== "call" || nameOf(value) !== `${OP}.batch_alter_table`) return undefined;
  const name = textOf(value.plain[0] ?? value.named["table_name"]);
  return name === undefined ? "unknown" : { name, schema: textOf(value.named["schema"] ?? value.plain[1]) };
}
