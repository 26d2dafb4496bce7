import { type Entry, type Files, type History, defineFramework } from "../framework.ts";
import { base, below, byNumber, byText, folder } from "../paths.ts";

const NAME = /^(?:(?<kind>[VU])(?<version>\d[\d._]*)|(?<repeat>R))__(?<name>.*)\.sql$/;
const VENDORS =
  /^(?:postgres(?:ql)?|mysql|mariadb|h2|sqlite|oracle|sqlserver|mssql|hsqldb|cockroachdb|snowflake|clickhouse)$/;

/** Flyway: `V1_2__name.sql` by version, `U…` to undo, then every `R__name.sql` by its description. */
export default defineFramework({
  id: "flyway",
  title: "Flyway",
  tools: ["refinery"],
  wants: (path) => NAME.test(base(path)) || base(path).endsWith(".sql.conf"),
  find(files, roots) {
    const scripts = files.paths.filter((path) => NAME.test(base(path)));
    const histories = [
      ...Map.groupBy(scripts, (path) =>
        rootOf(
          path,
          roots.map((given) => given.path),
        ),
      ),
    ];
    return histories
      .map(([root, paths]): History => ({ tool: "flyway", root, migrations: order(paths, files) }))
      .filter(({ migrations }) => migrations.length > 0);
  },
});

/** Flyway looks below its location too; `db/migration` is the usual one, with a folder a vendor where there are several. */
function rootOf(path: string, given: readonly string[]): string {
  const asked = given.find((root) => below(path, root));
  if (asked !== undefined) return asked;
  const usual = /^(?:.*\/)?db\/migrations?(?=\/)/.exec(path)?.[0];
  if (usual === undefined) return folder(path);
  const [next = ""] = path.slice(usual.length + 1).split("/");
  return VENDORS.test(next.toLowerCase()) ? `${usual}/${next}` : usual;
}

function order(paths: readonly string[], files: Files): readonly Entry[] {
  const read = paths.map((path): Read => ({ path, ...NAME.exec(base(path))?.groups }));
  const undo = new Map(read.filter(({ kind }) => kind === "U").map((found) => [canonical(found.version), found.path]));
  const entry = ({ path, repeat = "", version = repeat, name = "" }: Read): Entry => {
    const down = repeat === "" ? undo.get(canonical(version)) : undefined;
    const again = repeat === "" ? {} : { repeatable: true as const };
    const made = { version, name, up: path, transaction: wrapped(path, files), ...again };
    return down === undefined ? made : { ...made, down };
  };
  const versioned = read.filter(({ kind }) => kind === "V").sort((a, b) => compare(a, b) || byText(a.path, b.path));
  const repeated = read.filter(({ repeat }) => repeat === "R").sort((a, b) => byText(a.name ?? "", b.name ?? ""));
  return [...versioned, ...repeated].map(entry);
}

interface Read {
  readonly path: string;
  readonly kind?: string;
  readonly repeat?: string;
  readonly version?: string;
  readonly name?: string;
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
