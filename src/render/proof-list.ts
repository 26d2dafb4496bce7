import type { JudgedProof } from "../model/verdict.ts";
import { code, inline } from "./escape.ts";
import { migrationName } from "./migration-name.ts";

const MARK = { exact: "✅", differs: "❌", fails: "❌", "not-provable": "❔" };

/** Each way back that was run, with what came of it, as a Markdown list. */
export const proofList = (proofs: readonly JudgedProof[]): string =>
  proofs
    .map(({ migration, result, detail }) => {
      const said = detail === "" ? "" : `: ${inline(detail)}`;
      return `- ${MARK[result]} ${code(migrationName(migration))} **${result}**${said}`;
    })
    .join("\n");
