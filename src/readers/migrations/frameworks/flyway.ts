import type { Script } from "../../../sql/act.ts";
import { fillParsed } from "../fill-parsed.ts";
import { type Told, foldersOf, settingsFor, toldIn } from "../flyway/place.ts";
import { flywaySettings, type Settings } from "../flyway/settings.ts";
import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, below, byNumber, byText, folder } from "../paths.ts";

const NAME = /^(?:(?<kind>[VUB])(?<version>\d[\d._]*)|(?<repeat>R))__(?<name>.*)\.sql$/;
const VENDORS =
  /^(?:postgres(?:ql)?|mysql|mariadb|h2|sqlite|oracle|sqlserver|mssql|hsqldb|cockroachdb|snowflake|clickhouse)$/;
/** Scripts that run with every deployment; those of other commands, and of failures, do not. */
const CALLBACK =
  /^(?<repeat>(?:before|after)(?:Each)?Migrate|after(?:MigrateApplied|Versioned)|beforeRepeatables)(?:__(?<name>.*))?\.sql$/;
const OTHER_CALLBACK =
  /^(?:before|after)(?:Each)?(?:Migrate|Clean|Info|Validate|Baseline|Undo|Repair|Versioned|Repeatables|CreateSchema|Connect)\w*(?:__.*)?\.sql$/;
const SETTINGS =
  /^(?:flyway(?:\.user)?\.(?:conf|toml)|application(?:-\w+)?\.(?:ya?ml|properties)|pom\.xml|build\.gradle(?:\.kts)?)$/;

/** Flyway: `V1_2__name.sql` by version, `U…` to undo, then every `R__name.sql` by its description; several locations are one history. */
export default defineFramework({
  id: "flyway",
  title: "Flyway",
  tools: ["refinery"],
  document: flywaySettings,
  wants(path) {
    const name = base(path);
    return NAME.test(name) || OTHER_CALLBACK.test(name) || name.endsWith(".sql.conf") || SETTINGS.test(name);
  },
  find(files, roots) {
    const scripts = files.paths.filter((path) => NAME.test(base(path)));
    if (scripts.length === 0) return [];
    const told = toldIn(files);
    const named = new Map(told.map((one) => [one, foldersOf(one, scripts)]));
    const given = roots.map((root) => root.path);
    const histories = [...Map.groupBy(scripts, (path) => rootOf(path, given, named))];
    return histories
      .map(([root, paths]): History => {
        const settings = settingsFor(root, told, named);
        const refinery = roots.some((one) => one.tool.toLowerCase() === "refinery" && below(root, one.path));
        const folders = new Set(paths.map(folder));
        const callbacks = files.paths.filter((path) => OTHER_CALLBACK.test(base(path)) && folders.has(folder(path)));
        const { migrations, also } = order([...paths, ...callbacks], files, settings, refinery);
        return { tool: "flyway", root, migrations, also, ...(settings?.outOfOrder === true ? { runsLate: true } : {}) };
      })
      .filter(({ migrations }) => migrations.length > 0);
  },
});

/** Flyway looks below its locations too; `db/migration` is the usual one, with a folder a vendor where there are several. */
function rootOf(path: string, given: readonly string[], named: ReadonlyMap<Told, readonly string[]>): string {
  const asked = given.find((root) => below(path, root));
  if (asked !== undefined) return asked;
  const located = [...named.values()].find((folders) => folders.some((at) => below(path, at)))?.[0];
  if (located !== undefined) return located;
  const usual = /^(?:.*\/)?db\/migrations?(?=\/)/.exec(path)?.[0];
  if (usual === undefined) return folder(path);
  const [next = ""] = path.slice(usual.length + 1).split("/");
  return VENDORS.test(next.toLowerCase()) ? `${usual}/${next}` : usual;
}

interface Ordered {
  readonly migrations: readonly Entry[];
  /** Scripts that no deployment of an existing database runs. */
  readonly also: readonly string[];
}

function order(paths: readonly string[], files: Files, settings: Settings | undefined, refinery: boolean): Ordered {
  const read = paths.map((path): Read => ({ path, ...(NAME.exec(base(path)) ?? CALLBACK.exec(base(path)))?.groups }));
  const undo = new Map(
    refinery ? [] : read.filter(({ kind }) => kind === "U").map((found) => [canonical(found.version), found.path]),
  );
  const entry = (found: Read): Entry => entryOf(found, undo.get(canonical(found.version)), files, settings);
  const versions = read.filter(({ kind }) => kind === "V" || (refinery && kind === "U"));
  // A baseline stands for the versions before it where those are gone; else only new databases begin with it.
  const start = read
    .filter((found) => found.kind === "B" && versions.every((one) => compare(one, found) > 0))
    .toSorted(compare)
    .at(-1);
  const versioned = [...versions, ...(start === undefined ? [] : [start])];
  versioned.sort((a, b) => compare(a, b) || byText(a.path, b.path));
  const repeated = read.filter(({ repeat }) => repeat === "R").sort((a, b) => byText(a.name ?? "", b.name ?? ""));
  const callbacks = read
    .filter(({ repeat = "R" }) => repeat !== "R")
    .sort((a, b) => byText(b.repeat ?? "", a.repeat ?? "") || byText(a.path, b.path));
  const migrations = [...versioned, ...repeated, ...callbacks].map(entry);
  const taken = new Set(migrations.flatMap(({ up, down }) => [up, down]));
  return { migrations, also: paths.filter((path) => !taken.has(path)) };
}

interface Read {
  readonly path: string;
  readonly kind?: string;
  readonly repeat?: string;
  readonly version?: string;
  readonly name?: string;
}

function entryOf(
  { path, repeat, version = repeat ?? "", name = "" }: Read,
  down: string | undefined,
  files: Files,
  settings: Settings | undefined,
): Entry {
  const up = scriptOf(path, files, settings);
  const again = repeat === undefined ? {} : ({ repeatable: true } as const);
  const made = { version, name, up: path, transaction: wrapped(path, files), ...again };
  const back = down === undefined || repeat !== undefined ? undefined : scriptOf(down, files, settings);
  const filled = up === undefined ? made : { ...made, scripts: back === undefined ? { up } : { up, down: back } };
  return down === undefined || repeat !== undefined ? filled : { ...filled, down };
}

/** The script with the settings' placeholders filled in. */
function scriptOf(path: string, files: Files, settings: Settings | undefined): Script | undefined {
  const parsed = files.read(path);
  if (parsed === undefined || settings === undefined || settings.asIs) return parsed?.script;
  const { placeholders, prefix, suffix } = settings;
  return fillParsed(parsed, placeholders, { prefix, suffix }).script;
}

const parts = (version = ""): readonly string[] => version.split(/[._]/).filter((part) => part !== "");

/** `1.0` and `1_00` are the same version: trailing zeros do not count. */
const canonical = (version = ""): string =>
  parts(version)
    .map((part) => BigInt(part).toString())
    .join(".")
    .replace(/(\.0)+$/, "");

function compare(a: Read, b: Read): number {
  const [left, right] = [parts(a.version), parts(b.version)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = byNumber(left[i] ?? "0", right[i] ?? "0");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Flyway wraps a script unless its settings say otherwise or a statement in it cannot run in a transaction. */
function wrapped(path: string, files: Files): boolean {
  if (files.read(`${path}.conf`)?.signs.noTransaction === true) return false;
  return files.read(path)?.script.statements.every(({ alone }) => !alone) ?? true;
}
