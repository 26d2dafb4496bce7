import type { Nodes } from "mdast";
import { toString as plain } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import type { PullNow } from "../../src/model/command.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { GrantedWaiver, Hold } from "../../src/model/grant.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { renderComment } from "../../src/render/comment.ts";
import { renderCheckRun } from "../../src/render/check-run.ts";
import { unconfigured } from "../../src/config/default-config.ts";
import { digest } from "../../src/model/fingerprint.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { statusText } from "../../src/render/status.ts";
import { decide } from "../../src/verdict/decide.ts";
import { waive } from "../../src/verdict/waive.ts";

const HOSTILE = [
  "ping @acme/everyone and @ada",
  "see https://evil.example/x and www.evil.example and mailto:a@b.example",
  "<script>alert(1)</script><img src=x onerror=y>",
  "[click](https://evil.example) ![i](https://evil.example/i.png)",
  "closes #12 and acme/shop#7 and GH-9 and 4f1d2c3b5a69",
  "</details> <!-- dataplan:verdict --> # heading",
  "| a | b |\n| --- | --- |\n| ``` |",
  "right\u202eto left\u200b \u0007 bell \u2066x\u2069",
  "`code` **bold** ~~gone~~ $x$ :tada:",
];

const HEAD = "4f1d2c3b5a697887766554433221100ffeeddccb";
const finding: Finding = {
  rule: "column-dropped",
  level: "block",
  subject: "public.users.legacy_code",
  subjectPath: ["table", "public", "users", "legacy_code"],
  fingerprint: "3f2a9c0d41be",
  message: "Unexpected drop, expected none",
  words: { template: "Unexpected drop, expected none", data: {} },
  place: { path: "migrations/2.sql", line: 1, side: "head" },
  verdicts: { data: "broken", consumer: "ok", ddl: "ok", meaning: "ok" },
  basis: "grammar",
  readers: [],
  owes: [],
};
const at = { at: "2026-11-20T10:00:00Z", head: HEAD, comment: 7 };
const waiver = (more: Partial<GrantedWaiver> = {}): GrantedWaiver => ({
  fingerprint: finding.fingerprint,
  rule: finding.rule,
  subject: finding.subject,
  reason: "it was never filled",
  owner: "@grace",
  until: "2026-12-31",
  granted: at,
  ...more,
});
const hold = (more: Partial<Hold> = {}): Hold => ({
  id: 1,
  owner: "@kim",
  role: "write",
  reason: "wait for the backfill",
  granted: at,
  ...more,
});
const verdict = (waivers: readonly GrantedWaiver[], holds: readonly Hold[]): Verdict => {
  const { open, waived } = waive([finding], [], waivers, "2026-11-21");
  return {
    version: 1,
    ...decide(open, [], [], ["migrations/2.sql"], "enforce", holds),
    mode: "enforce",
    base: "0".repeat(40),
    head: HEAD,
    touched: ["migrations/2.sql"],
    findings: open,
    obligations: [],
    waived,
    ...(holds.length === 0 ? {} : { holds }),
    suppressed: [],
    gaps: [],
    proofs: [],
    configErrors: [],
    notes: [],
  };
};

/** Every kind of node but those that are text, and our own folds. */
function made(markdown: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "html") {
      if (!/^(?:<!-- dataplan:verdict -->|<\/?(?:details|summary|sub|code)>)+/.test(node.value)) found.push(node.value);
    } else if (["link", "linkReference", "image", "imageReference", "delete", "definition"].includes(node.type))
      found.push(node.type);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(remark().use(remarkGfm).parse(markdown));
  return found;
}

/** What GitHub would look for mentions, references and addresses in: all text but code. */
function outsideCode(markdown: string): string {
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "text") found.push(node.value);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(remark().use(remarkGfm).parse(markdown));
  return found.join("\n");
}

describe.each(HOSTILE)("a reason like %j stays text", (reason) => {
  const pull: PullNow = {
    head: HEAD,
    seen: true,
    grants: { waivers: [waiver({ reason })], holds: [hold({ reason })] },
    audit: [{ at: at.at, actor: "kim", line: `/dataplan hold reason="${reason}"`, result: "done" }],
    lastDay: "2027-05-20",
  };
  const both = verdict([waiver({ reason })], [hold({ reason })]);
  const { summary, text = "" } = renderCheckRun(both);
  test.each([
    ["comment", renderComment(both)],
    ["check", `${summary}\n\n${text}`],
    ["status", statusText(pull, "everybody.", "2026-11-21")],
  ])("in the %s", (_, markdown) => {
    expect(made(markdown)).toEqual([]);
    const said = outsideCode(markdown);
    expect(said).not.toMatch(/@(?!\u200b)\w/);
    expect(said).not.toMatch(/https?:\/\/|#\d|www\.evil/);
    expect(markdown).not.toMatch(/\p{Cc}(?<!\n)|[\u202a-\u202e\u2066-\u2069]/u);
    expect(plain(remark().use(remarkGfm).parse(markdown))).toContain("@kim");
  });
});

const open = (more: Partial<GrantedWaiver>): number => waive([finding], [], [waiver(more)], "2026-11-21").open.length;

const side = (files: Readonly<Record<string, string>>): Tree => ({
  sha: HEAD,
  paths: Object.keys(files),
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { path, text, hash: digest(text) }])),
  unread: [],
});

describe("over a review", () => {
  const before = { "migrations/1_users.up.sql": "CREATE TABLE users (id bigint PRIMARY KEY, code text);\n" };
  const opaque = { "migrations/2_x.up.sql": "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE users'); END $$;\n" };
  const judged = (files: Readonly<Record<string, string>>, waivers: readonly GrantedWaiver[]) =>
    review({
      base: side(before),
      head: side({ ...before, ...files }),
      config: unconfigured,
      today: "2026-11-21",
      grants: { waivers, holds: [] },
    });

  test("unread text is let pass as it stands, and not when it changes", async () => {
    const [gap] = (await judged(opaque, [])).gaps.filter(({ level }) => level === "block");
    const granted = waiver({
      fingerprint: gap?.fingerprint ?? "",
      rule: gap?.key ?? "",
      subject: gap?.place.path ?? "",
    });
    expect(granted).toMatchObject({ rule: "dynamic-sql", subject: "migrations/2_x.up.sql" });
    const passed = await judged(opaque, [granted]);
    expect(passed.conclusion).toBe("success");
    expect(renderComment(passed)).toContain("`dynamic-sql` at `migrations/2_x.up.sql:1`: waived by `@grace`");
    const edited = { "migrations/2_x.up.sql": "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE orders'); END $$;\n" };
    expect((await judged(edited, [granted])).conclusion).toBe("failure");
  });
  test("one that ended is said where it would have counted, one that covers nothing is said once", async () => {
    const drop = { "migrations/2_x.up.sql": "ALTER TABLE users DROP COLUMN code;\n" };
    const print = (await judged(drop, [])).findings.find(({ rule }) => rule === "column-dropped")?.fingerprint ?? "";
    const ended = await judged(drop, [waiver({ fingerprint: print, until: "2026-11-20" })]);
    expect(ended.conclusion).toBe("failure");
    expect(ended.findings.map(({ rule, level }) => `${rule} ${level}`)).toContain("waiver-expired review");
    const idle = await judged(drop, [waiver({ fingerprint: "000000000000" })]);
    expect(idle.findings.filter(({ rule }) => rule === "waiver-unused")).toMatchObject([
      { level: "notice", message: expect.stringContaining("/dataplan unwaive 000000000000") },
    ]);
    const used = await judged(drop, [waiver({ fingerprint: print })]);
    expect(used.waived).toMatchObject([{ by: { owner: "@grace" } }]);
    expect(used.findings.map(({ rule }) => rule)).not.toContain("waiver-unused");
  });
});

describe("a grant", () => {
  test("covers its fingerprint until its last day, and no other", () => {
    expect(open({})).toBe(0);
    expect(open({ until: "2026-11-21" })).toBe(0);
    expect(open({ until: "2026-11-20" })).toBe(1);
    // The same rule and subject with another fingerprint is another breakage.
    expect(open({ fingerprint: "3f2a9c0d41bf" })).toBe(1);
  });
  test("is told with who, until when and why; what blocks is told with its fingerprint", () => {
    const told = renderComment(verdict([waiver()], []));
    expect(told).toContain("waived by `@grace` in a comment here until 2026-12-31: it was never filled");
    expect(renderComment(verdict([], []))).toContain("`3f2a9c0d41be`");
  });
  test("a hold asks for a person where the gate would be open, and leaves a shut one shut", () => {
    expect(verdict([waiver()], [hold()])).toMatchObject({ conclusion: "action_required" });
    expect(verdict([waiver()], [hold()]).summary).toMatch(/^Held by `@kim`\. Otherwise: The gate is open/);
    expect(verdict([], [hold()]).conclusion).toBe("failure");
    expect(verdict([], [hold()]).summary).toContain("; held by `@kim`");
    expect(decide([], [], [], [], "enforce", [hold()]).conclusion).toBe("action_required");
    expect(decide([], [], [], [], "audit", [hold()]).conclusion).toBe("neutral");
  });
});
