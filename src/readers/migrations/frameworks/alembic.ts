import { upwards } from "../alembic/graph.ts";
import { isAlembic } from "../alembic/is-alembic.ts";
import type { Revision } from "../alembic/revision.ts";
import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, below, byText, folder, within } from "../paths.ts";

const VERSIONS = /(^|\/)versions\/(?:[^/]+\/)*[^/]+\.py$/;

interface Found extends Revision {
  readonly path: string;
}

/** Alembic: a graph of revisions, each of which names the one before it; one transaction an upgrade, in which each migration is one too. */
export default defineFramework({
  id: "alembic",
  title: "Alembic",
  tools: ["flask-migrate"],
  extensions: [".py"],
  document: {
    owns: isAlembic,
    read: async (text) => (await import("../alembic/revision.ts")).readAlembic(text),
  },
  wants: (path) => VERSIONS.test(path),
  find(files, roots) {
    const found = files.paths.flatMap((path) => revisionAt(path, files));
    const given = roots.map((root) => root.path);
    const byRoot = Map.groupBy(found, ({ path }) => rootOf(path, files, given));
    return joined([...byRoot]).map(([root, revisions]): History => ({
      tool: "alembic",
      root,
      migrations: entries(revisions),
    }));
  },
});

function revisionAt(path: string, files: Files): readonly Found[] {
  const document = files.read(path)?.document;
  if (document?.tool !== "alembic" || document.content === undefined) return [];
  return [{ ...(document.content as Revision), path }];
}

/** The folder beside its `env.py`; several folders of versions below it are one history. */
function rootOf(path: string, files: Files, given: readonly string[]): string {
  const asked = given.find((root) => below(path, root));
  if (asked !== undefined) return asked;
  for (let at = folder(path); ; at = folder(at)) {
    if (files.has(within(at, "env.py")) || files.has(within(at, "script.py.mako"))) return at;
    if (at === "") return /^(?:.*\/)?versions(?=\/)/.exec(path)?.[0] ?? folder(path);
  }
}

type Group = readonly [string, readonly Found[]];

/** Folders whose revisions follow each other's are one history (`version_locations`). */
function joined(groups: readonly Group[]): readonly Group[] {
  const home = new Map(groups.flatMap(([root, found]) => found.map(({ revision }) => [revision, root] as const)));
  const into = new Map<string, string>();
  const top = (root: string): string => {
    const next = into.get(root);
    return next === undefined ? root : top(next);
  };
  for (const [root, found] of groups) {
    const own = new Set(found.map(({ revision }) => revision));
    for (const id of found.flatMap(({ parents, needs }) => [...parents, ...needs])) {
      const other = own.has(id) ? undefined : home.get(id);
      if (other !== undefined && top(other) !== top(root)) into.set(top(root), top(other));
    }
  }
  const all = Map.groupBy(groups, ([root]) => top(root));
  return [...all].map(([root, parts]) => [root, parts.flatMap(([, found]) => found)] as const);
}

function entries(revisions: readonly Found[]): readonly Entry[] {
  const named = resolve(revisions);
  const steps = [...revisions]
    .sort((a, b) => byText(a.path, b.path))
    .map((found) => ({
      id: found.revision,
      parents: found.parents.map(named),
      needs: found.needs.map(named),
      found,
    }));
  const once = [...new Map(steps.toReversed().map((step) => [step.id, step])).values()].reverse();
  const twins = steps.filter((step) => !once.includes(step));
  return [...upwards(once), ...twins].map(({ found, parents }) => entryOf(found, parents));
}

/** A revision may be meant by the beginning of its name or by the label of its branch. */
function resolve(revisions: readonly Found[]): (id: string) => string {
  const ids = new Set(revisions.map(({ revision }) => revision));
  const labels = new Map(
    revisions.flatMap(({ labels, revision }) => labels.map((label) => [label, revision] as const)),
  );
  return (id) => {
    if (ids.has(id)) return id;
    const short = id.split("@").at(-1) ?? id;
    return labels.get(id) ?? [...ids].find((one) => short !== "" && one.startsWith(short)) ?? id;
  };
}

function entryOf({ path, revision, up, down, transaction }: Found, after: readonly string[]): Entry {
  const name = base(path).slice(0, -".py".length);
  const said = name.startsWith(`${revision}_`) ? name.slice(revision.length + 1) : name === revision ? "" : name;
  return {
    version: revision,
    name: said,
    up: path,
    scripts: { up, ...(down === undefined ? {} : { down }) },
    after,
    transaction,
    ...(down === undefined ? {} : { down: path }),
  };
}
