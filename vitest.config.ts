import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      // Everything that `npm run generate` may rewrite; the cases first, since the pages show what they made.
      {
        test: {
          ...shared,
          name: "generated",
          include: ["test/cases.test.ts", "test/golden.test.ts", "test/kinds.test.ts", "test/picture/picture.test.ts"],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: "core",
          include: ["test/*.test.ts", "test/unit/**/*.test.ts"],
          exclude: ["test/cases.test.ts", "test/golden.test.ts", "test/kinds.test.ts"],
        },
      },
      { test: { ...shared, name: "engine", include: ["test/engine/**/*.test.ts"] } },
      { test: { ...shared, name: "cli", include: ["test/cli/**/*.test.ts"] } },
      {
        test: {
          ...shared,
          name: "app",
          include: [
            "test/app/**/*.test.ts",
            "test/store/**/*.test.ts",
            "test/page/**/*.test.ts",
            "test/standin/**/*.test.ts",
            "test/demo/**/*.test.ts",
            "test/kills/**/*.test.ts",
          ],
        },
      },
    ],
  },
});
