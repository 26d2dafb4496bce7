import { type Arguments, Host, isList, isMap, Routine, type Spot, Unknown, type Value } from "../../../code/value.ts";
import type { World } from "../../../code/world.ts";
import { looksDangerous } from "../../../sql/opaque.ts";
import type { Written } from "../../../sql/written.ts";
import { quoted, rowsByCode, unknown } from "./gaps.ts";
import { Recording } from "./recording.ts";

const SILENT =
  /^(?:log|info|warn|error|debug|trace|setTimeout|require|now|delay|sleep|on|emit|Boolean|String|Number|Date|new .*)$/;

const PROGRAMS = /^(?:exec|execFile|spawn|fork)(?:Sync)?$/;

/** What one way of a migration in JavaScript or TypeScript sends to the database. */
export class ScriptTape implements World {
  readonly recording = new Recording<Written>();
  /** It ends by throwing. */
  refuses = false;
  /** Whether its calls go with a transaction that the program itself opens. */
  readonly joined = new Set<boolean>();
  readonly #names: (name: string) => Value | undefined;
  #rows = false;

  constructor(names: (name: string) => Value | undefined) {
    this.#names = names;
  }

  /** A statement that a call of the tool's stands for. */
  write(sql: string, spot: Spot): Written {
    const written = { sql, spot };
    this.recording.add(written);
    return written;
  }

  /** SQL that the program spells out, as an argument. */
  raw(args: Arguments, at = 0, value: Value | undefined = args.list[at]): Written | undefined {
    const letters = args.letters[at];
    if (typeof value === "string") {
      // Slots are filled in before PostgreSQL sees the text.
      const written =
        letters?.text === value ? { sql: value, spot: letters.spot, verbatim: true } : { sql: value, spot: args.spot };
      this.recording.add(written);
      return written;
    }
    const hole = value instanceof Unknown ? value : new Unknown(args.text);
    const dangerous = looksDangerous(hole.words ?? "");
    this.hole(args, hole.why, dangerous);
    return undefined;
  }

  /** Something that only a run would tell. */
  hole({ spot, text }: Arguments, what: string, opaque: boolean): void {
    this.recording.gaps.push(
      unknown(spot, `${quoted(what)} in ${quoted(text)} is only known when it runs`, text, opaque),
    );
  }

  /** Rows that are changed with values of the program's own. Said once. */
  rows({ spot, text }: Arguments): void {
    if (this.#rows) return;
    this.#rows = true;
    this.recording.gaps.push(rowsByCode(spot, `${quoted(text)} changes rows; which and how is not followed`, text));
  }

  name(name: string): Value | undefined {
    // A path is a value: which one it is changes no schema.
    return this.#names(name) ?? (name === "__filename" || name === "__dirname" ? name : undefined);
  }

  stray(name: string, args: Arguments, receiver?: Value): Value {
    const answer = new Unknown(args.text);
    if (name === "throw") {
      if (!this.recording.inDoubt) this.refuses = true;
      return null;
    }
    // A class that describes something is its description.
    const [described] = args.list;
    if (name.startsWith("new Table") && isMap(described)) return described;
    for (const value of args.list) if (value instanceof Routine) this.#once(value, answer, args.spot);
    const handed = [receiver, ...args.list].some(
      (value) => value instanceof Host || (isList(value) && value.some((one) => one instanceof Host)),
    );
    if (PROGRAMS.test(name)) this.#outside(args);
    if (handed && !SILENT.test(name)) {
      const reason = `what ${quoted(name)} does with the database stands elsewhere`;
      this.recording.gaps.push(unknown(args.spot, reason, args.text, true));
    }
    return answer;
  }

  /** Another program is started. */
  #outside({ spot, text }: Arguments): void {
    const reason = `${quoted(text)} runs another program; which rows it changes is not followed`;
    this.recording.gaps.push(rowsByCode(spot, reason, text));
  }

  /** A function that is called as often as only a run would tell is read once. */
  #once(routine: Routine, value: Unknown, spot: Spot): void {
    const settle = this.doubt(value, true, spot);
    routine.run([value, value, value]);
    settle();
  }

  doubt(condition: Unknown, holds: boolean, spot: Spot): () => void {
    return this.recording.doubt(condition, holds, spot);
  }

  aside(condition: Unknown, spot: Spot, run: () => void): void {
    this.recording.aside(condition, spot, run, ({ sql }) => !looksDangerous(sql));
  }

  broken(spot: Spot, text: string): void {
    this.recording.gaps.push(unknown(spot, `${quoted(text)} is no program that can be read`, text, true));
  }
}
