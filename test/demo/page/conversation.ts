import type { CommitData } from "../../standin/git-store.ts";
import type { Comment } from "../../standin/world.ts";
import type { Scene } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { mergeBox } from "./check.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";
import { icons } from "./icons.ts";
import { markdown } from "./markdown.ts";

const avatar = (login: string): Html => {
  const hue = [...Buffer.from(login)].reduce((sum, byte) => sum + byte * 7, 0) % 360;
  return html`<span class="avatar" style="--hue:${hue}" aria-hidden="true">${login.charAt(0).toUpperCase()}</span>`;
};

const box = (login: string, note: Html, body: string, bot: boolean): Html =>
  html` <div class="entry">
    ${avatar(login)}
    <article class="comment">
      <header>
        <strong>${login}</strong>${bot && html`<span class="label">bot</span>`} <span class="quiet">${note}</span>
      </header>
      <div class="markdown">${markdown(body)}</div>
    </article>
  </div>`;

const commitLine = (commit: CommitData): Html =>
  html` <div class="entry commit">
    <span class="dot">${icons.commit}</span>
    <span>${commit.message}</span>
    <code class="quiet">${commit.sha.slice(0, 7)}</code>
  </div>`;

const edited = ({ createdAt, updatedAt }: Comment): Html =>
  createdAt === updatedAt ? html`commented` : html`commented · edited`;

/** In the order in which it happened: the ids of commits' suites and of comments count through. */
const timeline = ({ shop }: Stage, { commits, comments }: Scene): readonly Html[] => {
  const suites = [...shop.state.checkSuites.values()];
  const pushed = commits.map((commit) => ({
    at: suites.find(({ headSha }) => headSha === commit.sha)?.id ?? 0,
    shown: commitLine(commit),
  }));
  const said = comments.map((comment) => ({
    at: comment.id,
    shown: box(comment.user.login, edited(comment), comment.body, comment.user.type === "Bot"),
  }));
  return [...pushed, ...said].sort((a, b) => a.at - b.at).map(({ shown }) => shown);
};

/** The pull request from top to merge box. */
export const conversation = (stage: Stage, scene: Scene): Html => {
  const { story, number } = stage;
  const { title, author, branch, body } = story.pullRequest;
  const { commits } = scene;
  return html` <section class="pull" id="conversation">
    <h1>${title} <span class="quiet">#${number}</span></h1>
    <p class="pull-meta">
      <span class="state">${icons.branch} Open</span>
      <span
        ><strong>${author}</strong> wants to merge ${commits.length} ${commits.length === 1 ? "commit" : "commits"} into
        <code class="ref">main</code> from <code class="ref">${branch}</code></span
      >
    </p>
    <div class="timeline">
      ${box(author, html`opened this pull request`, body, false)} ${timeline(stage, scene)} ${mergeBox(scene)}
    </div>
  </section>`;
};
