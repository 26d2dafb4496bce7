import type { TextGap } from "../../../sql/act.ts";
import { cut } from "../../../sql/derived.ts";
import { type Source, source } from "../../../sql/source.ts";
import type { Files } from "../framework.ts";
import { below, byText, folder, within } from "../paths.ts";
import type { ChangeSet } from "./change-set.ts";
import { forPostgres, mayHold, preconditionsOf } from "./conditions.ts";
import { type Changelog, type Element, isTrue } from "./element.ts";
import { expand, type Parameters } from "./expand.ts";

/** Everything that Liquibase comes to from one changelog, in its order. */
export interface Walked {
  readonly changeSets: readonly ChangeSet[];
  readonly files: ReadonlySet<string>;
  readonly gaps: readonly { readonly path: string; readonly gap: TextGap }[];
}

const DEEPEST = 40;

/** What Liquibase itself says of the connection. */
const BUILT_IN = { "database.defaultSchemaName": "public", "database.databaseProductName": "PostgreSQL" };

export const changelogOf = (path: string, files: Files): Changelog | undefined => {
  const document = files.read(path)?.document;
  return document?.tool === "liquibase" ? (document.content as Changelog) : undefined;
};

/** The files that an element includes. */
export function included(element: Element, from: string, files: Files): readonly string[] {
  const { file, path, relativeToChangelogFile } = element.attributes;
  const relative = isTrue(relativeToChangelogFile);
  if (element.name === "include") {
    const found = file === undefined ? undefined : resolve(file, from, relative, files);
    return found === undefined ? [] : [found];
  }
  if (element.name !== "includeAll" || path === undefined) return [];
  const at = plain(path).replace(/\/+$/, "");
  const root = relative ? normal(within(folder(from), at)) : undefined;
  const inside = files.paths.filter((one) =>
    root === undefined ? `/${folder(one)}/`.includes(`/${at}/`) : below(folder(one), root),
  );
  const nearest = Math.max(0, ...inside.map((one) => shared(one, from)));
  return inside
    .filter(
      (one) =>
        one !== from && /\.(?:xml|ya?ml|json|sql)$/.test(one) && (root !== undefined || shared(one, from) === nearest),
    )
    .toSorted(byText);
}

/** A file by the name that a changelog gives it: beside the changelog, or below some root of the class path. */
export function resolve(name: string, from: string, relative: boolean, files: Files): string | undefined {
  const at = plain(name);
  const beside = normal(within(folder(from), at));
  if (relative) return files.read(beside) === undefined ? undefined : beside;
  const found = files.paths.filter((one) => one === at || one.endsWith(`/${at}`));
  const [best] = found.toSorted((a, b) => shared(b, from) - shared(a, from) || a.length - b.length || byText(a, b));
  return best ?? (files.read(beside) === undefined ? undefined : beside);
}

const plain = (name: string): string =>
  name
    .trim()
    .replace(/^classpath\*?:/, "")
    .replace(/^\.?\/+/, "");

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  return parts.join("/");
}

/** How many folders two paths have in common. */
function shared(one: string, other: string): number {
  const [left, right] = [one.split("/"), other.split("/")];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return differs < 0 ? left.length : differs;
}

/** The path by which Liquibase knows a file: below the class path's root. */
const known = (path: string): string => path.replace(/^.*\/resources\//, "");

interface Inherited {
  readonly identity?: string;
  readonly runs: boolean;
}

/** One way through the changelogs: what is defined on it, and what it has come to. */
class Walk {
  readonly changeSets: ChangeSet[] = [];
  readonly seen = new Set<string>();
  readonly gaps: { readonly path: string; readonly gap: TextGap }[] = [];
  readonly #files: Files;
  #parameters: Parameters;

  constructor(files: Files, given: Readonly<Record<string, string>>) {
    this.#files = files;
    this.#parameters = new Map(Object.entries({ ...BUILT_IN, ...given }));
  }

  open(path: string, inherited: Inherited, depth: number): void {
    const text = this.#files.read(path)?.text;
    if (this.seen.has(path) || depth > DEEPEST || text === undefined) return;
    this.seen.add(path);
    const changelog = changelogOf(path, this.#files);
    if (changelog !== undefined) this.#enter({ path, file: source(text), depth }, changelog, inherited);
    else if (path.endsWith(".sql") && inherited.runs) this.#plain(path, text, inherited);
  }

  /** SQL without a mark is one change set. */
  #plain(path: string, text: string, inherited: Inherited): void {
    const file = source(text);
    const spot = file.spot(0, text.length);
    const sql = { name: "sql", spot, attributes: {}, children: [], text: cut(text, 0, text.length) };
    const element = expand({ name: "changeSet", spot, attributes: {}, children: [sql] }, this.#parameters);
    const identity = { path: inherited.identity ?? known(path), id: "raw", author: "includeAll" };
    this.changeSets.push({ path, file, identity, element, parameters: this.#parameters });
  }

  #enter(at: At, { root, broken }: Changelog, inherited: Inherited): void {
    const { path, file } = at;
    const reason = `the rest of this changelog is not read: ${broken?.reason}`;
    if (broken !== undefined && inherited.runs)
      this.gaps.push({ path, gap: gapAt(broken.spot, "changelog-unread", reason) });
    const runs = inherited.runs && !preconditionsOf(root).never && contextHolds(root);
    const identity = root.attributes["logicalFilePath"] ?? inherited.identity ?? known(path);
    for (const raw of root.children) {
      const element = expand(raw, this.#parameters);
      const { attributes, name } = element;
      const here = runs && contextHolds(element) && forPostgres(attributes["dbms"]);
      if (name === "property") this.#define(element, here);
      else if (name === "include" || name === "includeAll") this.#include(element, at, here);
      else if (name === "changeSet" && here && !isTrue(attributes["ignore"]) && !preconditionsOf(element).never) {
        const { id = "", author = "", logicalFilePath = identity } = attributes;
        const own = { path: logicalFilePath, id, author };
        this.changeSets.push({ path, file, identity: own, element, parameters: this.#parameters });
      }
    }
  }

  #include(element: Element, { path, depth }: At, runs: boolean): void {
    const { logicalFilePath, file = "", errorIfMissing } = element.attributes;
    const paths = included(element, path, this.#files);
    for (const one of paths)
      this.open(one, { runs, ...(logicalFilePath === undefined ? {} : { identity: logicalFilePath }) }, depth + 1);
    if (!runs || paths.length > 0 || element.name !== "include" || errorIfMissing === "false" || file === "") return;
    this.gaps.push({ path, gap: gapAt(element.spot, "change-unknown", `\`${file}\` is not there, or is not read`) });
  }

  #define({ attributes: { name, value } }: Element, holds: boolean): void {
    if (!holds || name === undefined || value === undefined || this.#parameters.has(name)) return;
    this.#parameters = new Map([...this.#parameters, [name, value]]);
  }
}

interface At {
  readonly path: string;
  readonly file: Source;
  readonly depth: number;
}

const contextHolds = ({ attributes }: Element): boolean =>
  mayHold(attributes["context"] ?? attributes["contextFilter"]);

export function walk(master: string, files: Files, given: Readonly<Record<string, string>>): Walked {
  const way = new Walk(files, given);
  way.open(master, { runs: true }, 0);
  return { changeSets: way.changeSets.toSorted((a, b) => place(a) - place(b)), files: way.seen, gaps: way.gaps };
}

const place = ({ element }: ChangeSet): number =>
  ({ first: -1, last: 1 })[element.attributes["runOrder"]?.toLowerCase() ?? ""] ?? 0;

const gapAt = (spot: TextGap["spot"], key: string, reason: string): TextGap => ({
  key,
  spot,
  reason,
  opaque: true,
  sql: "",
});
