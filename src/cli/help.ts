import { paint } from "../render/paint.ts";
import { wrap } from "../render/wrap.ts";
import type { Option, Subcommand } from "./subcommand.ts";
import type { Terminal } from "./terminal.ts";

const HELP: Option = { name: "help", help: "This page" };
const EXIT_CODES =
  "Exit codes: 0 passes, 1 blocked, 2 usage or configuration error, 3 our own fault (a bug in dataplan).";

function table(rows: readonly (readonly [string, string])[], width: number): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => `  ${name.padEnd(left - 2)}${wrap(text, Math.max(width, 60) - left, " ".repeat(left))}\n`)
    .join("");
}

const flag = ({ name, value }: Option): string => (value === undefined ? `--${name}` : `--${name} ${value}`);

export function helpOf(subcommand: Subcommand, { colour, width }: Terminal): string {
  const { strong } = paint(colour);
  const options = [...subcommand.options, HELP].map((option) => [flag(option), option.help] as const);
  const details = subcommand.details === undefined ? "" : `\n${wrap(subcommand.details, width, "")}\n`;
  return [
    `${subcommand.summary}\n\n`,
    strong("Usage"),
    `\n${subcommand.usage.map((line) => `  dataplan ${line}\n`).join("")}`,
    details,
    `\n${strong("Options")}\n${table(options, width)}`,
    `\n${EXIT_CODES}\n`,
  ].join("");
}

export function help(subcommands: readonly Subcommand[], { colour, width }: Terminal): string {
  const { strong } = paint(colour);
  const rows = subcommands.map(({ name, summary }) => [name, summary] as const);
  return [
    "dataplan: the merge gate for data changes\n\n",
    `${strong("Usage")}\n  dataplan SUBCOMMAND [OPTIONS]\n\n`,
    `${strong("Subcommands")}\n${table(rows, width)}`,
    `\n${strong("Options")}\n${table(
      [
        ["--help", "This page; behind a subcommand, that one's"],
        ["--version", "The version of dataplan and of Node"],
      ],
      width,
    )}`,
    `\n${EXIT_CODES}\n`,
  ].join("");
}
