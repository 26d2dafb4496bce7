import type { Script, ScriptStatement, Spot, TextGap } from "../../../sql/act.ts";
import { cut, type Derived, fill, scriptIn } from "../../../sql/derived.ts";
import { type Source, source } from "../../../sql/source.ts";
import { scriptOf } from "../../../sql/written.ts";
import type { Change } from "./change.ts";
import { constraintChanges } from "./changes/constraints.ts";
import { objectChanges } from "./changes/objects.ts";
import { rowChanges } from "./changes/rows.ts";
import { tableChanges } from "./changes/tables.ts";
import { forPostgres, isLenient, preconditionsOf, undecided } from "./conditions.ts";
import { childrenOf, type Element } from "./element.ts";
import { expandDerived, type Parameters } from "./expand.ts";

/** A change set where it stands, with all that its file and those above it say about it. */
export interface ChangeSet {
  /** Its file, in the repository. */
  readonly path: string;
  readonly file: Source;
  /** As Liquibase knows it: the path that it was included by, its id and its author. */
  readonly identity: { readonly path: string; readonly id: string; readonly author: string };
  readonly element: Element;
  readonly parameters: Parameters;
}

/** What a change set may need beside itself. */
export interface Around {
  /** The path and text of a file that it names. */
  file(name: string, element: Element, from: ChangeSet): { readonly path: string; readonly text: string } | undefined;
  /** Another change set, that a rollback runs again. */
  changeSet(identity: Partial<ChangeSet["identity"]>): ChangeSet | undefined;
}

interface Part {
  readonly statements: readonly ScriptStatement[];
  readonly gaps: readonly TextGap[];
}

const CHANGES: Readonly<Record<string, Change>> = {
  ...tableChanges,
  ...constraintChanges,
  ...rowChanges,
  ...objectChanges,
};

/** Children of a change set that are no changes. */
const ABOUT = new Set(["validCheckSum", "preConditions", "comment", "rollback", "modifySql", "properties", "property"]);

const changesOf = (element: Element): readonly Element[] =>
  element.children.filter(({ name, attributes }) => !ABOUT.has(name) && forPostgres(attributes["dbms"]));

export function upOf(set: ChangeSet, around: Around): Script {
  const conditions = preconditionsOf(set.element);
  const changes = changesOf(set.element);
  const parts = changes.map((change) => partOf(change, set, around, isLenient(change, conditions)));
  const [question] = undecided(changes, conditions);
  const unsure = question === undefined ? [] : [notSure(question)];
  const modified = childrenOf(set.element, "modifySql")
    .filter(({ attributes }) => forPostgres(attributes["dbms"]))
    .map(({ spot }) => unknown(spot, "`modifySql` changes the SQL of this change set, which is not followed"));
  return joined([{ statements: [], gaps: [...unsure, ...modified] }, ...parts]);
}

/** The way back: as the change set tells it, else what Liquibase can work out by itself, else none. */
export function downOf(
  set: ChangeSet,
  around: Around,
): { readonly script: Script; readonly automatic: boolean } | undefined {
  const told = childrenOf(set.element, "rollback").filter(({ attributes }) => forPostgres(attributes["dbms"]));
  if (told.length > 0) return { script: joined(told.flatMap((one) => rollback(one, set, around))), automatic: false };
  const parts: Part[] = [];
  for (const change of changesOf(set.element).toReversed()) {
    const down = CHANGES[change.name]?.down?.(change);
    if (down === undefined) return undefined;
    parts.push(scriptOf(down.map((sql) => ({ sql, spot: change.spot }))));
  }
  return { script: joined(parts), automatic: true };
}

function rollback(element: Element, set: ChangeSet, around: Around): readonly Part[] {
  const { changeSetId: id, changeSetAuthor: author, changeSetPath: path } = element.attributes;
  if (id !== undefined) {
    const other = around.changeSet({
      id,
      ...(author === undefined ? {} : { author }),
      ...(path === undefined ? {} : { path }),
    });
    if (other === undefined)
      return [only(unknown(element.spot, `the rollback runs change set \`${id}\`, which is not there`))];
    return [inFile(upOf(other, around), other.path)];
  }
  const own = element.text === undefined ? [] : [sqlOf(element.text, element, set)];
  return [
    ...own,
    ...element.children.filter(({ name }) => !ABOUT.has(name)).map((change) => partOf(change, set, around, false)),
  ];
}

function partOf(change: Element, set: ChangeSet, around: Around, lenient: boolean): Part {
  const { name, spot, attributes } = change;
  if (name === "sql") return change.text === undefined ? only() : sqlOf(change.text, change, set);
  const path = attributes["path"];
  if (name === "sqlFile" || (path !== undefined && name.startsWith("create")))
    return fileOf(change, path ?? "", set, around);
  const known = CHANGES[name];
  if (known !== undefined) {
    const parts = known
      .up(change, lenient)
      .map((one): Part => (typeof one === "string" ? scriptOf([{ sql: one, spot }]) : sqlOf(one, change, set)));
    return joined(parts);
  }
  if (/^load(?:Update)?Data$/.test(name)) {
    const reason = `\`${name}\` fills \`${attributes["tableName"] ?? ""}\` with the rows of a file, which are not read`;
    return only(gap(spot, "rows-unread", reason, false));
  }
  const what =
    name === "customChange"
      ? `\`customChange\` runs the class \`${attributes["class"] ?? ""}\``
      : `\`${name}\` is a change`;
  return only(unknown(spot, `${what}, which is not read`));
}

function fileOf(change: Element, name: string, set: ChangeSet, around: Around): Part {
  const found = around.file(name, change, set);
  if (found === undefined) return only(unknown(change.spot, `\`${name}\` is not there, or is not read`));
  const whole = expandDerived(cut(found.text, 0, found.text.length), set.parameters);
  return inFile(scriptIn(delimited(whole, change), source(found.text)), found.path);
}

const sqlOf = (text: Derived, change: Element, set: ChangeSet): Part => scriptIn(delimited(text, change), set.file);

/** A delimiter of the change's own, at the ends of lines, becomes the usual one. */
function delimited(derived: Derived, { attributes }: Element): Derived {
  const given = (attributes["endDelimiter"] ?? "")
    .replace(/^(?:\\[nrs][*+]?|\n|\r)+/, "")
    .replaceAll("\\", "")
    .trim();
  if (given === "" || given === ";" || attributes["splitStatements"]?.toLowerCase() === "false") return derived;
  const escaped = given.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  const ends = new RegExp(String.raw`(;?)([ \t\r]*\n?[ \t]*)${escaped}(?=[ \t]*\r?$)`, "gim");
  const slots = [...derived.text.matchAll(ends)].map(({ 0: whole, 1: before = "", index }) => ({
    start: index + whole.length - given.length,
    end: index + whole.length,
    value: before === "" ? ";" : "",
  }));
  return fill(derived, slots);
}

const notSure = ({ name, spot }: Element): TextGap =>
  gap(
    spot,
    "condition-unknown",
    `whether this change set runs is decided by \`${name}\`; it is read as if it does`,
    false,
  );

const gap = (spot: Spot, key: string, reason: string, opaque: boolean): TextGap => ({
  key,
  spot,
  reason,
  opaque,
  sql: "",
});
const unknown = (spot: Spot, reason: string): TextGap => gap(spot, "change-unknown", reason, true);
const only = (...gaps: readonly TextGap[]): Part => ({ statements: [], gaps });

const inFile = ({ statements, gaps }: Part, file: string): Part => ({
  statements: statements.map((one) => ({ file, ...one, gaps: one.gaps.map((inner) => ({ file, ...inner })) })),
  gaps: gaps.map((one) => ({ file, ...one })),
});

const joined = (parts: readonly Part[]): Script => ({
  statements: parts.flatMap(({ statements }) => statements),
  gaps: parts.flatMap(({ gaps }) => gaps),
  begins: false,
  controls: [],
});
