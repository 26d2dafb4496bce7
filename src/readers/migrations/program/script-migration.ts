import { readProgram } from "../../../code/grammar.ts";
import { readModule } from "../../../code/script/run.ts";
import { isMap, Routine, type Value, type ValueMap } from "../../../code/value.ts";
import { Endless, Leave } from "../../../code/world.ts";
import type { TextGap } from "../../../sql/act.ts";
import type { Written } from "../../../sql/written.ts";
import { unknown } from "./gaps.ts";
import { ScriptTape } from "./script-tape.ts";

/** One way of a migration. */
export interface ScriptWay {
  readonly written: readonly Written[];
  readonly gaps: readonly TextGap[];
}

/** What a migration in JavaScript or TypeScript says. */
export interface ScriptMigration {
  /** Of the class, where it is one. */
  readonly name?: string;
  readonly transaction: boolean;
  readonly up: ScriptWay;
  /** Absent where there is none, or it refuses. */
  readonly down?: ScriptWay;
  /** The tool makes the way down of the way up. */
  readonly inferred?: true;
  /** What it gives to the migrations that follow it. */
  readonly shared?: ValueMap;
}

/** What a tool gives to the functions `up` and `down`. */
export interface ScriptTool {
  /** Names that its packages export. */
  name(name: string, tape: ScriptTape): Value | undefined;
  /** The arguments that it calls them with. */
  given(tape: ScriptTape): readonly Value[];
  /** Says whether it opens a transaction, by what the module exports, or by what its way up did. */
  transaction(exported: ValueMap, up: ScriptTape): boolean;
  /** The same, where it makes a way down of the way up; absent where it does not. */
  inverted?(tape: ScriptTape): readonly Value[];
  /** Called when the function came to its end, with what it was given. */
  finish?(given: readonly Value[]): void;
  /** What a migration gives to those that follow it, by what it exports. */
  shares?(exported: ValueMap): ValueMap | undefined;
}

export async function readScriptMigration(text: string, tool: ScriptTool): Promise<ScriptMigration> {
  const read = await readProgram(text, "typescript", (root): ScriptMigration => {
    const load = (tape: ScriptTape): ValueMap => {
      const exported = readModule(root, tape);
      // Some export the class by its name, and some a list.
      const whole = [...exported.values()].find((value) => isMap(value) && value.has("up"));
      return exported.has("up") || !isMap(whole) ? exported : whole;
    };
    const way = (
      name: "up" | "down",
    ): { readonly way?: ScriptWay; readonly exported: ValueMap; readonly tape: ScriptTape } => {
      const tape: ScriptTape = new ScriptTape((word) => tool.name(word, tape));
      let exported: ValueMap = new Map();
      try {
        exported = load(tape);
        const inverted = name === "down" && (exported.get("down") ?? null) === null ? tool.inverted?.(tape) : undefined;
        const routine = exported.get(inverted === undefined ? name : "up");
        if (!(routine instanceof Routine)) return { exported, tape };
        const given = inverted ?? tool.given(tape);
        routine.run(given);
        tool.finish?.(given);
      } catch (error) {
        if (error instanceof Endless)
          tape.recording.gaps.push(unknown(TOP, `the program is not followed to its end: ${error.message}`, "", true));
        else if (!(error instanceof Leave)) throw error;
      }
      const { items, gaps } = tape.recording;
      return tape.refuses && items.length === 0
        ? { exported, tape }
        : { way: { written: items, gaps }, exported, tape };
    };
    const up = way("up");
    const down = way("down").way;
    const name = up.exported.get("class");
    const shared = tool.shares?.(up.exported);
    const inferred = tool.inverted !== undefined && (up.exported.get("down") ?? null) === null;
    return {
      ...(typeof name === "string" ? { name } : {}),
      transaction: tool.transaction(up.exported, up.tape),
      up: up.way ?? { written: [], gaps: [unknown(TOP, "the way up cannot be found in the program", "", true)] },
      ...(down === undefined ? {} : { down }),
      ...(inferred ? { inferred } : {}),
      ...(shared === undefined ? {} : { shared }),
    };
  });
  return (
    read ?? {
      transaction: true,
      up: { written: [], gaps: [unknown(TOP, "the program is too long or too tangled to be read", "", true)] },
    }
  );
}

const TOP = { line: 1, column: 1, endLine: 1 };
