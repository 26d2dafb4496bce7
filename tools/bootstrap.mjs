// Runs on whatever Node the machine has, before anything is installed. It brings node_modules in step with the lock file
// (which brings Node 24 with it) and does nothing when they are in step already.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const stamp = join(modules, ".dataplan-lock");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const inStep = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;

if (!inStep) {
  console.error("dataplan: installing from package-lock.json (once, and again when it changes) …");
  const windows = process.platform === "win32";
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms, which a partial registry cannot name.
  const install = spawnSync(
    "npm",
    ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: windows,
    },
  );
  if (install.status !== 0) {
    console.error("dataplan: npm install failed; its message stands above. Is the npm registry within reach?");
    process.exit(install.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const brought = join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
if (!existsSync(brought) && Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `dataplan needs Node 24. npm brings it on Linux, Windows and Intel macOS; here (${process.platform} ${process.arch}) please install Node 24 yourself (found ${process.version}).`,
  );
  process.exit(2);
}
