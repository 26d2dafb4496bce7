import type { Subject } from "../../model/subject.ts";
import { oneLine, visible } from "../visible.ts";

/** Words that stand before a name in a Subject cell, or between two; as a name they are quoted. */
const RESERVED =
  /^(?:table|relation|column|field|view|index|constraint|type|enum|schema|model|dbt|seed|snapshot|source|exposure|the|an?|materiali[sz]ed|database|postgres|postgresql|all|existing|on|of|in|from|at|and|to|as|becomes|instead)$/i;
const PREFIXED = new Set(["model", "source", "exposure", "index", "constraint", "type", "schema"]);
const FOLDED = /^[a-z_][a-z0-9_$]*$/;
const PLAIN = /^[A-Za-z_][\w$]*$/;
const OWN_WORDS = /^[\p{L}\p{N}][\p{L}\p{N} @.,'+-]*$/u;

/** A Subject cell that our reader takes for exactly this subject, whatever its names are made of. */
export function subjectCell([kind, ...names]: Subject): string {
  if (kind === "migration" || kind === "file" || kind === "plan" || kind === "config") return cell(names.join("/"));
  const plain = kind === "table" || kind === "view" || kind === "index" ? FOLDED : PLAIN;
  const parts = names.filter((name) => name !== "");
  const spelt = parts.map((name, at) =>
    plain.test(name) && (at > 0 || !RESERVED.test(name)) ? name : `"${name.replaceAll('"', '""')}"`,
  );
  return `${PREFIXED.has(kind) ? `${kind} ` : ""}${cell(spelt.join("."))}`;
}

/** A table's cell that reads back as exactly this text: code where a code span can hold it, else every sign as a reference. */
export function cell(text: string): string {
  if (text === "") return "";
  const single = visible(text) === text && !/[\\\n\t]/.test(text) && text.trim() === text;
  if (single) return span(text).replaceAll("|", String.raw`\|`);
  return Array.from(text)
    .map((char, at, all) => {
      const edge = at === 0 || at === all.length - 1;
      // A dot may begin an address, which would take the next reference along.
      const safe = /[\p{L}\p{N}"$,-]/u.test(char) || (char === " " && !edge);
      return safe && visible(char) === char ? char : `&#${char.codePointAt(0) ?? 0xfffd};`;
    })
    .join("");
}

/** The name of a person or a team, as plain words where it is made of nothing else. */
export const personCell = (text: string): string => (OWN_WORDS.test(text) ? text : cell(text));

/** A code span that holds exactly this text, if it has no line end. */
export function span(text: string): string {
  const shown = oneLine(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Words of ours with names in backticks, for a line of a plan: the names become code, all else stays text. */
export const line = (text: string): string =>
  text
    .split("`")
    .map((part, at, all) => (at % 2 === 1 && at < all.length - 1 ? span(part) : plainWords(part)))
    .join("");

const plainWords = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_[\]~|]/g, String.raw`\$&`);
