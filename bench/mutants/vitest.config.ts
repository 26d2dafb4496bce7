import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { mutate } from "./mutate.ts";

const unit = join(import.meta.dirname, "..", "..", "test", "unit");

/** The unit tests of the gate over files that have mutants in them. */
export default defineConfig(async () => {
  const { texts } = await mutate((process.env["MUTANTS_IN"] ?? "").split(","));
  return {
    plugins: [{ name: "mutants", enforce: "pre", transform: (_: string, id: string) => texts.get(id) }],
    test: {
      include: (process.env["MUTANTS_BY"] ?? "").split(",").map((name) => join(unit, `${name}.test.ts`)),
      setupFiles: [join(import.meta.dirname, "each-test.ts")],
      fileParallelism: false,
      // Another run has other mutants in the same files.
      fsModuleCache: false,
      testTimeout: 120_000,
      hookTimeout: 3_600_000,
    },
  };
});
