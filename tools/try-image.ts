import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifest } from "../src/app/manifest.ts";
import { quiet, type ServerProcess, startServer } from "../test/app/server-process.ts";
import { settings } from "../test/standin/client.ts";
import { startStandin } from "../test/standin/standin.ts";
import type { AppSettings } from "../test/standin/world.ts";

/**
 * node tools/try-image.ts: does what the Dockerfile says, line by line, in a folder and without Docker: the context that
 * .dockerignore lets through, the packages that npm brings, the files of the last stage and nothing else. Then the server is
 * started there, takes a delivery, judges it and is stopped. Exits with 0 where all of that went well.
 */
const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "dataplan-image-"));
const text = (name: string): string => readFileSync(join(root, name), "utf8");

/** `*` and then what is let through again: the only form of .dockerignore that this knows. */
function context(): ReadonlySet<string> {
  const [all, ...exceptions] = text(".dockerignore").trim().split("\n");
  const odd = exceptions.filter((line) => !/^![\w.-]+$/.test(line));
  if (all !== "*" || odd.length > 0) throw new Error(`unexpected lines in .dockerignore: ${[all, ...odd].join(", ")}`);
  return new Set(exceptions.map((line) => line.slice(1)));
}

interface Stage {
  readonly folder: string;
  readonly env: Record<string, string>;
  workdir: string;
  command: readonly string[];
}

function build(): Stage {
  const sent = context();
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  const lines = text("Dockerfile")
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll("\\\n", " ")
    .trim()
    .split(/\n+/);
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === "FROM") {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? "last";
      stage = { folder: join(work, name), env: {}, workdir: "/", command: [] };
      stages.set(name, stage);
      continue;
    }
    if (stage === undefined) throw new Error(`before the first FROM: ${line}`);
    const inside = (path: string): string =>
      join(stage?.folder ?? "", path.startsWith("/") ? path : join(stage?.workdir ?? "", path));
    if (word === "WORKDIR") mkdirSync(inside((stage.workdir = rest)), { recursive: true });
    else if (word === "ENV")
      for (const [, name = "", value = ""] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value;
    else if (word === "COPY") {
      const from = /^--from=(\w+) /.exec(rest)?.[1];
      const paths = rest.replace(/^--from=\w+ /, "").split(" ");
      const to = paths.pop() ?? "";
      for (const path of paths) {
        const source = from === undefined ? join(root, path) : join(stages.get(from)?.folder ?? "", path);
        if (from === undefined && !sent.has(path)) throw new Error(`.dockerignore keeps ${path} back`);
        cpSync(source, to.endsWith("/") ? join(inside(to), path) : inside(to), { recursive: true });
      }
    } else if (word === "RUN" && rest.startsWith("npm ")) npm(inside("."), rest);
    else if (word === "RUN" && rest.startsWith("mkdir /data ")) mkdirSync(inside("/data"));
    else if (word === "CMD") stage.command = JSON.parse(rest) as string[];
    else if (!["USER", "VOLUME", "EXPOSE", "HEALTHCHECK"].includes(word)) throw new Error(`not understood: ${line}`);
  }
  if (stage === undefined) throw new Error("the Dockerfile has no stage");
  return stage;
}

function npm(cwd: string, line: string): void {
  const env = { ...process.env, npm_config_cache: join(work, "npm") };
  const { status, stderr } = spawnSync("sh", ["-c", line], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${line}\nended with ${status}:\n${stderr}`);
}

async function run({ folder, env, workdir, command }: Stage): Promise<void> {
  if (command.join(" ") !== "node src/server.ts") throw new Error(`unexpected command: ${command.join(" ")}`);
  const { permissions, events } = manifest();
  const app = { ...settings, permissions: permissions as AppSettings["permissions"], events };
  const standin = await startStandin({ app });
  let server: ServerProcess | undefined;
  try {
    const directories = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.startsWith("/data") ? join(folder, value) : value]),
    );
    server = await startServer(join(folder, workdir), standin, {
      ...directories,
      PORT: "0",
      DATAPLAN_THROTTLE: "off",
    });
    for (const path of ["healthz", "readyz"]) {
      const { status } = await fetch(`${server.url}/${path}`);
      console.log(`/${path}: ${status}`);
      if (status !== 200) throw new Error(`/${path} answered ${status}`);
    }
    standin.sendWebhooksTo(`${server.url}/api/github/webhooks`);
    const shop = standin.repository("acme/shop");
    await shop.push("main", {
      "migrations/0001_users.up.sql": "CREATE TABLE users (id bigint PRIMARY KEY, code text);\n",
    });
    await shop.push("topic", { "migrations/0002_drop.up.sql": "ALTER TABLE users DROP COLUMN code;\n" });
    const { number } = await shop.openPullRequest({ title: "Drop a column", head: "topic" });
    await quiet(standin, server);
    const [check] = (await shop.pullState(number)).checks;
    console.log(`check: ${check?.status} ${check?.conclusion}: ${check?.title}`);
    if (check?.conclusion !== "failure" || /could not decide/i.test(check.title ?? "")) throw new Error("not judged");
    // What the engine keeps there it has only where it ran.
    const cache = readdirSync(join(folder, "data/cache"));
    console.log(`/data: ${readdirSync(join(folder, "data")).join(", ")}; of the engine: ${cache.join(", ")}`);
    if (cache.length === 0) throw new Error("the engine did not run");
    const code = await server.stop();
    console.log(`SIGTERM: ended with ${code}`);
    if (code !== 0) throw new Error("not ended well");
    if (standin.violations.length > 0) throw new Error(JSON.stringify(standin.violations));
  } finally {
    server?.kill();
    await standin.close();
  }
}

try {
  const stage = build();
  const brought = join(stage.folder, "app/node_modules");
  console.log(`built: ${existsSync(brought) ? readdirSync(brought).length : 0} entries in node_modules`);
  await run(stage);
} finally {
  rmSync(work, { recursive: true, force: true });
}
