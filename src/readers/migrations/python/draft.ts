import type { At, Value } from "../../../code/python/value.ts";
import type { Script, TextGap } from "../../../sql/act.ts";
import { looksDangerous } from "../../../sql/opaque.ts";
import { scriptOf, type Written } from "../../../sql/written.ts";

export type ProgramGap = "program-unknown" | "program-conditional" | "rows-changed-by-code";

/** One way of a migration while its program is followed: what it runs, and what of it cannot be known. */
export class Draft {
  readonly written: Written[] = [];
  readonly gaps: TextGap[] = [];
  /** The program gave up by itself: it has no such way. */
  raised = false;
  /** Something in it runs outside of the transaction. */
  alone = false;

  add(sql: string, spot: At): void {
    this.written.push({ sql, spot });
  }

  /** SQL that the program holds as a text. */
  sql(value: Value, spot: At): void {
    if (value.is === "text")
      this.written.push(value.at === undefined ? { sql: value.text, spot } : here(value.text, value.at));
    else if (/^\s*(?:insert|update)\b/i.test(firstPiece(value)))
      this.gap("rows-changed-by-code", "rows are changed by SQL that the program puts together", spot);
    else this.unknown(`the SQL is put together from \`${sourceOf(value)}\``, spot, mayTouch(value));
  }

  unknown(reason: string, spot: At, opaque: boolean): void {
    this.gap("program-unknown", reason, spot, opaque);
  }

  gap(key: ProgramGap, reason: string, spot: At, opaque = false): void {
    if (this.gaps.some((one) => one.key === key && one.spot.line === spot.line && one.reason === reason)) return;
    this.gaps.push({ key, spot, reason, opaque, sql: "" });
  }

  get done(): number {
    return this.written.length + this.gaps.length;
  }

  script(): Script {
    return scriptOf(this.written, this.gaps);
  }
}

const firstPiece = (value: Value): string => (value.is === "unknown" ? (value.pieces?.[0] ?? "") : "");

const here = (sql: string, spot: At): Written => ({ sql, spot, verbatim: true });

/** Could text of which only these pieces are known change something that exists? */
const mayTouch = (value: Value): boolean => {
  const known = value.is === "unknown" ? (value.pieces ?? []) : [];
  return known.every((piece) => piece.trim() === "") || looksDangerous(known.join(" hole "));
};

/** A value as a person would write it. */
export function sourceOf(value: Value): string {
  switch (value.is) {
    case "unknown":
      return value.source;
    case "text":
    case "number":
      return value.text;
    case "name":
    case "function":
    case "class":
      return value.name;
    case "member":
      return `${sourceOf(value.of)}.${value.name}`;
    case "call":
      return `${sourceOf(value.of)}(…)`;
    case "truth":
      return value.truth ? "True" : "False";
    case "none":
      return "None";
    case "list":
      return "[…]";
    case "map":
      return "{…}";
    case "operation":
      return value.items.map(sourceOf).join(` ${value.sign} `);
  }
  return "";
}
