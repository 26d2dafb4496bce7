import type { AlterTableCmd, AlterTableStmt, Node } from "libpg-query";
import type { Act, Name, Spot } from "../act.ts";
import { readColumn, uncheckedOnEmpty } from "../columns.ts";
import { readConstraint } from "../constraints.ts";
import { commaParts, lex } from "../lex.ts";
import { listName, relationName, text } from "../names.ts";
import { spellType } from "../type-name.ts";
import { isNull } from "../volatility.ts";
import { type Reading, spotAt } from "./context.ts";
import { commandDetail } from "./detail.ts";

/** ALTER TABLE and its sisters for views and indexes: one act a command. */
export function alterTable(node: AlterTableStmt, reading: Reading): void {
  const relation = relationName(node.relation);
  const commands = (node.cmds ?? []).flatMap((cmd) => ("AlterTableCmd" in cmd ? [cmd.AlterTableCmd] : []));
  const spots = commandSpots(node, commands.length, reading);
  const table = node.objtype === "OBJECT_TABLE" || node.objtype === "OBJECT_FOREIGN_TABLE";
  const about = node.objtype === "OBJECT_VIEW" || node.objtype === "OBJECT_MATVIEW" ? "view" : "table";
  commands.forEach((command, i) => {
    const spot = spots[i] ?? reading.spot;
    const lenient = node.missing_ok === true || command.missing_ok === true;
    const act = table ? commandAct(command, relation, spot, reading) : undefined;
    if (act !== undefined) reading.acts.push(lenient ? { ...act, lenient } : act);
    else if (table || about === "view") {
      const detail = commandDetail(command);
      const told = {
        node: command.subtype ?? "AlterTableStmt",
        about,
        ...(detail === undefined ? {} : { detail }),
      } as const;
      reading.acts.push({ do: "other", spot, relation, ...told });
    } else reading.acts.push({ do: "other", spot, relation, node: "AlterIndex", about: "statement" });
  });
}

function commandAct(command: AlterTableCmd, relation: Name, spot: Spot, reading: Reading): Act | undefined {
  const column = command.name ?? "";
  switch (command.subtype) {
    case "AT_AddColumn": {
      const def = columnDef(command.def);
      if (def === undefined) return undefined;
      const shape = readColumn(def, (byte) => spotAt(reading, byte));
      return { do: "add-column", spot, relation, column: uncheckedOnEmpty(shape) };
    }
    case "AT_DropColumn":
      return { do: "drop-column", spot, relation, column };
    case "AT_AlterColumnType": {
      const def = columnDef(command.def);
      const { type } = spellType(def?.typeName);
      const using = reshapes(def?.raw_default, column, type);
      const collation = listName(def?.collClause?.collname).name;
      return { do: "retype-column", spot, relation, column, type, using, ...(collation === "" ? {} : { collation }) };
    }
    case "AT_SetNotNull":
      return { do: "require-column", spot, relation, column };
    case "AT_DropNotNull":
      return { do: "free-column", spot, relation, column };
    case "AT_ColumnDefault":
      return {
        do: "change-default",
        spot,
        relation,
        column,
        dropped: command.def === undefined || isNull(command.def),
      };
    // An identity fills the column as a default does.
    case "AT_AddIdentity":
    case "AT_DropIdentity":
      return { do: "change-default", spot, relation, column, dropped: command.subtype === "AT_DropIdentity" };
    case "AT_AddConstraint": {
      if (command.def === undefined || !("Constraint" in command.def)) return undefined;
      const constraint = readConstraint(command.def.Constraint, spot);
      return constraint === undefined ? undefined : { do: "add-constraint", spot, relation, constraint };
    }
    case "AT_AttachPartition":
    case "AT_DetachPartition":
    case "AT_DetachPartitionFinalize":
      return partition(command, relation, spot);
    case "AT_ValidateConstraint":
      return { do: "validate-constraint", spot, relation, name: column };
    case "AT_DropConstraint":
      return { do: "drop-constraint", spot, relation, name: column };
    default:
      return undefined;
  }
}

function partition({ def, subtype }: AlterTableCmd, relation: Name, spot: Spot): Act | undefined {
  if (def === undefined || !("PartitionCmd" in def)) return undefined;
  const { name, bound, concurrent } = def.PartitionCmd;
  const partition = relationName(name);
  if (subtype === "AT_AttachPartition")
    return { do: "attach-partition", spot, relation, partition, fallback: bound?.is_default === true };
  const concurrently = concurrent === true || subtype === "AT_DetachPartitionFinalize";
  return { do: "detach-partition", spot, relation, partition, concurrently };
}

/** `USING column` and `USING column::type` say what PostgreSQL does by itself; anything else makes new values. */
function reshapes(expression: Node | undefined, column: string, type: string): boolean {
  if (expression === undefined) return false;
  if ("TypeCast" in expression)
    return spellType(expression.TypeCast.typeName).type !== type || reshapes(expression.TypeCast.arg, column, type);
  return !("ColumnRef" in expression) || text(expression.ColumnRef.fields?.at(-1)) !== column;
}

const columnDef = (node: Node | undefined) => (node !== undefined && "ColumnDef" in node ? node.ColumnDef : undefined);

/** The tree gives no place for most commands, but they are the comma-separated parts after the table's name. */
function commandSpots(node: AlterTableStmt, count: number, reading: Reading): readonly Spot[] {
  const at = node.relation?.location;
  if (reading.loose || at === undefined) return [];
  const { source, end } = reading;
  const tokens = lex(source.text, reading.at(at), end);
  const dots = [node.relation?.catalogname, node.relation?.schemaname].filter((part) => part !== undefined).length;
  let first = 1 + dots * 2;
  while (tokens[first]?.text === "*" || tokens[first]?.text === ")") first++;
  const parts = commaParts(tokens.slice(first));
  if (parts.length !== count) return [];
  return parts.map((part) => source.spot(part[0]?.start ?? reading.start, part.at(-1)?.end));
}
