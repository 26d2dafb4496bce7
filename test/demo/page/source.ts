import type { Stage } from "../stage.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";

/** A file at a commit, where the links in the comment lead. */
export const sourcePage = async (stage: Stage, sha: string, path: string): Promise<Html | undefined> => {
  const { git } = stage.shop.state;
  const commit = await git.commitNamed(sha);
  const entry = commit === null ? undefined : await git.entry(commit, path);
  const bytes = entry?.type === "blob" ? await git.blob(entry.sha) : null;
  if (bytes === null) return undefined;
  const lines = bytes.toString("utf8").trimEnd().split("\n");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${path}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header class="top"><a class="repo" href="/">${stage.story.repository.replace("/", " / ")}</a></header>
        <article class="file source">
          <header><code>${path}</code><code class="quiet">${sha.slice(0, 7)}</code></header>
          <div class="scroll">
            <table class="diff">
              ${lines.map(
                (line, at) =>
                  html`<tr id="L${at + 1}">
                    <td class="no">${at + 1}</td>
                    <td class="code">${line}</td>
                  </tr>`,
              )}
            </table>
          </div>
        </article>
      </body>
    </html>`;
};
