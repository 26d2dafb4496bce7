import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { startEngine } from "../../src/engine/engine.ts";
import { renderTerminal } from "../../src/render/terminal.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { treeOf } from "../case/files.ts";
import { terminalSvg } from "./terminal-svg.ts";

const story = join(import.meta.dirname, "../../fixtures/demo");

/** The README's picture is what the product says of the demo's first step, engine and all. */
test("the picture of a verdict is fresh", async () => {
  const base = treeOf("base", join(story, "base"));
  const head = treeOf("head", join(story, "base"), join(story, "1-drop-column"));
  const engine = await startEngine({ cacheDir: join(tmpdir(), "dataplan-test-cache") });
  const verdict = await review(
    { base, head, config: loadConfig(undefined, ruleNames), today: "2026-11-21" },
    engine,
  ).finally(() => engine.close());
  const sourceOf = (path: string, side: string) => (side === "base" ? base : head).files[path]?.text;
  const shown = renderTerminal(verdict, { colour: true, width: 104, sourceOf });
  await expect(
    terminalSvg(
      `\u001b[2m$\u001b[22m dataplan review\n\n${shown}`,
      "dataplan review: a dropped column that a dashboard reads is blocked",
    ),
  ).toMatchFileSnapshot(join(story, "verdict.svg"));
});
