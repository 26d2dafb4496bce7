import type { Node } from "web-tree-sitter";
import { readProgram } from "../../../code/grammar.ts";
import { classesOf, type Opened, openClass, type RubyClass } from "../../../code/ruby/open-class.ts";
import { blockOn, runBlock } from "../../../code/ruby/run-block.ts";
import type { Spot } from "../../../code/value.ts";
import { Endless } from "../../../code/world.ts";
import type { TextGap } from "../../../sql/act.ts";
import { unknown } from "../program/gaps.ts";
import { type Command, Irreversible } from "./command.ts";
import { MigrationHost } from "./hosts.ts";
import { Tape } from "./tape.ts";

/** One way of a migration. */
export interface Way {
  readonly commands: readonly Command[];
  readonly gaps: readonly TextGap[];
}

/** What a migration of Rails says. */
export interface RailsMigration {
  readonly name: string;
  /** `7.1` of `ActiveRecord::Migration[7.1]`; 4.2 where there is none. */
  readonly version: number;
  readonly transaction: boolean;
  readonly up: Way;
  /** Absent where Rails has no way back, or refuses it. */
  readonly down?: Way;
  /** `down` is what Rails makes of `change`. */
  readonly automatic: boolean;
  /** The same where the application's keys are UUIDs, if it asks for their type. */
  readonly withUuid?: { readonly up: Way; readonly down?: Way };
  /** Calls of `safety_assured`: the author answers for what stands inside. */
  readonly assured: readonly Spot[];
}

const MIGRATION = /\bMigration\b/;
const SCHEMA = /^(?:::)?ActiveRecord::Schema\b/;

/** How the schema stands, by `db/schema.rb`: a migration whose way up makes everything. */
export async function readSchema(text: string): Promise<RailsMigration> {
  const read = await readProgram(text, "ruby", (root) => {
    const block = blockOn(root, SCHEMA);
    if (block === undefined) return unreadable("the schema's block cannot be read");
    const tape = new Tape((it) => new MigrationHost(it));
    try {
      runBlock(root, block, tape, tape.host);
    } catch (error) {
      if (!(error instanceof Endless)) throw error;
    }
    const up = { commands: tape.commands, gaps: tape.recording.gaps };
    const version = Number(/Schema\[\s*(\d+\.\d+)/.exec(text)?.[1] ?? 5.2);
    return { name: "", version, transaction: true, up, automatic: false, assured: [] };
  });
  return read ?? unreadable("the program is too long or too tangled to be read");
}

export async function readMigration(text: string): Promise<RailsMigration> {
  const read = await readProgram(text, "ruby", (root) => {
    const found = classesOf(root).find(({ superclass }) => MIGRATION.test(superclass));
    return found === undefined ? unreadable("the class of the migration cannot be read") : migrationOf(root, found);
  });
  return read ?? unreadable("the program is too long or too tangled to be read");
}

function migrationOf(root: Node, found: RubyClass): RailsMigration {
  const opened = openClass(root, found);
  const version = Number(/\[\s*["']?(\d+\.\d+)/.exec(found.superclass)?.[1] ?? 4.2);
  const up = way(opened.has("change") ? "change" : "up", opened, false, null);
  const back = downOf(opened, null);
  return {
    name: found.name,
    version: /ActiveRecord/.test(found.superclass) ? version : Math.max(version, 5.2),
    transaction: !found.marks.some((mark) => mark.startsWith("disable_ddl_transaction!")),
    up: up?.way ?? EMPTY,
    ...(back?.way === undefined ? {} : { down: back.way }),
    automatic: opened.has("change"),
    ...(up?.asked === true ? { withUuid: uuidWays(opened) } : {}),
    assured: up?.assured ?? [],
  };
}

function uuidWays(opened: Opened): { readonly up: Way; readonly down?: Way } {
  const up = way(opened.has("change") ? "change" : "up", opened, false, "uuid");
  const down = downOf(opened, "uuid")?.way;
  return { up: up?.way ?? EMPTY, ...(down === undefined ? {} : { down }) };
}

function downOf(opened: Opened, keyType: string | null): Read | undefined {
  if (opened.has("change")) return way("change", opened, true, keyType);
  return opened.has("down") ? way("down", opened, false, keyType) : undefined;
}

const EMPTY: Way = { commands: [], gaps: [] };

interface Read {
  readonly way?: Way;
  readonly assured: readonly Spot[];
  readonly asked: boolean;
}

/** Reads one method; `back` takes it back as Rails would. */
function way(method: string, opened: Opened, back: boolean, keyType: string | null): Read | undefined {
  const tape = new Tape((it) => new MigrationHost(it), keyType);
  const run = (): void => opened.run(method, tape, tape.host);
  const gaps = tape.recording.gaps;
  try {
    if (back) tape.revert(run);
    else run();
  } catch (error) {
    if (error instanceof Irreversible) return { assured: tape.assured, asked: tape.keyTypeAsked };
    if (!(error instanceof Endless)) throw error;
    gaps.push(
      unknown({ line: 1, column: 1, endLine: 1 }, `the program is not followed to its end: ${error.message}`, "", true),
    );
  }
  return {
    way: { commands: tape.commands, gaps },
    assured: tape.assured,
    asked: tape.keyTypeAsked,
  };
}

const unreadable = (reason: string): RailsMigration => ({
  name: "",
  version: 4.2,
  transaction: true,
  up: { commands: [], gaps: [unknown({ line: 1, column: 1, endLine: 1 }, reason, "", true)] },
  automatic: false,
  assured: [],
});
