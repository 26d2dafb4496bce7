import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { validator } from "./validator.ts";
import { dataplan, scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);

const text = { type: "object", required: ["text"], properties: { text: { type: "string", minLength: 1 } } };
const physical = {
  type: "object",
  required: ["artifactLocation", "region"],
  properties: {
    artifactLocation: {
      type: "object",
      required: ["uri"],
      properties: { uri: { type: "string", format: "uri-reference" } },
    },
    region: {
      type: "object",
      required: ["startLine"],
      properties: { startLine: { type: "integer", minimum: 1 }, startColumn: { type: "integer", minimum: 1 } },
    },
  },
};
/** What code scanning asks of SARIF 2.1.0. */
const SHAPE = {
  type: "object",
  required: ["$schema", "version", "runs"],
  properties: {
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["tool", "results"],
        properties: {
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name", "rules"],
                properties: {
                  rules: {
                    type: "array",
                    minItems: 1,
                    items: {
                      type: "object",
                      required: ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
                      properties: { shortDescription: text, help: text },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            minItems: 1,
            items: {
              type: "object",
              required: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
              properties: {
                level: { enum: ["none", "note", "warning", "error"] },
                message: text,
                locations: {
                  type: "array",
                  minItems: 1,
                  items: { type: "object", properties: { physicalLocation: physical }, required: ["physicalLocation"] },
                },
                partialFingerprints: { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
              },
            },
          },
        },
      },
    },
  },
};

test("SARIF has the shape that code scanning asks for", () => {
  const repo = join(folder, "shop");
  shop(repo);
  const { code, out } = dataplan(["review", "--no-probe", "--format", "sarif"], repo);
  expect(code).toBe(1);
  const check = validator(SHAPE);
  expect(check(JSON.parse(out)), JSON.stringify(check.errors)).toBe(true);
  const [run] = (
    JSON.parse(out) as {
      runs: { results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }[];
    }
  ).runs;
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});
