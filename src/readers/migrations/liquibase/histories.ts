import type { MigrationRoot } from "../../../model/config.ts";
import { digest } from "../../../model/fingerprint.ts";
import type { Script } from "../../../sql/act.ts";
import type { Entry, Files, History } from "../framework.ts";
import { below, folder } from "../paths.ts";
import { dialectOfText } from "../signs.ts";
import { type Around, type ChangeSet, downOf, upOf } from "./change-set.ts";
import { type Element, isTrue } from "./element.ts";
import { changelogOf, included, resolve, walk, type Walked } from "./walk.ts";

const TEST = /(^|\/)(?:test|tests|it|testFixtures|integration-?tests?)\//i;

/** One history for each changelog that no other one takes in. */
export function historiesOf(
  documents: readonly string[],
  files: Files,
  roots: readonly MigrationRoot[],
): readonly History[] {
  const asked = roots.map(({ path }) => path).filter((path) => documents.includes(path));
  const masters = mastersOf(documents, files, asked);
  const walked = masters.map((master) => {
    const given = roots.find((root) => below(master, root.path))?.placeholders ?? {};
    return { master, found: walk(master, files, given) };
  });
  const products = walked.filter(({ master, found }) => !isTestOfOthers(master, found));
  const own = products.filter((one) => !repeats(one, products));
  const folders = own.map(({ master }) => folder(master));
  const claimed = own.map(({ master, found }): History => {
    const root = folders.filter((at) => at === folder(master)).length > 1 ? master : folder(master);
    return historyOf(root, found, files);
  });
  const rest = walked.filter((one) => !own.includes(one)).flatMap(({ found }) => [...found.files]);
  return claimed.map((history, i) => (i === 0 ? { ...history, also: [...(history.also ?? []), ...rest] } : history));
}

/** Changelogs that no other one includes; what only tests include is not included. */
function mastersOf(documents: readonly string[], files: Files, asked: readonly string[]): readonly string[] {
  const inner = new Set(
    documents
      .filter((path) => !TEST.test(path))
      .flatMap((path) =>
        (changelogOf(path, files)?.root.children ?? []).flatMap((element) => included(element, path, files)),
      ),
  );
  return documents.filter((path) => asked.includes(path) || !inner.has(path));
}

interface Found {
  readonly master: string;
  readonly found: Walked;
}

/** A test's, that takes in what is not a test's. */
const isTestOfOthers = (master: string, { files }: Walked): boolean =>
  TEST.test(master) && [...files].some((path) => !TEST.test(path));

/** All that it holds is in a larger one. */
const repeats = ({ master, found }: Found, all: readonly Found[]): boolean =>
  found.changeSets.length > 0 &&
  all.some(
    (other) =>
      other.master !== master &&
      other.found.files.size > found.files.size &&
      found.changeSets.every(({ path }) => other.found.files.has(path)),
  );

function historyOf(root: string, { changeSets, files: taken, gaps }: Walked, files: Files): History {
  const also = new Set(taken);
  const around: Around = {
    file(name, element, from) {
      const path = resolve(name, from.path, isTrue(element.attributes["relativeToChangelogFile"]), files);
      const text = path === undefined ? undefined : files.read(path)?.text;
      if (path === undefined || text === undefined) return undefined;
      also.add(path);
      return { path, text };
    },
    changeSet: ({ id, author, path }) =>
      changeSets.find(
        ({ identity }) =>
          identity.id === id &&
          (author === undefined || identity.author === author) &&
          (path === undefined || identity.path.endsWith(path)),
      ),
  };
  const migrations = changeSets.map((set) => entryOf(set, around));
  const dialect = dialectIn(migrations);
  return { tool: "liquibase", root, migrations, gaps, also: [...also], ...(dialect === undefined ? {} : { dialect }) };
}

interface Ways {
  readonly up: Script;
  readonly down: ReturnType<typeof downOf>;
  readonly hash: string;
}

const kept = new WeakMap<Element, Ways>();

/** Both ways of a change set; kept where nothing but its own words decides them. */
function waysOf(set: ChangeSet, around: Around): Ways {
  const known = kept.get(set.element);
  if (known !== undefined) return known;
  const up = upOf(set, around);
  const down = downOf(set, around);
  const hash = digest(JSON.stringify([said(up), down === undefined ? null : said(down.script)]));
  if (!looksAround(set.element)) kept.set(set.element, { up, down, hash });
  return { up, down, hash };
}

/** Another file or another change set has a say in it. */
const looksAround = ({ attributes, children }: Element): boolean =>
  attributes["path"] !== undefined || attributes["changeSetId"] !== undefined || children.some(looksAround);

function entryOf(set: ChangeSet, around: Around): Entry {
  const { path, identity, element } = set;
  const { runInTransaction, runOnChange, runAlways } = element.attributes;
  const { up, down, hash } = waysOf(set, around);
  return {
    version: `${identity.path}::${identity.id}::${identity.author}`,
    name: "",
    up: path,
    line: element.spot.line,
    transaction: runInTransaction?.trim().toLowerCase() !== "false",
    scripts: down === undefined ? { up } : { up, down: down.script },
    hash,
    ...(down === undefined ? {} : { down: path }),
    ...(down?.automatic === true ? { automatic: true } : {}),
    ...(isTrue(runOnChange) || isTrue(runAlways) ? { repeatable: true } : {}),
  };
}

const said = ({ statements, gaps }: Script): readonly string[] => [
  ...statements.map(({ sql }) => sql),
  ...gaps.map(({ reason, sql }) => `${reason} ${sql}`),
];

/** Many change sets that PostgreSQL's grammar does not read, in the words of one other dialect. */
function dialectIn(migrations: readonly Entry[]): string | undefined {
  const votes = new Map<string, number>();
  for (const { scripts } of migrations) {
    const dialect = scripts?.up.gaps.map(({ sql }) => dialectOfText(sql)).find((one) => one !== undefined);
    if (dialect !== undefined) votes.set(dialect, (votes.get(dialect) ?? 0) + 1);
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] * 5 > migrations.length ? most[0] : undefined;
}
