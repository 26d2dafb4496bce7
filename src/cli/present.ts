import type { Verdict } from "../model/verdict.ts";
import type { SourceOf } from "../render/frame.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";

export const FORMATS = ["text", "json", "markdown", "sarif", "github"] as const;

/** The verdict in the format that was asked for; each renderer is loaded when it is wanted. */
export async function present(
  format: string,
  verdict: Verdict,
  sourceOf: SourceOf,
  { colour, width }: Pick<Terminal, "colour" | "width">,
): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../render/json.ts")).renderJson(verdict);
    case "markdown":
      return (await import("../render/markdown.ts")).renderMarkdown(verdict);
    case "github":
      return (await import("../render/github.ts")).renderGithub(verdict);
    case "sarif": {
      const [{ renderSarif }, { allRules }] = [await import("../render/sarif.ts"), await import("../rules.ts")];
      return renderSarif(verdict, await allRules(), await version());
    }
    default:
      return (await import("../render/terminal.ts")).renderTerminal(verdict, { colour, width, sourceOf });
  }
}
