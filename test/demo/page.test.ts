import { describe, expect, test } from "vitest";
import { owedLines } from "./owed-lines.ts";
import { html } from "../../src/page/html.ts";
import { markdown } from "./page/markdown.ts";

describe("the page takes every text for what it is", () => {
  test("what is put into markup is escaped", () => {
    const path = `<img src=x onerror="alert('x')">&`;
    expect(html`<p title="${path}">${[path, 1, false]}</p>`.markup).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;&amp;">' +
        "&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;&amp;1</p>",
    );
  });

  test("raw HTML of a comment is cut down to what GitHub lets through", () => {
    const text =
      '<details open><summary>more</summary>\n\n*yes*\n\n</details>\n<script>alert(1)</script>\n<a href="javascript:alert(1)" onclick="x">link</a>\n<!-- marker -->';
    const { markup } = markdown(text);
    expect(markup).toContain("<details open><summary>more</summary>");
    expect(markup).toContain("<em>yes</em>");
    expect(markup).not.toMatch(/script|onclick|marker/);
  });

  test("a diagram stays text that the browser draws", () => {
    expect(markdown("```mermaid\nflowchart LR\n  a --> b\n```").markup).toContain('<code class="language-mermaid">');
  });

  test("emoji are pictures, but not inside code", () => {
    const { markup } = markdown("✅ done `✅`");
    expect(markup).toContain('aria-label="done"');
    expect(markup).toContain("<code>✅</code>");
  });
});

test("a check's summary is told line by line", () => {
  const summary =
    "### ❌ Blocked\n\n#### `a.b`\n\nUnexpected drop of `a.b`, expected none  \n`up.sql:1` · rule\n\n- ⬜ **Plan entry**: add it\n- ✋ **Lost rows kept**: who?\n- ✅ **Way back**: there";
  expect(owedLines(summary)).toEqual([
    { kind: "subject", text: "a.b" },
    { kind: "said", text: "Unexpected drop of a.b, expected none" },
    { kind: "owed", text: "Plan entry: add it" },
    { kind: "person", text: "Lost rows kept: who?" },
    { kind: "met", text: "Way back: there" },
  ]);
});
