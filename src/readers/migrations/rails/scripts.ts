import type { Script, ScriptStatement, Spot, TextGap } from "../../../sql/act.ts";
import { looksDangerous } from "../../../sql/opaque.ts";
import { scriptOf, type Written } from "../../../sql/written.ts";
import { quoted, unknown } from "../program/gaps.ts";
import { NotKnown } from "./columns.ts";
import { type Command, nameAt } from "./command.ts";
import type { RailsMigration, Way } from "./document.ts";
import { holeIn } from "./hosts.ts";
import type { KnownSchema } from "./known-schema.ts";
import { ALTER } from "./sql/alter.ts";
import type { Sql } from "./sql/context.ts";
import { INDEXES } from "./sql/indexes.ts";
import { KEYS } from "./sql/keys.ts";
import { OTHER } from "./sql/other.ts";
import { TABLES } from "./sql/tables.ts";
import { isHarmless } from "./tape.ts";

const SQL: Readonly<Record<string, Sql>> = { ...TABLES, ...ALTER, ...INDEXES, ...KEYS, ...OTHER };

/** The same command mostly says the same: what it was parsed to is kept as long as the command is. */
const parsed = new WeakMap<Command, { readonly key: string; readonly script: Script }>();

/** The SQL that one way of a migration sends, given what was there before it. `known` is moved on. */
export function railsScript(
  { version }: RailsMigration,
  { commands, gaps: unread }: Way,
  known: KnownSchema,
  others: ReadonlyMap<string, RailsMigration>,
): Script {
  const statements: ScriptStatement[] = [];
  const gaps: TextGap[] = [...unread];
  let begins = false;
  const add = (command: Command, of: number, spot?: Spot): void => {
    const script = scriptFor(spot === undefined ? command : { ...command, spot }, of, known);
    statements.push(...script.statements);
    gaps.push(...script.gaps);
    begins ||= script.begins;
    for (const { acts } of script.statements) known.see(acts);
  };
  for (const command of commands) {
    if (command.name !== "revert") add(command, version);
    else takeBack(command, others, add, gaps);
  }
  return { statements, gaps, begins, controls: [] };
}

function takeBack(
  command: Command,
  others: ReadonlyMap<string, RailsMigration>,
  add: (command: Command, version: number, spot: Spot) => void,
  gaps: TextGap[],
): void {
  const { spot } = command;
  const name = nameAt(command, 0) ?? "";
  const other = others.get(name);
  const way = command.args[1] === true ? other?.down : other?.up;
  if (other === undefined || way === undefined) {
    const reason = `${quoted(name)}, which is taken back here, is not known`;
    gaps.push(unknown(spot, reason, name, true));
  } else for (const one of way.commands) if (one.name !== "revert") add(one, other.version, spot);
}

function scriptFor(command: Command, version: number, known: KnownSchema): Script {
  const { spot, text, name, letters } = command;
  const hole = holeIn(command);
  if (hole !== undefined) {
    const dangerous = name === "execute" ? looksDangerous(hole.words ?? "") : !isHarmless(command);
    const reason = `${quoted(hole.why)} in ${quoted(text)} is only known when it runs`;
    return { statements: [], gaps: [unknown(spot, reason, text, dangerous)], begins: false, controls: [] };
  }
  try {
    const sql = SQL[name]?.(command, { version, known }) ?? [];
    const key = `${version}\n${spot.line}\n${sql.join("\n;\n")}`;
    const before = parsed.get(command);
    if (before?.key === key) return before.script;
    const whole: readonly Written[] =
      letters === undefined
        ? sql.map((one) => ({ sql: one, spot }))
        : [{ sql: letters.text, spot: letters.spot, verbatim: true }];
    const script = scriptOf(whole);
    parsed.set(command, { key, script });
    return script;
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    const reason = `${error.message} in ${quoted(text)} is only known when it runs`;
    return { statements: [], gaps: [unknown(spot, reason, text, !isHarmless(command))], begins: false, controls: [] };
  }
}
