import type { TextGap } from "../../../sql/act.ts";
import { cut } from "../../../sql/derived.ts";
import { source } from "../../../sql/source.ts";
import type { Files } from "../framework.ts";
import { below, byText, folder, within } from "../paths.ts";
import type { ChangeSet } from "./change-set.ts";
import { forPostgres, mayHold, preconditionsOf } from "./conditions.ts";
import { type Changelog, type Element, isTrue } from "./element.ts";
import { expand } from "./expand.ts";

/** Everything that Liquibase comes to from one changelog, in its order. */
export interface Walked {
  readonly changeSets: readonly ChangeSet[];
  readonly files: ReadonlySet<string>;
  readonly gaps: readonly { readonly path: string; readonly gap: TextGap }[];
}

const DEEPEST = 40;

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

export function walk(master: string, files: Files, given: Readonly<Record<string, string>>): Walked {
  const changeSets: ChangeSet[] = [];
  const seen = new Set<string>();
  const gaps: { path: string; gap: TextGap }[] = [];
  const parameters = new Map(Object.entries(given));
  const open = (path: string, inherited: Inherited, depth: number): void => {
    if (seen.has(path) || depth > DEEPEST) return;
    seen.add(path);
    const parsed = files.read(path);
    if (parsed === undefined) return;
    const { text } = parsed;
    const file = source(text);
    const changelog = changelogOf(path, files);
    if (changelog === undefined) {
      if (!path.endsWith(".sql") || !inherited.runs) return;
      const spot = file.spot(0, text.length);
      const sql = { name: "sql", spot, attributes: {}, children: [], text: cut(text, 0, text.length) };
      const element = expand({ name: "changeSet", spot, attributes: {}, children: [sql] }, parameters);
      const identity = { path: inherited.identity ?? known(path), id: "raw", author: "includeAll" };
      changeSets.push({ path, file, identity, element, parameters: new Map(parameters) });
      return;
    }
    const { root, broken } = changelog;
    if (broken !== undefined && inherited.runs)
      gaps.push({
        path,
        gap: gapAt(broken.spot, "changelog-unread", `the rest of this changelog is not read: ${broken.reason}`),
      });
    const outer = root.attributes;
    const runs = inherited.runs && !preconditionsOf(root).never && mayHold(outer["context"] ?? outer["contextFilter"]);
    const identity = outer["logicalFilePath"] ?? inherited.identity ?? known(path);
    for (const raw of root.children) {
      const element = expand(raw, parameters);
      const { attributes } = element;
      const here =
        runs && mayHold(attributes["context"] ?? attributes["contextFilter"]) && forPostgres(attributes["dbms"]);
      if (element.name === "property" || element.name === "properties") define(element, here);
      else if (element.name === "include" || element.name === "includeAll") {
        const paths = included(element, path, files);
        for (const one of paths) {
          const { logicalFilePath } = attributes;
          open(one, { runs: here, ...(logicalFilePath === undefined ? {} : { identity: logicalFilePath }) }, depth + 1);
        }
        const name = attributes["file"] ?? "";
        if (
          here &&
          paths.length === 0 &&
          element.name === "include" &&
          attributes["errorIfMissing"] !== "false" &&
          name !== ""
        )
          gaps.push({ path, gap: gapAt(element.spot, "change-unknown", `\`${name}\` is not there, or is not read`) });
      } else if (
        element.name === "changeSet" &&
        here &&
        !isTrue(attributes["ignore"]) &&
        !preconditionsOf(element).never
      ) {
        const { id = "", author = "", logicalFilePath = identity } = attributes;
        changeSets.push({
          path,
          file,
          identity: { path: logicalFilePath, id, author },
          element,
          parameters: new Map(parameters),
        });
      }
    }
  };
  const define = ({ attributes: { name, value } }: Element, holds: boolean): void => {
    if (holds && name !== undefined && value !== undefined && !parameters.has(name)) parameters.set(name, value);
  };
  open(master, { runs: true }, 0);
  return { changeSets: changeSets.toSorted((a, b) => place(a) - place(b)), files: seen, gaps };
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
