import { parseArgs } from "node:util";
import { nearest } from "../model/nearest.ts";
import type { Arguments, Option, Subcommand } from "./subcommand.ts";
import { UsageError } from "./usage-error.ts";

/** Checks what was typed against what the subcommand takes; a near miss is answered with the name that was meant. */
export function parse(subcommand: Subcommand, typed: readonly string[]): Arguments {
  const known = new Map(subcommand.options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...typed],
    options: Object.fromEntries(
      subcommand.options.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  for (const token of tokens)
    if (token.kind === "positional") words.push(token.value);
    else if (token.kind === "option") {
      const option = known.get(token.name);
      if (option === undefined) throw unknownOption(subcommand, token.rawName, [...known.keys()]);
      if (option.value === undefined) {
        if (token.value !== undefined) throw usage(subcommand, `--${option.name} takes no value`);
        switches.add(option.name);
      } else {
        const before = values[option.name];
        if (before !== undefined && option.repeats !== true) throw usage(subcommand, `--${option.name} is given twice`);
        const value = valueOf(subcommand, option, token.value);
        values[option.name] = before === undefined ? value : `${before}\n${value}`;
      }
    }
  checkWords(subcommand, words);
  return { words, values, switches };
}

function valueOf(subcommand: Subcommand, option: Option, value: string | undefined): string {
  // `--base --head x`: the value was forgotten, and the next flag is not it.
  if (value === undefined || value === "" || value.startsWith("--"))
    throw usage(subcommand, `--${option.name} wants a value: --${option.name} ${option.value ?? ""}`);
  if (option.choices === undefined || option.choices.includes(value)) return value;
  const meant = nearest(value, option.choices);
  throw usage(
    subcommand,
    `--${option.name} cannot be ${value}: expected ${option.choices.join(", ")}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`,
  );
}

function unknownOption(subcommand: Subcommand, rawName: string, names: readonly string[]): UsageError {
  const meant = nearest(rawName.replace(/^-+/, ""), names);
  return usage(
    subcommand,
    `${subcommand.name} has no option ${rawName}${meant === undefined ? "" : `: did you mean --${meant}?`}`,
  );
}

function checkWords(subcommand: Subcommand, words: readonly string[]): void {
  const [least, most] = subcommand.words;
  if (words.length > most) throw usage(subcommand, `Unexpected argument ${words[most] ?? ""}`);
  if (words.length < least) throw usage(subcommand, `Something is missing: ${subcommand.usage[0] ?? ""}`);
}

const usage = ({ name }: Subcommand, message: string): UsageError =>
  new UsageError(message, `See dataplan ${name} --help`);
