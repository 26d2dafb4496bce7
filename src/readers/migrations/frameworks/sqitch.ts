import { fillParsed } from "../fill-parsed.ts";
import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, below, folder, within } from "../paths.ts";
import { type Conf, type Plan, type Planned, sqitchFiles } from "../sqitch/plan.ts";

const SCRIPT = /(^|\/)(?:deploy|revert|verify)\/.*\.(?:sql|pgsql|psql|ddl)$/;

const DIALECTS: Readonly<Record<string, string>> = {
  mysql: "MySQL",
  sqlite: "SQLite",
  oracle: "Oracle",
  snowflake: "Snowflake",
  clickhouse: "ClickHouse",
  cockroach: "CockroachDB",
  firebird: "Firebird",
  vertica: "Vertica",
  exasol: "Exasol",
};

/** sqitch: the changes of `sqitch.plan`, in its order; each file opens its own transaction, or none. */
export default defineFramework({
  id: "sqitch",
  title: "sqitch",
  tools: [],
  document: sqitchFiles,
  extensions: [".sql", ".plan", ".conf"],
  wants: (path) => base(path) === "sqitch.plan" || base(path) === "sqitch.conf" || SCRIPT.test(path),
  find: (files) =>
    files.paths.flatMap((path): readonly History[] => {
      const plan = contentOf(path, files);
      if (plan?.kind !== "plan") return [];
      return isForgotten(path, files)
        ? [{ tool: "sqitch", root: path, migrations: [], also: [path] }]
        : [historyOf(path, plan, files)];
    }),
});

function contentOf(path: string, files: Files): Plan | Conf | undefined {
  const document = files.read(path)?.document;
  return document?.tool === "sqitch" ? (document.content as Plan | Conf) : undefined;
}

/** The nearest settings above the plan. */
function confFor(path: string, files: Files): { readonly at: string; readonly conf: Conf } {
  for (let at = folder(path); ; at = folder(at)) {
    const conf = contentOf(within(at, "sqitch.conf"), files);
    if (conf?.kind === "conf") return { at, conf };
    if (at === "") return { at: folder(path), conf: { kind: "conf", variables: {} } };
  }
}

/** The settings beside it point to another plan. */
function isForgotten(path: string, files: Files): boolean {
  const { at, conf } = confFor(path, files);
  const top = normal(within(at, conf.topDir ?? "."));
  return top !== folder(path) && at === folder(path) && files.has(within(top, "sqitch.plan"));
}

function historyOf(path: string, plan: Plan, files: Files): History {
  const root = folder(path);
  const { at, conf } = confFor(path, files);
  const extension = conf.extension ?? "sql";
  const top = normal(within(at, conf.topDir ?? "."));
  const find = (way: string, given: string | undefined): string => {
    const places = [...(given === undefined ? [] : [normal(within(at, given))]), within(root, way), within(top, way)];
    return places.find((place) => files.paths.some((one) => below(one, place))) ?? within(root, way);
  };
  const folders = { deploy: find("deploy", conf.deployDir), revert: find("revert", conf.revertDir) };
  const fileOf = (way: keyof typeof folders, { name, tags }: Planned): string => {
    const names = [...tags.map((tag) => `${name}@${tag}`), name].map(
      (one) => `${within(folders[way], one)}.${extension}`,
    );
    return names.find((one) => files.read(one) !== undefined) ?? names[0] ?? "";
  };
  const migrations = plan.changes.flatMap((change): readonly Entry[] => {
    const up = fileOf("deploy", change);
    const down = fileOf("revert", change);
    const deploy = files.read(up);
    const revert = files.read(down);
    if (deploy === undefined) return [];
    const script = fillParsed(deploy, conf.variables).script;
    const version = change.time === 1 ? change.name : `${change.name}~${change.time}`;
    const entry: Entry = { version, name: "", up, transaction: script.begins, scripts: { up: script } };
    if (revert === undefined) return [entry];
    return [{ ...entry, down, scripts: { up: script, down: fillParsed(revert, conf.variables).script } }];
  });
  const gaps = plan.changes
    .filter((change) => files.read(fileOf("deploy", change)) === undefined)
    .map(({ name, line }) => ({
      path,
      gap: {
        key: "change-unknown",
        spot: { line, column: 1, endLine: line },
        reason: `the plan deploys \`${name}\`, which has no file`,
        opaque: false,
        sql: "",
      },
    }));
  const dialect = DIALECTS[conf.engine ?? ""];
  const also = files.paths.filter(
    (one) =>
      one === path ||
      one === within(at, "sqitch.conf") ||
      below(one, within(root, "verify")) ||
      below(one, within(top, "verify")),
  );
  return { tool: "sqitch", root, migrations, gaps, also, ...(dialect === undefined ? {} : { dialect }) };
}

const normal = (path: string): string =>
  path
    .split("/")
    .filter((part) => part !== "." && part !== "")
    .join("/");
