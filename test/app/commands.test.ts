import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toString as plain } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { answerCommands, type Standing } from "../../src/app/answer-commands.ts";
import { commandsOf } from "../../src/app/commands-of.ts";
import { examine } from "../../src/doctor/examine.ts";
import type { CommandPlan } from "../../src/model/command.ts";
import type { Sighting } from "../../src/model/sighting.ts";
import * as registry from "../../src/commands/index.ts";

const root = join(import.meta.dirname, "..", "..", "fixtures", "commands");

interface Expected {
  readonly why: string;
  readonly role?: Standing;
  readonly spoken: readonly { verb: string; words: string[]; options?: Record<string, string>; problem?: string }[];
  readonly says?: readonly string[];
  readonly omits?: readonly string[];
  readonly refused?: boolean;
  readonly review: boolean;
}

const cases = globSync("*/*/expected.yml", { cwd: root })
  .map((path) => dirname(path))
  .sort();

/** The case's own plans. One that is named `untouched` was there before. */
const plansIn = (folder: string): CommandPlan[] =>
  globSync("**/*.md", { cwd: join(root, folder, "head") })
    .sort()
    .map((path) => ({
      path: path.replaceAll("\\", "/"),
      text: readFileSync(join(root, folder, "head", path), "utf8"),
      touched: !path.includes("untouched"),
    }));

/** What the doctor sees in this case. */
const sightingIn = (folder: string): Sighting =>
  parse(readFileSync(join(root, folder, "sighting.yml"), "utf8")) as Sighting;

describe.each(cases)("%s", (folder) => {
  const expected = parse(readFileSync(join(root, folder, "expected.yml"), "utf8")) as Expected;
  const comment = readFileSync(join(root, folder, "comment.md"), "utf8");

  test(expected.why, async () => {
    const spoken = commandsOf(comment);
    expect(
      spoken.map(({ verb, args, problem }) => ({
        verb,
        words: args.words,
        ...(Object.keys(args.options).length > 0 ? { options: { ...args.options } } : {}),
        ...(problem === undefined ? {} : { problem }),
      })),
    ).toEqual(expected.spoken);
    const answer = await answerCommands(spoken, expected.role ?? "read", {
      plans: async () => plansIn(folder),
      doctor: async () => examine(sightingIn(folder)),
    });
    expect(answer.review).toBe(expected.review);
    expect(answer.refused).toBe(expected.refused ?? false);
    if (expected.says === undefined) expect(answer.reply).toBeUndefined();
    for (const words of expected.says ?? []) expect(answer.reply).toContain(words);
    for (const words of expected.omits ?? []) expect(answer.reply).not.toContain(words);
  });

  test("means the same with the line ends of another machine", () => {
    expect(commandsOf(comment.replaceAll("\n", "\r\n"))).toEqual(commandsOf(comment));
  });
});

test("every command has a case, and its examples are commands", () => {
  for (const [verb, { examples }] of Object.entries(registry)) {
    expect(cases.some((name) => name.startsWith(`${verb}/`) || name.startsWith(`${verb}\\`))).toBe(true);
    for (const example of examples) expect(commandsOf(example)).toMatchObject([{ verb }]);
  }
});

test("a reply to a hostile comment holds no link, image, HTML or mention", async () => {
  const comment = readFileSync(join(root, "help", "hostile", "comment.md"), "utf8");
  const { reply = "" } = await answerCommands(commandsOf(comment), "read", {
    plans: async () => [],
    doctor: async () => [],
  });
  const kinds: string[] = [];
  const visit = (node: { readonly type: string; readonly children?: readonly unknown[] }): void => {
    kinds.push(node.type);
    for (const child of node.children ?? []) visit(child as typeof node);
  };
  const tree = remark().use(remarkGfm).parse(reply);
  visit(tree);
  expect(kinds.filter((kind) => !["root", "paragraph", "text", "inlineCode"].includes(kind))).toEqual([]);
  expect(plain(tree)).toContain("There is no such command");
});
