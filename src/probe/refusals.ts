import { loadModule, type Node, parseSync } from "libpg-query";

/** Words of which at least one stands in every text that is refused; all other texts need no second parse. */
const SUSPICIOUS =
  /copy|program|system|database|tablespace|subscription|publication|\bserver\b|foreign|user\s+mapping|\bload\b|pg_|\blo_|dblink|xml|language|session_replication_role|set_config|max_stack_depth|_libraries|library_path|temp_file_limit|replication|security\s+label|event\s+trigger/i;

/** Statements that reach out of the database, or that speak to a server which the embedded engine is not. */
const NODES: Readonly<Record<string, string>> = {
  AlterSystemStmt: "`ALTER SYSTEM` sets up the server",
  CreatedbStmt: "`CREATE DATABASE` makes another database",
  DropdbStmt: "`DROP DATABASE` drops a database",
  AlterDatabaseStmt: "`ALTER DATABASE` sets up the server",
  AlterDatabaseSetStmt: "`ALTER DATABASE` sets up the server",
  AlterDatabaseRefreshCollStmt: "`ALTER DATABASE` sets up the server",
  CreateTableSpaceStmt: "`CREATE TABLESPACE` writes to the server's disk",
  DropTableSpaceStmt: "`DROP TABLESPACE` writes to the server's disk",
  AlterTableSpaceOptionsStmt: "`ALTER TABLESPACE` sets up the server",
  AlterTableMoveAllStmt: "`ALL IN TABLESPACE` moves files of the server",
  CreateSubscriptionStmt: "a subscription connects to another server",
  AlterSubscriptionStmt: "a subscription connects to another server",
  DropSubscriptionStmt: "a subscription connects to another server",
  CreateForeignServerStmt: "a foreign server is another server",
  AlterForeignServerStmt: "a foreign server is another server",
  CreateFdwStmt: "a foreign-data wrapper runs code of the server",
  AlterFdwStmt: "a foreign-data wrapper runs code of the server",
  CreateForeignTableStmt: "a foreign table lives on another server",
  ImportForeignSchemaStmt: "a foreign schema lives on another server",
  CreateUserMappingStmt: "a user mapping holds another server's password",
  AlterUserMappingStmt: "a user mapping holds another server's password",
  LoadStmt: "`LOAD` loads a library of the server",
};

/** Functions that read or write outside the database, stop the session, or loosen what limits it. */
const FUNCTIONS =
  /\b(?:pg_read_(?:binary_)?file|pg_ls_\w+|pg_stat_file|pg_file_\w+|pg_logdir_ls|lo_import|lo_export|dblink\w*|pg_sleep(?:_for|_until)?|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_wal|pg_backup_\w+|pg_create_\w*slot\w*|pg_logical_\w+|pg_replication_\w+|pg_log_backend_memory_contexts|query_to_xml\w*|database_to_xml\w*)\s*\(/i;
const SETTINGS =
  /\b(?:session_replication_role|max_stack_depth|dynamic_library_path|local_preload_libraries|session_preload_libraries|temp_file_limit)\b/i;
const COPY_OUTSIDE = /\bcopy\b[^;]*?\b(?:from|to)\b\s*(?:program\b|stdin\b|stdout\b|e?'|\$)/i;
const TRUSTED = new Set(["sql", "plpgsql"]);

/** Why a statement must never reach the engine; undefined where it may. Call `readyToRefuse` once before. */
export function refusal(sql: string): string | undefined {
  if (!SUSPICIOUS.test(sql)) return undefined;
  let trees: readonly Node[];
  try {
    trees = (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => stmt ?? []);
  } catch {
    return undefined; // the engine has the same grammar and will say the same
  }
  for (const tree of trees) {
    const reason = ofTree(tree, sql);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export const readyToRefuse = (): Promise<void> => loadModule();

function ofTree(tree: Node, sql: string): string | undefined {
  for (const name of Object.keys(tree)) if (NODES[name] !== undefined) return NODES[name];
  if ("CopyStmt" in tree)
    return tree.CopyStmt.is_program === true
      ? "`COPY … PROGRAM` runs a program of the server"
      : "`COPY` moves rows through a file or the connection";
  if ("VariableSetStmt" in tree) return ofSetting(tree.VariableSetStmt.name);
  if ("CreateExtensionStmt" in tree || "CommentStmt" in tree) return undefined;
  if (definedIn(tree) === "pg_catalog") return "what is defined in `pg_catalog` stands in for PostgreSQL's own";
  if ("AlterRoleSetStmt" in tree) return ofSetting(tree.AlterRoleSetStmt.setstmt?.name);
  if ("CreatePLangStmt" in tree) return "a language runs code of the server";
  if ("CreateFunctionStmt" in tree || "DoStmt" in tree) {
    const language = languageOf(tree);
    if (language !== undefined && !TRUSTED.has(language))
      return `language \`${language}\` runs code outside the database`;
  }
  // what is only defined here is not run here; but what breaks the engine must not be there to be called
  const program = "CreateFunctionStmt" in tree || "DoStmt" in tree;
  if (program && COPY_OUTSIDE.test(sql)) return "the text holds a `COPY` through a file, a program or the connection";
  if ("CreateFunctionStmt" in tree) return undefined;
  const called = FUNCTIONS.exec(sql)?.[0].replace(/\s*\($/, "");
  if (called !== undefined) return `\`${called}\` reaches outside the database, or stops it`;
  const setting = /\bset_config\s*\(/i.test(sql) || "DoStmt" in tree ? SETTINGS.exec(sql)?.[0] : undefined;
  return ofSetting(setting);
}

function ofSetting(setting: string | undefined): string | undefined {
  if (setting === undefined || !SETTINGS.test(setting)) return undefined;
  return `\`${setting.toLowerCase()}\` loosens what holds for everybody`;
}

/** The schema that a function, operator, aggregate or type is made in, or moved to, where the statement names one. */
function definedIn(tree: Node): string | undefined {
  if ("AlterObjectSchemaStmt" in tree) return tree.AlterObjectSchemaStmt.newschema;
  const names =
    "CreateFunctionStmt" in tree
      ? tree.CreateFunctionStmt.funcname
      : "DefineStmt" in tree
        ? tree.DefineStmt.defnames
        : [];
  const [first, ...rest] = names ?? [];
  return rest.length > 0 && first !== undefined && "String" in first ? first.String.sval?.toLowerCase() : undefined;
}

function languageOf(tree: Node): string | undefined {
  const options =
    "CreateFunctionStmt" in tree ? tree.CreateFunctionStmt.options : "DoStmt" in tree ? tree.DoStmt.args : undefined;
  for (const option of options ?? []) {
    if (!("DefElem" in option) || option.DefElem.defname !== "language") continue;
    const arg = option.DefElem.arg;
    if (arg !== undefined && "String" in arg) return arg.String.sval?.toLowerCase();
  }
  return undefined;
}
