import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toString as plain } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { answerCommands, type Standing } from "../../src/app/answer-commands.ts";
import { commandsOf } from "../../src/app/commands-of.ts";
import { examine } from "../../src/doctor/examine.ts";
import { folderRepository } from "../../src/git/folder.ts";
import type { CommandPlan, Entry, PullNow } from "../../src/model/command.ts";
import { noGrants } from "../../src/model/grant.ts";
import type { Shown, ShownFinding } from "../../src/model/shown.ts";
import type { Sighting } from "../../src/model/sighting.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { snapshotAt } from "../../src/snapshot-at.ts";
import * as registry from "../../src/commands/index.ts";

const root = join(import.meta.dirname, "..", "..", "fixtures", "commands");

/** The pull request as the case has it, with what most cases share left out. */
interface Scenery extends Partial<Omit<PullNow, "shown">> {
  readonly shown?: Partial<Omit<Shown, "findings">> & { readonly findings?: readonly Partial<ShownFinding>[] };
  readonly mayNot?: string;
}

interface Expected {
  readonly why: string;
  readonly role?: Standing;
  readonly spoken: readonly { verb: string; words: string[]; options?: Record<string, string>; problem?: string }[];
  readonly says?: readonly string[];
  readonly omits?: readonly string[];
  readonly refused?: boolean;
  /** The speaker is an App that is allowed to speak. */
  readonly app?: boolean;
  /** What is to be kept. */
  readonly keeps?: readonly object[];
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
/** The case's own models and migrations. */
const snapshotIn = async (folder: string): Promise<Snapshot> =>
  snapshotAt(folderRepository(), join(root, folder, "head"));

const HEAD = "4f1d2c3b5a697887766554433221100ffeeddccb";
const finding: ShownFinding = {
  fingerprint: "3f2a9c0d41be",
  rule: "column-dropped",
  subject: "public.users.legacy_code",
  level: "block",
  path: "migrations/2.sql",
  line: 1,
  message: "m",
  owed: ["plan-entry"],
  hurts: ["data"],
  holds: true,
};

function worldOf(folder: string, isApp: boolean): Parameters<typeof answerCommands>[2] & { kept: Entry[] } {
  const file = join(root, folder, "pull.yml");
  const { shown, mayNot, ...told } = existsSync(file) ? (parse(readFileSync(file, "utf8")) as Scenery) : {};
  const kept: Entry[] = [];
  const answer: Shown = {
    head: HEAD,
    conclusion: "failure",
    summary: "Blocked: 1 change owes a plan entry",
    proofs: [],
    ...shown,
    findings: (shown?.findings ?? [{}]).map((own) => ({ ...finding, ...own })),
  };
  const pull: PullNow = {
    head: HEAD,
    author: "ada",
    seen: true,
    grants: noGrants,
    audit: [],
    lastDay: "2027-05-20",
    ...told,
    ...(shown === null ? {} : { shown: answer }),
  };
  return {
    kept,
    today: "2026-11-21",
    speaker: { login: "grace", isApp },
    plans: async () => plansIn(folder),
    doctor: async () => examine(sightingIn(folder)),
    pull: async () => pull,
    snapshot: async () => snapshotIn(folder),
    editor: async () => ({ web: "https://github.test/acme/shop", branch: "topic" }),
    mayNotWaive: async () => mayNot,
    waivers: async () => "everybody with the role `write`.",
    book: {
      before: async () => undefined,
      async carryOut(_position, _line, entries, answered) {
        kept.push(...entries);
        return answered;
      },
    },
  };
}

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
    const { kept, ...world } = worldOf(folder, expected.app ?? false);
    const answer = await answerCommands(spoken, expected.role ?? "read", world);
    expect(kept).toEqual(expected.keeps ?? []);
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
  const { reply = "" } = await answerCommands(commandsOf(comment), "read", worldOf("help/hostile", false));
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
