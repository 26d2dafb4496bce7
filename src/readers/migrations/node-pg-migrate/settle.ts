import { isMap, type ValueMap } from "../../../code/value.ts";
import type { TextGap } from "../../../sql/act.ts";
import type { Written } from "../../../sql/written.ts";
import { quoted, unknown } from "../program/gaps.ts";
import type { ScriptWay } from "../program/script-migration.ts";
import { type Shorthands, Unclear } from "./values.ts";

/** SQL whose types may be short for something that an earlier migration exports. */
export interface Settled extends Written {
  readonly with: (shorthands: Shorthands) => string;
}

const isSettled = (written: Written): written is Settled => "with" in written;

export const shorthandsOf = (exported: ValueMap): ValueMap | undefined => {
  const said = exported.get("shorthands");
  return isMap(said) && said.size > 0 ? said : undefined;
};

const settled = new WeakMap<ScriptWay, Map<string, ScriptWay>>();

/** The same way where each type is what it is short for. Once for every text and what came before it. */
export function settle(way: ScriptWay, shorthands: Shorthands): ScriptWay {
  const gaps: TextGap[] = [];
  const written = way.written.map((one) => (isSettled(one) ? { ...one, sql: sqlOf(one, shorthands, gaps) } : one));
  if (written.every(({ sql }, i) => sql === way.written[i]?.sql) && gaps.length === 0) return way;
  const key = JSON.stringify([written.map(({ sql }) => sql), gaps.length]);
  const known = settled.get(way) ?? new Map<string, ScriptWay>();
  settled.set(way, known);
  const made = known.get(key) ?? { written, gaps: [...way.gaps, ...gaps] };
  known.set(key, made);
  return made;
}

function sqlOf(written: Settled, shorthands: Shorthands, gaps: TextGap[]): string {
  try {
    return written.with(shorthands);
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    const reason = `${quoted(error.message)} in a type that is short for others is only known when it runs`;
    gaps.push(unknown(written.spot, reason, written.sql, false));
    return written.sql;
  }
}
