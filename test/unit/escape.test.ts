import * as fc from "fast-check";
import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { block, cellCode, code, inline, message, prose } from "../../src/render/escape.ts";
import { visible } from "../../src/render/visible.ts";

const reader = remark().use(remarkGfm);
const parse = (markdown: string): Nodes => reader.parse(markdown);
const kinds = (node: Nodes): string[] => [node.type, ...("children" in node ? node.children.flatMap(kinds) : [])];
const texts = (node: Nodes): string[] =>
  node.type === "text" ? [node.value] : "children" in node ? node.children.flatMap(texts) : [];
const spans = (node: Nodes): string[] =>
  node.type === "inlineCode" ? [node.value] : "children" in node ? node.children.flatMap(spans) : [];

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."@octocat|#12|GH-7|http://evil.example|www.evil.example|a@b.cc|<b>|<!--|-->|![x](y)|[a](b)|[a]: b|`|``|~~~|```|\\|\n|\n\n|- |1. |# |> |* |_a_|**b**|&lt;|&#64;|\u202e|\u200b|\u0000|\r|\t|<http://a.b>|:tada:|$x$|---|===|[^1]|<details>|o/r#1|mailto:a@b.cc".split(
            "|",
          ),
          "|",
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

describe("prose", () => {
  test("is one paragraph of text, whatever goes in", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(prose(text));
        expect(new Set(kinds(tree))).toBeOneOf([new Set(["root"]), new Set(["root", "paragraph", "text"])]);
        for (const shown of texts(tree)) {
          expect(shown).not.toMatch(/@[\w-]/);
          expect(shown).not.toMatch(/#\d/);
          expect(shown).not.toMatch(/:\/\//);
          expect(visible(shown.replaceAll(/[\u200b\u2060]/g, ""))).toBe(shown.replaceAll(/[\u200b\u2060]/g, ""));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("loses nothing but white space", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = toString(parse(prose(text))).replaceAll(/[\u200b\u2060]/g, "");
        expect(shown.replaceAll(/\s/g, "")).toBe(visible(text).replaceAll(/\s/g, ""));
      }),
      { numRuns: 1000 },
    );
  });

  test("leaves ordinary words alone", () => {
    expect(prose("Add a rollback section with a trigger (metric, threshold, window)")).toBe(
      "Add a rollback section with a trigger (metric, threshold, window)",
    );
  });
});

describe("code", () => {
  test("is one code span with exactly this text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(`x ${code(text)} y`);
        expect(kinds(tree)).toEqual(["root", "paragraph", "text", "inlineCode", "text"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps backticks and shows what hides", () => {
    expect(code("a`b")).toBe("``a`b``");
    expect(code("`")).toBe("`` ` ``");
    expect(code("evil\u202etxt")).toBe("`evil\\u202etxt`");
    expect(code("")).toBe("` `");
  });
});

describe("a table", () => {
  test("keeps its cells, whatever stands in them", () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const tree = parse(`| a | b |\n| --- | --- |\n| ${cellCode(one)} | ${prose(other)} |\n`);
        const found = kinds(tree);
        expect(found.filter((kind) => kind === "tableCell")).toHaveLength(4);
        expect(found).not.toContain("link");
        expect(found).not.toContain("image");
        expect(found.filter((kind) => kind === "html").length).toBe(one.includes("|") ? 2 : 0);
        if (!one.includes("|")) expect(spans(tree)).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("block", () => {
  test("is one block of code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(kinds(parse(`${block(text, "sql")}\n\nafter`))).toEqual(["root", "code", "paragraph", "text"]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("inline and message", () => {
  const harmless = new Set(["root", "paragraph", "text", "inlineCode"]);
  test("hold only text and code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const kind of kinds(parse(inline(text)))) expect(harmless).toContain(kind);
        const words = { template: "Unexpected drop of `{a}`, expected {a}", data: { a: text } };
        const tree = parse(message(words));
        for (const kind of kinds(tree)) expect(harmless).toContain(kind);
        expect(spans(tree)).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  test("turn names in backticks into code", () => {
    expect(inline("Drop `a_b` after *all*")).toBe("Drop `a_b` after \\*all\\*");
    expect(message({ template: "`{a}.{b}` is {c}", data: { a: "x", b: "y`z", c: "@me" } })).toBe(
      "``x.y`z`` is @\u200bme",
    );
  });
});
