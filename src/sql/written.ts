import type { Control, Script, ScriptStatement, Spot, TextGap } from "./act.ts";
import { parsePostgresNow } from "./postgres.ts";

/** A statement that a program, a changelog or a builder stands for, and where it does. */
export interface Written {
  readonly sql: string;
  readonly spot: Spot;
  /** The SQL stands in the file letter by letter, beginning at `spot`: places inside it are places of the file. */
  readonly verbatim?: boolean;
}

/** The script that these statements make, each in its place. The grammar has to be loaded (`readyPostgres`). */
export function scriptOf(written: readonly Written[], unread: readonly TextGap[] = []): Script {
  const statements: ScriptStatement[] = [];
  const gaps: TextGap[] = [...unread];
  const controls: Control[] = [];
  let begins = false;
  for (const { sql, spot, verbatim } of written) {
    const script = parsePostgresNow(sql);
    const move = verbatim === true ? (inside: Spot) => within(spot, inside) : () => spot;
    const before = statements.length;
    controls.push(...moved(script.controls, move).map((one) => ({ ...one, after: one.after + before })));
    statements.push(...moved(script.statements, move));
    gaps.push(...moved(script.gaps, move));
    begins ||= script.begins;
  }
  return { statements, gaps, begins, controls };
}

/** A spot of the SQL as a spot of the file that holds it from `outer` on. */
const within = (outer: Spot, { line, column, endLine }: Spot): Spot => ({
  line: outer.line + line - 1,
  column: line === 1 ? outer.column + column - 1 : column,
  endLine: outer.line + endLine - 1,
});

/** Every `spot` in it, however deep, moved. */
export function moved<T>(value: T, move: (spot: Spot) => Spot): T {
  if (Array.isArray(value)) return value.map((one: unknown) => moved(one, move)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => [
    key,
    key === "spot" ? move(inner as Spot) : moved(inner, move),
  ]);
  return Object.fromEntries(entries) as T;
}
