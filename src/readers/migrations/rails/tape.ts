import { type Arguments, type Host, isMap, Routine, type Spot, Unknown, type Value } from "../../../code/value.ts";
import type { World } from "../../../code/world.ts";
import { quoted, rowsByCode, unknown } from "../program/gaps.ts";
import { Recording } from "../program/recording.ts";
import type { Command } from "./command.ts";
import { inverseOf } from "./inverse.ts";
import { ITERATES, READS, SILENT, WRAPPERS } from "./vocabulary.ts";

/** Commands that go together, in the order in which they run whichever way the migration goes. */
type Step = Command | readonly Command[];

/** What one run of a migration does, as Rails' own recorder would have it. */
export class Tape implements World {
  readonly recording = new Recording<Step>();
  /** Where `safety_assured` stands. */
  readonly assured: Spot[] = [];
  readonly host: Host;
  /** It asked of which type the application's keys are. */
  keyTypeAsked = false;
  readonly #keyType: string | null;
  #reverting = false;
  constructor(hostOf: (tape: Tape) => Host, keyType: string | null = null) {
    this.#keyType = keyType;
    this.host = hostOf(this);
  }
  #apart = false;
  #rows = false;

  get reverting(): boolean {
    return this.#reverting;
  }
  get commands(): readonly Command[] {
    return this.recording.items.flat();
  }

  record(given: Command): void {
    if (!this.#reverting || this.#apart) this.recording.add(given);
    else for (const inverse of inverseOf(given)) this.recording.add(inverse);
  }

  /** What is recorded inside goes back, in the opposite order. */
  revert(run: () => void): void {
    this.#reverting = !this.#reverting;
    const inside = this.recording.apart(run);
    this.#reverting = !this.#reverting;
    for (const step of inside.toReversed()) this.recording.add(step);
  }

  /** What is recorded inside runs as it stands. */
  straight(run: () => void): void {
    const before = this.#apart;
    this.#apart = true;
    const inside = this.recording.apart(run);
    this.#apart = before;
    if (inside.length > 0) this.recording.add(inside.flat());
  }

  /** Other migrations, taken back; or done again, where this one is taken back. */
  revertOthers({ list, spot, text }: Arguments): void {
    for (const value of list) {
      if (value instanceof Unknown && /^[A-Z]\w*$/.test(value.why)) {
        const args = [value.why, !this.#reverting];
        this.recording.add({ name: "revert", args, options: new Map(), spot, text, guarded: false });
      } else
        this.recording.gaps.push(unknown(spot, `${quoted(text)} takes back what only a run would tell`, text, true));
    }
  }

  name(name: string): Value | undefined {
    if (/^(?:::)?ActiveRecord::(?:Base|Migration)$/.test(name) || name === "ApplicationRecord") return this.host;
    if (/^Rails$/.test(name)) return new Unknown(name);
    return undefined;
  }

  stray(name: string, args: Arguments, receiver?: Value): Value {
    const answer = new Unknown(args.text);
    const { text, spot, block } = args;
    if (receiver instanceof Unknown) {
      const known = this.#foreign(name, args, receiver);
      return known === undefined ? answer : known;
    }
    if (receiver === "production" && ENVIRONMENT.test(name)) return name === "production?";
    if (SILENT.has(name) || READS.has(name) || GUARD.test(name) || ITERATES.test(name) || receiver !== undefined) {
      if (block !== undefined) this.#once(block, answer, spot);
      return GUARD.test(name) && receiver === undefined ? new Unknown(text, { guard: /exist/.test(name) }) : answer;
    }
    const reason = `${quoted(name)} is no method of a migration's; what it does stands elsewhere`;
    this.recording.gaps.push(unknown(spot, reason, text, true));
    if (block !== undefined) block.run([answer]);
    return answer;
  }

  /** A call on the application's own classes, or on what they answer. */
  #foreign(name: string, args: Arguments, receiver: Unknown): Value | undefined {
    const { text, spot, block } = args;
    if (name === "[]" && args.list[0] === "primary_key_type") {
      this.keyTypeAsked = true;
      return this.#keyType;
    }
    if (receiver.why === "Rails" && name === "env") return "production";
    if (/^Rails\.env\b/.test(text) && ENVIRONMENT.test(name)) return name === "production?";
    if (name === "connection" || name === "execute" || name === "lease_connection") return this.host.send(name, args);
    if (name === "transaction" || WRAPPERS.has(name)) return block?.run([]) ?? null;
    if (block !== undefined && (ITERATES.test(name) || READS.has(name))) {
      this.#once(block, new Unknown(text), spot);
      return undefined;
    }
    if (block !== undefined) this.#once(block, new Unknown(text), spot);
    if (TIMES.has(text)) return new Routine(() => "CURRENT_TIMESTAMP");
    if (READS.has(name) || SILENT.has(name) || GUARD.test(name)) return undefined;
    // A class that is no model may do anything under any name.
    if (WRITES.test(name) || (/^[A-Z][\w:]*$/.test(receiver.why) && receiver.why !== "Rails")) this.#code(text, spot);
    return undefined;
  }

  /** A block that runs as often as only a run would tell is read once. */
  #once(block: Routine, value: Value, spot: Spot): void {
    const settle = this.doubt(value instanceof Unknown ? value : new Unknown("the loop"), true, spot);
    block.run([value, value]);
    settle();
  }

  /** Said once: a migration that fills rows does so in many lines. */
  #code(text: string, spot: Spot): void {
    if (this.#rows) return;
    this.#rows = true;
    const reason = `${quoted(text)} is the application's own code: what it does to rows is not followed`;
    this.recording.gaps.push(rowsByCode(spot, reason, text));
  }

  doubt(condition: Unknown, holds: boolean, spot: Spot): () => void {
    return this.recording.doubt(condition, holds, spot);
  }

  aside(condition: Unknown, spot: Spot, run: () => void): void {
    this.recording.aside(condition, spot, run, (step) => [step].flat().every(isHarmless));
  }

  broken(spot: Spot, text: string): void {
    this.recording.gaps.push(unknown(spot, `${quoted(text)} is no Ruby that can be read`, text, true));
  }
}

const WRITES =
  /^(?:update|delete|destroy|save|create|insert|upsert|increment|decrement|touch|toggle|find_or_create|first_or_create|import|push|add|remove|perform|call|run|process|migrate|backfill|invoke|enqueue|purge|rebuild|reset|sync|set_)|!$/;
/** A value that PostgreSQL has too. */
const TIMES: ReadonlySet<string> = new Set([
  "Time.zone.now",
  "Time.now",
  "Time.current",
  "DateTime.now",
  "DateTime.current",
  "Date.today",
  "Date.current",
  "Time.now.utc",
]);
const ENVIRONMENT = /^(?:production|test|development|local|staging)\?$/;
const GUARD = /\?$/;

/** It leaves what exists as it is. */
export const isHarmless = ({ name, options }: Command): boolean =>
  /^(?:create_|enable_extension|add_enum_value|validate_)/.test(name) && !(isMap(options) && options.has("force"));
