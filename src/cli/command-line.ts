import { readQueriesWith } from "../columns/parse/read-query.ts";
import { GitFailure } from "../git/failure.ts";
import { nearest } from "../model/nearest.ts";
import { paint } from "../render/paint.ts";
import type { ExitCode } from "./exit-code.ts";
import { help, helpOf } from "./help.ts";
import { parse } from "./parse.ts";
import type { Subcommand } from "./subcommand.ts";
import * as registry from "./subcommands/index.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

const subcommands: readonly Subcommand[] = Object.values(registry);
const HELP = ["--help", "-h"];

/** What was typed → exit code. The one place where errors end. */
export async function runCommandLine(typed: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal();
  try {
    return await run(typed, terminal);
  } catch (error) {
    return told(error, terminal);
  } finally {
    terminal.progress("");
  }
}

async function run(typed: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = typed;
  if (name === undefined) {
    terminal.err(help(subcommands, terminal));
    return 2;
  }
  if (HELP.includes(name) || (name === "help" && rest.length === 0)) {
    terminal.out(help(subcommands, terminal));
    return 0;
  }
  if (name === "--version" || name === "-V") {
    terminal.out(`dataplan ${await version()} (node ${process.versions.node})\n`);
    return 0;
  }
  const subcommand = find(name === "help" ? (rest[0] ?? "") : name);
  if (name === "help" || rest.some((word) => HELP.includes(word))) {
    terminal.out(helpOf(subcommand, terminal));
    return 0;
  }
  readQueriesWith(async () => new (await import("../parser/keeper.ts")).ParserKeeper());
  return subcommand.run(parse(subcommand, rest), terminal);
}

function find(name: string): Subcommand {
  const found = subcommands.find((subcommand) => subcommand.name === name);
  if (found !== undefined) return found;
  const names = subcommands.map((subcommand) => subcommand.name);
  const meant = nearest(name, names);
  throw new UsageError(
    `There is no subcommand ${name}${meant === undefined ? "" : `: did you mean ${meant}?`}`,
    `They are: ${names.join(", ")} (dataplan --help)`,
  );
}

function told(error: unknown, terminal: Terminal): ExitCode {
  const { red, faint } = paint(terminal.colour && process.stderr.isTTY);
  if (error instanceof UsageError || error instanceof GitFailure) {
    terminal.err(`${red("dataplan:")} ${error.message}\n`);
    if (error.remedy !== undefined) terminal.err(`${faint("→")} ${error.remedy}\n`);
    return 2;
  }
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  terminal.err(`${red("dataplan: this is a bug in dataplan")}, not in what you did: ${said}\n`);
  if (process.env["DATAPLAN_DEBUG"] !== undefined && error instanceof Error) terminal.err(`${error.stack ?? ""}\n`);
  else terminal.err(`${faint("→")} Run it again with DATAPLAN_DEBUG=1 to see where, and please report it\n`);
  return 3;
}
