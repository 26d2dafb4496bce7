import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "generated", include: ["test/golden.test.ts"] } },
      {
        test: {
          ...shared,
          name: "core",
          include: ["test/*.test.ts", "test/unit/**/*.test.ts"],
          exclude: ["test/golden.test.ts"],
        },
      },
      { test: { ...shared, name: "engine", include: ["test/engine/**/*.test.ts"] } },
      { test: { ...shared, name: "cli", include: ["test/cli/**/*.test.ts"] } },
      {
        test: {
          ...shared,
          name: "app",
          include: ["test/app/**/*.test.ts", "test/standin/**/*.test.ts", "test/demo/**/*.test.ts"],
        },
      },
    ],
  },
});
