import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { oneLine } from "../../render/visible.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Sources } from "../sources.ts";
import type { Arguments } from "../subcommand.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

/** Prints the file, or writes it where none is yet. */
export async function putPlan(
  plan: { readonly path: string; readonly text: string },
  { values, switches }: Arguments,
  { folder }: Pick<Sources, "folder">,
  terminal: Terminal,
): Promise<ExitCode> {
  // As everywhere, a dash is the standard output.
  if (switches.has("stdout") || values["output"] === "-") {
    if (switches.has("stdout") && values["output"] !== undefined)
      throw new UsageError("--output and --stdout do not go together");
    terminal.out(plan.text);
    return 0;
  }
  const { output } = values;
  const root = output === undefined ? await folder() : undefined;
  if (output === undefined && root === undefined)
    throw new UsageError(
      "This repository is bare, so there is no folder to write to",
      "Give --output FILE or --stdout",
    );
  const file = output === undefined ? join(root ?? "", plan.path) : resolve(output);
  const flag = switches.has("force") ? "w" : "wx";
  try {
    await mkdir(dirname(file), { recursive: true });
    // Without --force the file must be new: not even a link to nowhere is followed.
    await writeFile(file, plan.text, { flag });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "EEXIST")
      throw new UsageError(
        `${file} is there already, and nothing was written`,
        "Overwrite it with --force, write elsewhere with --output FILE, or look with --stdout",
      );
    throw new UsageError(`${file} cannot be written: ${error.message}`);
  }
  const slots = plan.text.split("TODO:").length - 1;
  terminal.out(
    `Wrote ${oneLine(output ?? plan.path)}: ${slots === 1 ? "1 answer is" : `${slots} answers are`} left for you, each a TODO\n`,
  );
  return 0;
}
