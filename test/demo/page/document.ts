import { readScene } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { checkSection } from "./check.ts";
import { conversation } from "./conversation.ts";
import { filesChanged } from "./diff.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";
import { storyBar } from "./story-bar.ts";

const before = (stage: Stage): Html =>
  html` <section class="pull empty">
    <h1>${stage.story.repository}</h1>
    <p>${stage.story.base.says}: ${Object.keys(stage.story.base.files).length} files, no open pull request.</p>
    <p class="quiet">
      ${stage.busy === undefined ? html`Press <strong>Push this</strong> to begin.` : html`A branch is being pushed…`}
    </p>
  </section>`;

/** The part of the page that changes. */
export const pageBody = async (stage: Stage): Promise<Html> => {
  const scene = await readScene(stage);
  const pull =
    scene === undefined
      ? before(stage)
      : html`${conversation(stage, scene)}${checkSection(scene)}${filesChanged(scene)}`;
  return html`${storyBar(stage)}
    <main>${pull}</main>`;
};

export const page = async (stage: Stage): Promise<Html> =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${stage.story.pullRequest.title} · ${stage.story.repository}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="top">
          <span class="repo">${stage.story.repository.replace("/", " / ")}</span>
          <nav>
            <a href="#conversation">Conversation</a><a href="#check">Checks</a><a href="#files">Files changed</a>
          </nav>
        </header>
        <div class="layout" id="live">${await pageBody(stage)}</div>
        <script src="/mermaid.js" defer></script>
        <script src="/live.js" defer></script>
      </body>
    </html>`;
