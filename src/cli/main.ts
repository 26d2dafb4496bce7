#!/usr/bin/env node
import * as nodeModule from "node:module";

// Everything else is imported behind this check: an older Node would fail with a puzzle instead of this sentence.
const found = process.versions.node;
if (Number(found.split(".")[0]) < 24) {
  console.error(`dataplan needs Node 24 or newer, and this is Node ${found}. Install it from https://nodejs.org`);
  process.exitCode = 2;
} else {
  nodeModule.enableCompileCache();
  const { runCommandLine } = await import("./command-line.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
